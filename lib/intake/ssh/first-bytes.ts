// What a client says before anything is encrypted: whether it speaks SSH at all, and which algorithms it offers. Kept for
// operators who have to find out why a client cannot connect; nothing is decided by it.
import type { Socket } from 'node:net'
import { type Protocol, protocolIn } from '../visitors/other-protocol'

/** The line that names the client, and its offer of algorithms. */
const KEPT_BYTES_MAX = 8 * 1024
const KEXINIT = 20
const COOKIE_BYTES = 16
const LISTS = ['kex', 'host key', 'cipher', 'cipher', 'mac', 'mac'] as const
/** In this order in KEXINIT (RFC 4253, section 7.1); both directions are nearly always the same, so one of them is told. */
const TOLD = [0, 1, 2, 4]

export type FirstBytes = {
  /** What it speaks, if that is not SSH. */
  readonly otherProtocol: () => Protocol | undefined
  /** The algorithms it offers, as they can be read by a person. */
  readonly offer: () => string | undefined
  readonly forget: () => void
}

/** Begins to keep a copy of the first bytes of a connection, until it is told to forget them. */
export function firstBytesOf(socket: Socket): FirstBytes {
  let kept: Buffer = Buffer.alloc(0)
  const keep = (chunk: Buffer): void => {
    kept = Buffer.concat([kept, chunk.subarray(0, KEPT_BYTES_MAX - kept.length)])
    if (kept.length >= KEPT_BYTES_MAX) socket.off('data', keep)
  }
  socket.on('data', keep)
  return {
    otherProtocol() {
      const protocol = protocolIn(kept)
      return protocol === 'SSH' ? undefined : protocol
    },
    offer: () => offerIn(kept),
    forget() {
      socket.off('data', keep)
      kept = Buffer.alloc(0)
    },
  }
}

function offerIn(bytes: Buffer): string | undefined {
  const start = bytes.indexOf('\n') + 1
  const payload = start + 5
  if (start === 0 || bytes[payload] !== KEXINIT) return undefined
  const lists: string[] = []
  let at = payload + 1 + COOKIE_BYTES
  while (lists.length < LISTS.length) {
    if (at + 4 > bytes.length) break
    const length = bytes.readUInt32BE(at)
    if (at + 4 + length > bytes.length) break
    lists.push(bytes.toString('latin1', at + 4, at + 4 + length))
    at += 4 + length
  }
  const told = TOLD.flatMap((index) => (lists[index] === undefined ? [] : `${LISTS[index]}: ${lists[index]}`))
  return told.length > 0 ? told.join('; ') : undefined
}
