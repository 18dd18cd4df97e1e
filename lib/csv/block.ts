// The bytes in hand: a piece of the file that always begins with a row and grows only when one row does not fit.
import { isUtf8 } from 'node:buffer'
import { CR, LF } from './scan-row'

/** Blocks of this size are read as fast as larger ones and stay in the processor's cache. */
export const BLOCK_BYTES = 256 * 1024

export type Block = {
  /** One byte longer than it may be filled: the scanner wants a line feed behind the data. */
  bytes: Buffer
  filled: number
  /** Where the next row begins. */
  at: number
  readonly rowBytesMax: number
  /** Where the next NUL is known to be; -1 when not looked for yet. */
  nextNul: number
  /** All bytes before are known to be UTF-8; -1 when not looked at yet. */
  utf8Until: number
}

export function emptyBlock(blockBytes: number, rowBytesMax: number): Block {
  return { bytes: Buffer.allocUnsafe(blockBytes + 1), filled: 0, at: 0, rowBytesMax, nextNul: -1, utf8Until: -1 }
}

/** Drops what was read, takes as many bytes as fit and returns the rest. */
export function fillBlock(block: Block, chunk: Uint8Array): Uint8Array {
  block.bytes.copyWithin(0, block.at, block.filled)
  block.filled -= block.at
  block.at = 0
  if (isFull(block)) {
    const room = Math.max(block.filled + 1, Math.min(block.filled * 2, block.rowBytesMax))
    block.bytes = Buffer.concat([block.bytes], room + 1)
  }
  const taken = Math.min(chunk.length, block.bytes.length - 1 - block.filled)
  block.bytes.set(chunk.subarray(0, taken), block.filled)
  block.filled += taken
  block.bytes[block.filled] = LF
  block.nextNul = -1
  block.utf8Until = -1
  return chunk.subarray(taken)
}

/** Whether no further byte fits behind the row that is being read. */
export function isFull(block: Block): boolean {
  return block.at === 0 && block.filled === block.bytes.length - 1
}

export function hasNul(block: Block, from: number, to: number): boolean {
  if (block.nextNul < from) {
    const found = block.bytes.indexOf(0, from)
    block.nextNul = found < 0 || found >= block.filled ? block.filled : found
  }
  return block.nextNul < to
}

/**
 * Whether the row is UTF-8. Asks about all the block from this row on at once, and about single rows only if something
 * there is not UTF-8. Rows must be asked about in their order.
 */
export function isValidUtf8(block: Block, from: number, to: number): boolean {
  const { bytes, filled } = block
  if (block.utf8Until < 0) {
    const lastLf = bytes.lastIndexOf(LF, filled - 1)
    const end = Math.max(from, (lastLf < from ? bytes.lastIndexOf(CR, filled - 1) : lastLf) + 1)
    block.utf8Until = isUtf8(bytes.subarray(from, end)) ? end : 0
  }
  return to <= block.utf8Until || isUtf8(bytes.subarray(from, to))
}
