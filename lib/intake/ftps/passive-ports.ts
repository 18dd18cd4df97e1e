// The ports clients open their data connections to. One listener for one client at a time; only the address that asked
// for it gets through, and whoever else comes first is dropped without the slot being lost (faults, rows 29 and 30).
import { randomInt } from 'node:crypto'
import net from 'node:net'
import { log } from '@/lib/platform/log'
import { type Arrival, type ArrivalOptions, arrivals } from '../proxy/arrivals'
import { listen } from '../visitors/connections'

export type PortRange = { readonly first: number; readonly last: number }

export type PassivePort = {
  readonly port: number
  /** The client's data connection; undefined if none came in time, or the signal came first. May be asked once. */
  readonly connection: (signal: AbortSignal) => Promise<net.Socket | undefined>
  /** Frees the port, and drops a connection nobody has asked for. */
  readonly close: () => void
}

/** The passive ports of a server. */
export class PassivePorts {
  private readonly used = new Set<number>()

  /**
   * @param host the address to listen on.
   * @param proxy the balancers clients come through.
   */
  constructor(
    private readonly host: string,
    private readonly range: PortRange,
    private readonly proxy: ArrivalOptions = {},
  ) {}

  /**
   * Opens a port for one client.
   * @param address the only one a connection is taken from.
   * @param seconds how long it waits for its connection, and then for somebody to ask for that.
   * @returns undefined if every port is taken.
   */
  async open(address: string, seconds: number): Promise<PassivePort | undefined> {
    const count = this.range.last - this.range.first + 1
    const start = randomInt(count)
    for (let step = 0; step < count; step += 1) {
      const port = this.range.first + ((start + step) % count)
      if (this.used.has(port)) continue
      const opened = await this.tryPort(port, address, seconds)
      if (opened) return opened
    }
    return undefined
  }

  private async tryPort(port: number, address: string, seconds: number): Promise<PassivePort | undefined> {
    // Reading waits until TLS is there to do it.
    const options = { pauseOnConnect: true, allowHalfOpen: true, noDelay: true, keepAlive: true }
    const listener = net.createServer(options)
    this.used.add(port)
    try {
      await listen(listener, this.host, port)
    } catch {
      this.used.delete(port)
      return undefined
    }
    const stopListening = () => {
      listener.close()
      this.used.delete(port)
    }
    return waitFor({ listener, port, address, seconds, stopListening, proxy: this.proxy })
  }
}

type Waiting = {
  readonly listener: net.Server
  readonly port: number
  readonly address: string
  readonly seconds: number
  readonly stopListening: () => void
  readonly proxy: ArrivalOptions
}

function waitFor({ listener, port, address, seconds, stopListening, proxy }: Waiting): PassivePort {
  let socket: net.Socket | undefined
  let isAsked = false
  let isWarned = false
  let isClosed = false
  let tell: (socket: net.Socket | undefined) => void = () => undefined
  const came = new Promise<net.Socket | undefined>((resolve) => (tell = resolve))
  const close = () => {
    isClosed = true
    clearTimeout(timer)
    if (!socket) stopListening()
    tell(undefined)
    if (!isAsked) socket?.destroy()
  }
  const timer = setTimeout(close, seconds * 1000)

  const welcome = ({ socket: candidate, address: from }: Arrival) => {
    candidate.on('error', () => undefined)
    if (socket || isClosed || from !== address) {
      if (!isWarned && !isClosed) log.warn({ from, address, port }, 'a stranger at a passive port')
      isWarned = true
      return void candidate.destroy()
    }
    socket = candidate
    stopListening()
    tell(candidate)
  }
  listener.on('connection', arrivals(proxy, welcome))

  return {
    port,
    close,
    async connection(signal) {
      if (signal.aborted) close()
      signal.addEventListener('abort', close, { once: true })
      const found = await came
      isAsked = found !== undefined && !signal.aborted
      signal.removeEventListener('abort', close)
      clearTimeout(timer)
      return isAsked ? found : undefined
    },
  }
}
