// Bytes on their way into a COPY in the binary format: a buffer that grows, and the numbers it is made of, the highest
// byte first. Whoever writes makes room before.

export type Piece = { bytes: Buffer; /** How far it is filled. */ at: number }

const TWO_32 = 2 ** 32

/** What stands before the first row: the signature, no flags, no extension. */
export const COPY_HEADER: Uint8Array = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')

/** What stands behind the last row. */
export const COPY_TRAILER: Uint8Array = Uint8Array.of(0xff, 0xff)

export function emptyPiece(bytes: number): Piece {
  return { bytes: Buffer.allocUnsafeSlow(bytes), at: 0 }
}

/** Makes sure that so many more bytes can be written. */
export function makeRoom(piece: Piece, count: number): void {
  if (piece.at + count > piece.bytes.length) grow(piece, count)
}

function grow(piece: Piece, count: number): void {
  const larger = Buffer.allocUnsafeSlow(Math.max(piece.bytes.length * 2, piece.at + count))
  piece.bytes.copy(larger, 0, 0, piece.at)
  piece.bytes = larger
}

export function putBytes(piece: Piece, bytes: Uint8Array): void {
  makeRoom(piece, bytes.length)
  piece.bytes.set(bytes, piece.at)
  piece.at += bytes.length
}

export function putInt16(piece: Piece, number: number): void {
  const { bytes, at } = piece
  bytes[at] = number >>> 8
  bytes[at + 1] = number
  piece.at = at + 2
}

/** Takes the lower 32 bits of the number. */
export function putInt32(piece: Piece, number: number): void {
  const { bytes, at } = piece
  bytes[at] = number >>> 24
  bytes[at + 1] = number >>> 16
  bytes[at + 2] = number >>> 8
  bytes[at + 3] = number
  piece.at = at + 4
}

/**
 * @param high with sign, the number divided by 2^32 and rounded down.
 * @param low what is left, from 0 on.
 */
export function putInt64(piece: Piece, high: number, low: number): void {
  putInt32(piece, high)
  putInt32(piece, low)
}

/** @param number a safe integer. */
export function putWholeNumber(piece: Piece, number: number): void {
  const high = Math.floor(number / TWO_32)
  putInt64(piece, high, number - high * TWO_32)
}

/** A safe integer a thousand times over, which need not be one. */
export function putThousands(piece: Piece, number: number): void {
  const high = Math.floor(number / TWO_32)
  const low = (number - high * TWO_32) * 1000
  const carry = Math.floor(low / TWO_32)
  putInt64(piece, high * 1000 + carry, low - carry * TWO_32)
}

const sixtyFour = new BigInt64Array(1)
const halves = new Int32Array(sixtyFour.buffer)
const [highAt, lowAt] = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? [1, 0] : [0, 1]

/** @param number of 64 bits, with sign. */
export function putBigInt(piece: Piece, number: bigint): void {
  sixtyFour[0] = number
  putInt64(piece, halves[highAt]!, halves[lowAt]!)
}
