// How stored bytes are sealed: AES-256-GCM, with a key of its own for every file.
//
// The plain bytes are cut into chunks of 64 KiB; the last one may be shorter, and only an empty file has an empty one.
// Each chunk is a slot of the sealed file, and the slots follow each other without header or gap:
//
//     nonce (12 bytes) | tag (16 bytes) | as many bytes as the chunk has
//
// With each chunk its number and whether it is the last one are authenticated, so that a changed, missing, repeated or
// exchanged chunk, one of another file, and a file that was cut or made longer are all found by the chunk itself. Where a
// byte lies follows from its position alone, so that any part can be read.
//
// The nonce is random and stored instead of being made of the number: a chunk of an unfinished upload is sealed more than
// once (it is cut and resumed, or its bytes come in another order), and no two seals of one key may share a nonce.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export const CHUNK_BYTES = 64 * 1024
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = NONCE_BYTES + TAG_BYTES
/** A chunk and what stands before it. */
export const SLOT_BYTES = HEAD_BYTES + CHUNK_BYTES
export const KEY_BYTES = 32
const NONCES_AT_ONCE = 512
const NEVER_WRITTEN = Buffer.alloc(NONCE_BYTES)

/** Thrown when stored bytes are not what was stored: changed, cut, mixed up, or sealed with another key. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError'
}

/** The number of the chunk in which a file of this many plain bytes ends. */
export function lastChunkOf(size: number): number {
  return size === 0 ? 0 : Math.ceil(size / CHUNK_BYTES) - 1
}

/** How many bytes a file of this many plain bytes has when it is sealed. */
export function sealedBytesOf(size: number): number {
  return size + (lastChunkOf(size) + 1) * HEAD_BYTES
}

/** How many plain bytes a sealed file holds; undefined if no file is sealed to this many bytes. */
export function plainBytesOf(sealedBytes: number): number | undefined {
  const slots = Math.ceil(sealedBytes / SLOT_BYTES)
  const size = sealedBytes - slots * HEAD_BYTES
  return slots > 0 && size >= 0 && sealedBytesOf(size) === sealedBytes ? size : undefined
}

/**
 * Seals one chunk.
 * @param pieces its bytes, in order.
 * @returns the bytes of its slot, in order.
 */
export function sealChunk(key: Buffer, number: number, isLast: boolean, pieces: readonly Buffer[]): Buffer[] {
  const head = Buffer.allocUnsafe(HEAD_BYTES)
  takeNonce().copy(head)
  const cipher = createCipheriv('aes-256-gcm', key, head.subarray(0, NONCE_BYTES))
  cipher.setAAD(place(number, isLast))
  const sealed = cipher.update(joined(pieces))
  cipher.final()
  cipher.getAuthTag().copy(head, NONCE_BYTES)
  return [head, sealed]
}

const together = Buffer.allocUnsafeSlow(CHUNK_BYTES)

// Copying costs less than a call, and memory to be freed, for each piece.
function joined(pieces: readonly Buffer[]): Buffer {
  const [only] = pieces
  if (only && pieces.length === 1) return only
  let bytes = 0
  for (const piece of pieces) bytes += piece.copy(together, bytes)
  return together.subarray(0, bytes)
}

let nonces = Buffer.alloc(0)

// The system is asked for many at once: asking takes as long as sealing a tenth of a chunk.
function takeNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(NONCES_AT_ONCE * NONCE_BYTES)
  const nonce = nonces.subarray(0, NONCE_BYTES)
  nonces = nonces.subarray(NONCE_BYTES)
  return nonce
}

/**
 * Opens one chunk.
 * @param slot its bytes, as sealed.
 * @throws DamagedFileError if they are not this chunk of the file with this key.
 */
export function openChunk(key: Buffer, number: number, isLast: boolean, slot: Buffer): Buffer {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, slot.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    cipher.setAAD(place(number, isLast))
    cipher.setAuthTag(slot.subarray(NONCE_BYTES, HEAD_BYTES))
    const plain = cipher.update(slot.subarray(HEAD_BYTES))
    cipher.final()
    return plain
  } catch (error) {
    throw new DamagedFileError(`its part ${number + 1} is not as it was stored`, { cause: error })
  }
}

/** Whether nothing was ever written in this slot: a file system fills what is left out with zeros. */
export function isUnwritten(slot: Buffer): boolean {
  return slot.length === 0 || slot.subarray(0, NONCE_BYTES).equals(NEVER_WRITTEN)
}

function place(number: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(9)
  bytes.writeBigUInt64BE(BigInt(number))
  bytes.writeUInt8(isLast ? 1 : 0, 8)
  return bytes
}
