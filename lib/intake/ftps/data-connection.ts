// One data connection: TLS 1.2 over the socket a client opened to its passive port, ended when nothing comes any more.
import type net from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import type { FtpsLimits } from './limits'
import { RecordTap } from './record-tap'

/** How long a client may take to close its side after we have closed ours. */
const LINGER_MS = 5000

export type DataConnection = {
  readonly tls: TLSSocket
  /** Whether the client itself announced the end, after its last byte. */
  readonly endedCleanly: () => boolean
  /** Something happened; the patience begins anew. */
  readonly noteBytes: (bytes: number) => void
  /** Nothing more is expected; the socket goes as soon as the client lets it. */
  readonly finish: () => void
}

type Start = { readonly context: SecureContext; readonly limits: FtpsLimits; readonly signal: AbortSignal }

/** Begins TLS on a socket, as the server, and gives the connection up when the signal says so. */
export function secureData(socket: net.Socket, { context, limits, signal }: Start): DataConnection {
  const tap = new RecordTap(socket)
  const tls = new TLSSocket(tap, { isServer: true, secureContext: context })
  const giveUp = () => tls.destroy()
  const idle = setTimeout(giveUp, limits.dataIdleSeconds * 1000)
  let bytesThen = 0
  let bytesNow = 0
  const floor = setInterval(() => {
    if (bytesNow - bytesThen < limits.floorBytes) giveUp()
    bytesThen = bytesNow
  }, limits.floorSeconds * 1000)
  const stopTimers = () => {
    clearTimeout(idle)
    clearInterval(floor)
    signal.removeEventListener('abort', giveUp)
  }

  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  tls.once('close', stopTimers)
  // Whoever waits for something hears of the end by 'close'; the reason helps nobody but the log of the other side.
  tls.on('error', () => undefined)
  tls.once('secure', () => idle.refresh())

  return {
    tls,
    endedCleanly: () => tap.endsWithAlert && tls.errored === null,
    noteBytes(bytes) {
      bytesNow += bytes
      idle.refresh()
    },
    finish() {
      clearInterval(floor)
      if (tls.destroyed) return
      tls.end(() => {
        const linger = setTimeout(giveUp, LINGER_MS)
        tls.once('close', () => clearTimeout(linger))
      })
    },
  }
}

/** Sends a listing and ends the connection. @returns whether the client took it. */
export async function sendText({ tls, finish }: DataConnection, text: string): Promise<boolean> {
  const sent = new Promise<boolean>((resolve) => {
    tls.once('finish', () => resolve(true))
    tls.once('close', () => resolve(false))
  })
  // An end before the handshake is over would end the connection without a single record, and clients wait for one.
  tls.once('secure', () => {
    tls.write(text)
    finish()
  })
  tls.resume()
  return sent
}
