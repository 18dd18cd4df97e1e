// What ssh2 1.17 leaves to its user as a server, done at the one place every decrypted message passes. This file and
// channel-flow.ts are the only ones that touch what ssh2 does not document; its version is pinned, and a missing
// piece ends every connection instead of switching a guard off.
import type { Socket } from 'node:net'
import type { Connection } from 'ssh2'
import type { SshLimits } from './limits'
import type { Brake } from './socket-brake'

const MESSAGE = { KEXINIT: 20, CHANNEL_DATA: 94 } as const
/** disconnect, ignore, unimplemented, debug, service request, extension info, key exchange, authentication request. */
const beforeLogin = (type: number) => type <= 5 || type === 7 || (type >= 20 && type <= 50)
/** A client never sends these: they are the server's answers to a login. */
const onlyFromServers = (type: number) => type === 6 || (type >= 51 && type <= 79)

const CHANNEL_PACKET_BYTES_MIN = 1024
const REFUSE_FOR_RESOURCES = 4
/**
 * Messages that carry no data, beyond what their number may be for the data and the time there was. OpenSSH's client
 * with a small RekeyLimit begins a key exchange every 32 KiB.
 */
const CHATTER_MAX = 5000
const CHATTER_PER_SECOND = 20
const CHATTER_PER_KIB = 1
const KEXINIT_WEIGHT = 20

export const DISCONNECT = {
  PROTOCOL_ERROR: 2,
  BY_APPLICATION: 11,
  TOO_MANY_CONNECTIONS: 12,
  NO_MORE_METHODS: 14,
} as const

type OpenInfo = { readonly sender: number; readonly packetSize: number }
type Internals = {
  readonly authenticated: boolean
  readonly _protocol: {
    _onPayload: (payload: Buffer) => unknown
    readonly _handlers: Record<string, (protocol: unknown, ...values: never[]) => unknown>
    disconnect(reason: number): void
    channelOpenFail(sender: number, reason: number, description: string): void
  }
}

export type GuardOptions = {
  readonly limits: SshLimits
  readonly brake: Brake
  readonly onAttack: (what: string) => void
}

/** Puts the guard between a connection's decryption and everything else. Call it before the key exchange. */
export function guardTransport(
  connection: Connection,
  socket: Socket,
  { limits, brake, onAttack }: GuardOptions,
): void {
  const internals = internalsOf(connection)
  const protocol = internals._protocol
  const handle = protocol._onPayload
  const startedAt = performance.now()
  let dataBytes = 0
  let chatter = 0

  const attackIn = (payload: Buffer): string | undefined => {
    const type = payload[0] ?? 0
    if (!internals.authenticated && !beforeLogin(type)) return 'a message before login'
    if (onlyFromServers(type)) return 'a message only a server sends'
    if (type === MESSAGE.CHANNEL_DATA) dataBytes += payload.length
    else chatter += type === MESSAGE.KEXINIT ? KEXINIT_WEIGHT : 1
    const seconds = (performance.now() - startedAt) / 1000
    const allowed = CHATTER_MAX + CHATTER_PER_SECOND * seconds + (CHATTER_PER_KIB * dataBytes) / 1024
    return chatter > allowed ? 'a flood of messages without data' : undefined
  }

  protocol._onPayload = (payload) => {
    const attack = attackIn(payload)
    if (attack) {
      onAttack(attack)
      disconnect(connection, socket, DISCONNECT.PROTOCOL_ERROR)
      return Infinity // what ssh2's own fatal errors return: the rest of the input is not looked at
    }
    // A client that sends and never reads would make us keep our answers for it; so it is not read either.
    if (socket.writableLength > limits.unsentBytesMax) brake.hold('unsent answers')
    return handle(payload)
  }
  socket.on('drain', () => brake.release('unsent answers'))
  refuseTinyPackets(protocol)
  rekeyOnTime(connection, socket, limits)
}

/** Tells the client why, as far as SSH has a number for it, and ends the connection at once. */
export function disconnect(connection: Connection, socket: Socket, reason: number): void {
  try {
    internalsOf(connection)._protocol.disconnect(reason)
  } catch {
    // The transport is beyond use already; the socket goes all the same.
  }
  socket.destroySoon()
}

// ssh2 loops for ever on a channel whose packets may hold no byte.
function refuseTinyPackets(protocol: Internals['_protocol']): void {
  const open = protocol._handlers.CHANNEL_OPEN as (protocol: unknown, info: OpenInfo) => unknown
  protocol._handlers.CHANNEL_OPEN = (self: unknown, info: OpenInfo) =>
    info.packetSize < CHANNEL_PACKET_BYTES_MIN
      ? protocol.channelOpenFail(info.sender, REFUSE_FOR_RESOURCES, 'packets too small')
      : open(self, info)
}

// ssh2 never begins a key exchange of its own.
function rekeyOnTime(connection: Connection, socket: Socket, { rekeyBytes, rekeySeconds }: SshLimits): void {
  let bytesThen = 0
  let timeThen = performance.now()
  const bytesNow = () => socket.bytesRead + socket.bytesWritten
  connection.on('rekey', () => {
    bytesThen = bytesNow()
    timeThen = performance.now()
  })
  socket.on('data', () => {
    const isDue = bytesNow() - bytesThen > rekeyBytes || performance.now() - timeThen > rekeySeconds * 1000
    if (!isDue || !internalsOf(connection).authenticated || socket.destroyed) return
    bytesThen = bytesNow()
    timeThen = performance.now()
    connection.rekey()
  })
}

function internalsOf(connection: Connection): Internals {
  const internals = connection as unknown as Partial<Internals>
  const protocol = internals._protocol
  if (typeof protocol?._onPayload !== 'function' || typeof protocol._handlers?.CHANNEL_OPEN !== 'function') {
    throw new Error('this version of ssh2 is not the one the intake was made for')
  }
  return connection as unknown as Internals
}
