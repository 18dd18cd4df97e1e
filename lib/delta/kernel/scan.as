// Finds plain rows in a block of UTF-8 bytes and hashes what is watched of them. A row that is doubtful in any way is left
// alone: scanning ends in front of it, and lib/csv judges it. So nothing here may be laxer than scan-row.ts and
// row-reader.ts, and anything may be stricter.
import { isPlain, isUtf8 } from './cells'
import { contentHash, keyHash, mixText } from './hash'
import {
  CONTENT_AT,
  KEY_AT,
  RECORD_CELLS,
  block,
  cellMax,
  columns,
  contentCount,
  contentSeed,
  delimiter,
  keyCount,
  keySeed,
  quotedLinesMax,
  quotedMax,
  records,
  rowMax,
  stride,
  width,
} from './record'

const LF: u32 = 10
const CR: u32 = 13
const QUOTE: u32 = 34

const NON_ASCII: u32 = 1
const DOUBLED_QUOTE: u32 = 2

/** A key with more bytes is left to the caller, so that the keys of a batch have room in the key list. */
const KEY_BYTES_MAX: u32 = 4096
const BATCH_KEY_BYTES_MAX: u32 = 124 * 1024

/** Where scanning stands: the next row's offset in the block, and its line. */
export let nextAt: i32 = 0
export let nextLine: i32 = 0

// @ts-ignore: decorator
@inline
function specials(v: v128, d: v128, q: v128, lf: v128, cr: v128): u64 {
  return <u64>(
    (<u32>i8x16.bitmask(v128.or(v128.or(i8x16.eq(v, d), i8x16.eq(v, q)), v128.or(i8x16.eq(v, lf), i8x16.eq(v, cr)))))
  )
}

/**
 * Scans up to `max` rows of the block from `from` to `to`, where a row must end within, into the records from `first` on.
 * `nulAt` is where the first NUL stands; all bytes before `textUntil` are known to be UTF-8.
 */
export function scan(from: i32, to: i32, nulAt: i32, textUntil: i32, first: i32, max: i32, line: i32): i32 {
  const bytes = block
  const separator = delimiter
  const step = stride
  const d = i8x16.splat(<i8>separator)
  const q = i8x16.splat(<i8>QUOTE)
  const lf = i8x16.splat(<i8>LF)
  const cr = i8x16.splat(<i8>CR)
  let record = records + (<usize>first) * step
  let cell = record + RECORD_CELLS
  let cellsEnd = record + step
  let rows = 0
  let keyBytes: u32 = 0
  let rowStart = from
  let cellStart = from
  let closed = -1
  let skip = -1
  let isQuoted = false
  let flags: u32 = 0
  let breaks = 0
  let breaksBefore = 0
  let lastHigh = -1
  nextAt = from
  nextLine = line

  for (let base = from; base < to; base += 64) {
    const at = bytes + base
    const v0 = v128.load(at)
    const v1 = v128.load(at, 16)
    const v2 = v128.load(at, 32)
    const v3 = v128.load(at, 48)
    let mask =
      specials(v0, d, q, lf, cr) |
      (specials(v1, d, q, lf, cr) << 16) |
      (specials(v2, d, q, lf, cr) << 32) |
      (specials(v3, d, q, lf, cr) << 48)
    let high: u64 = 0
    if (i8x16.bitmask(v128.or(v128.or(v0, v1), v128.or(v2, v3)))) {
      high =
        <u64>(<u32>i8x16.bitmask(v0)) |
        ((<u64>(<u32>i8x16.bitmask(v1))) << 16) |
        ((<u64>(<u32>i8x16.bitmask(v2))) << 32) |
        ((<u64>(<u32>i8x16.bitmask(v3))) << 48)
    }
    if (to - base < 64) mask &= ((<u64>1) << (to - base)) - 1

    while (mask != 0) {
      const bit = <i32>ctz<u64>(mask)
      const i = base + bit
      mask &= mask - 1
      const c = <u32>load<u8>(bytes + i)
      if (isQuoted) {
        if (i == skip) continue
        if (c == QUOTE) {
          if (i + 1 < to && <u32>load<u8>(bytes + i, 1) == QUOTE) {
            flags |= DOUBLED_QUOTE
            skip = i + 1
          } else {
            isQuoted = false
            closed = i
            if (i - cellStart > quotedMax || breaks - breaksBefore > quotedLinesMax) return rows
          }
        } else if (c == CR || (c == LF && <u32>load<u8>(bytes + i - 1) != CR)) {
          breaks++
        }
        continue
      }
      if (c == QUOTE) {
        if (i != cellStart) return rows
        isQuoted = true
        cellStart = i + 1
        breaksBefore = breaks
        continue
      }
      if (i == skip) continue
      let end = i
      if (closed >= 0) {
        if (closed + 1 != i) return rows
        end = closed
        closed = -1
      }
      if (cell == cellsEnd) return rows
      store<i32>(cell, cellStart)
      store<i32>(cell, end, 4)
      cell += 8
      cellStart = i + 1
      if (c == separator) continue

      if (cell != cellsEnd) return rows
      if (c == CR) {
        if (cellStart >= to) return rows
        if (<u32>load<u8>(bytes + cellStart) == LF) skip = cellStart++
      }
      const before = high & (((<u64>1) << bit) - 1)
      const highAt = before != 0 ? base + 63 - <i32>clz<u64>(before) : lastHigh
      if (highAt >= rowStart) {
        flags |= NON_ASCII
        if (i > textUntil && !isUtf8(bytes + rowStart, bytes + i)) return rows
        if ((load<u32>(bytes + rowStart) & 0xffffff) == 0xbfbbef) return rows
      }
      if (i > nulAt || !isInLimits(record, i - rowStart) || (width == 1 && isBlank(bytes + rowStart))) return rows

      const key = plainKey(record)
      if (key != 0) keyBytes += lastKeyBytes
      store<i32>(record, rowStart)
      store<i32>(record, i, 4)
      store<i32>(record, line, 8)
      store<u32>(record, flags, 12)
      store<u64>(record, hashOfContent(record), CONTENT_AT)
      store<u64>(record, key, KEY_AT)
      line += breaks + 1
      nextAt = cellStart
      nextLine = line
      if (++rows == max || keyBytes > BATCH_KEY_BYTES_MAX) return rows
      record += step
      cellsEnd += step
      cell = record + RECORD_CELLS
      rowStart = cellStart
      flags = 0
      breaks = 0
    }
    if (high != 0) lastHigh = base + 63 - <i32>clz<u64>(high)
  }
  return rows
}

/** A blank line is no row; whether the row of one cell that begins so is one, is for others to say. */
// @ts-ignore: decorator
@inline
function isBlank(at: usize): bool {
  const c = <u32>load<u8>(at)
  return c == 0x20 || c == 0x09 || c == LF || c == CR
}

// @ts-ignore: decorator
@inline
function isInLimits(record: usize, length: i32): bool {
  if (length > rowMax) return false
  return length <= cellMax || hasNoLongCell(record)
}

function hasNoLongCell(record: usize): bool {
  const end = record + stride
  for (let cell = record + RECORD_CELLS; cell < end; cell += 8) {
    if (load<i32>(cell, 4) - load<i32>(cell) > cellMax) return false
  }
  return true
}

// @ts-ignore: decorator
@inline
function hashOfContent(record: usize): u64 {
  let hash = contentSeed
  let column = columns + ((<usize>keyCount) << 2)
  const end = column + ((<usize>contentCount) << 2)
  const cells = record + RECORD_CELLS
  const bytes = block
  for (; column < end; column += 4) {
    const cell = cells + ((<usize>load<i32>(column)) << 3)
    const from = load<i32>(cell)
    hash = mixText(hash, bytes + from, load<i32>(cell, 4) - from)
  }
  return contentHash(hash)
}

let lastKeyBytes: u32 = 0

/** The key's hash, or 0 if any of its cells is not plain: empty, with blanks around it, or anything but printable ASCII. */
function plainKey(record: usize): u64 {
  const cells = record + RECORD_CELLS
  const end = columns + ((<usize>keyCount) << 2)
  let hash = keySeed
  let keyBytes: u32 = 0
  if (keyCount == 0) return 0
  for (let column = columns; column < end; column += 4) {
    const cell = cells + ((<usize>load<i32>(column)) << 3)
    const from = block + load<i32>(cell)
    const length = load<i32>(cell, 4) - load<i32>(cell)
    if (!isPlain(from, length)) return 0
    hash = mixText(hash, from, length)
    keyBytes += length + 3
  }
  lastKeyBytes = keyBytes
  return keyBytes > KEY_BYTES_MAX ? 0 : keyHash(hash)
}
