// What ssh2 1.17 leaves to its user as a server, done at the one place every decrypted message passes. This file and
// channel-flow.ts are the only ones that touch what ssh2 does not document; its version is pinned, and a missing
// piece ends every connection instead of switching a guard off.
import type { Socket } from 'node:net'
import type { Connection } from 'ssh2'
import type { SshLimits } from './limits'
import { type Offered, readOffered } from './offered-algorithms'
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

/** ssh2 offers to sign with SHA-1 wherever there is an RSA key, whatever it was told. */
const SHA1_HOST_KEY = 'ssh-rsa'

type Offer = {
  readonly lists: { readonly kex: List; readonly serverHostKey: List; readonly cs: Way; readonly sc: Way }
}
type List = { readonly array: readonly string[] }
type Way = { readonly cipher: List; readonly mac: List; readonly compress: List; readonly lang: List }
type OpenInfo = { readonly sender: number; readonly packetSize: number }
type Internals = {
  readonly authenticated: boolean
  readonly _protocol: {
    _onPayload: (payload: Buffer) => unknown
    /** Until the first keys are exchanged it has a way of its own, past _onPayload. */
    readonly _decipher: { _onPayload: (payload: Buffer) => unknown }
    _offer: Offer
    readonly _handlers: Record<string, (protocol: unknown, ...values: never[]) => unknown>
    disconnect(reason: number): void
    channelOpenFail(sender: number, reason: number, description: string): void
  }
}

export type GuardOptions = {
  readonly limits: SshLimits
  readonly brake: Brake
  readonly onAttack: (what: string) => void
  /** SHA-1 may sign for the host key. */
  readonly legacyAlgorithms: boolean
  /** What the client offers in its first key exchange, before it is decided. */
  readonly onOffered: (offered: Offered) => void
}

/** Puts the guard between a connection's decryption and everything else. Call it before the key exchange. */
export function guardTransport(
  connection: Connection,
  socket: Socket,
  { limits, brake, onAttack, onOffered, legacyAlgorithms }: GuardOptions,
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
  if (!legacyAlgorithms) protocol._offer = withoutSha1(protocol._offer)
  listenToOffer(protocol, onOffered)
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

const cleaned = new WeakMap<Offer, Offer>()

// Our first message is made of this after the guard is in place, and the client's choice is looked up in it.
function withoutSha1(offer: Offer): Offer {
  const known = cleaned.get(offer)
  if (known) return known
  const { kex, serverHostKey, cs, sc } = offer.lists
  const way = ({ cipher, mac, compress, lang }: Way) => ({
    ...{ cipher: cipher.array, mac: mac.array, compress: compress.array, lang: lang.array },
  })
  const Made = offer.constructor as new (lists: object) => Offer
  const hostKeys = serverHostKey.array.filter((name) => name !== SHA1_HOST_KEY)
  const made = new Made({ kex: kex.array, serverHostKey: hostKeys, cs: way(cs), sc: way(sc) })
  cleaned.set(offer, made)
  return made
}

function listenToOffer(protocol: Internals['_protocol'], onOffered: GuardOptions['onOffered']): void {
  const decipher = protocol._decipher
  const handle = decipher._onPayload
  decipher._onPayload = (payload) => {
    const offered = payload[0] === MESSAGE.KEXINIT ? readOffered(payload) : undefined
    if (offered) onOffered(offered)
    return handle(payload)
  }
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
  const isKnown =
    typeof protocol?._onPayload === 'function' &&
    typeof protocol._handlers?.CHANNEL_OPEN === 'function' &&
    typeof protocol._decipher?._onPayload === 'function' &&
    Array.isArray(protocol._offer?.lists?.serverHostKey?.array)
  if (!isKnown) {
    throw new Error('this version of ssh2 is not the one the intake was made for')
  }
  return connection as unknown as Internals
}
