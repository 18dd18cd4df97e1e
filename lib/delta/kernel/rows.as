// Finds plain rows in a block of UTF-8 bytes, hashes what is watched of them and asks the key table about them. A row
// that is doubtful in any way is left alone: scanning ends in front of it, and lib/csv judges it. So nothing here may be
// laxer than scan-row.ts and row-reader.ts, and anything may be stricter.
import { contentHash, keyHash, mixText } from './hash'
import { isPlain, isUtf8 } from './cells'
import { strays, touchEntry, touchSlot } from './entries'
import { listKey } from './key-list'
import { V_CHANGED, V_NEW, V_SAME, V_UNCLEAR } from './state'
import { meetRow, takeLookRow } from './table'

const LF: u32 = 10
const CR: u32 = 13
const QUOTE: u32 = 34

const NON_ASCII: u32 = 1
const DOUBLED_QUOTE: u32 = 2

/** A record: start, end, line, flags and verdict; content hash; key hash; then start and end of each cell. */
export const RECORD_CELLS: usize = 32
const CONTENT_AT: usize = 16
const KEY_AT: usize = 24
const VERDICT_SHIFT: u32 = 8

/** A key with more bytes is left to the caller, so that the keys of a batch have room in the key list. */
const KEY_BYTES_MAX: u32 = 4096
const BATCH_KEY_BYTES_MAX: u32 = 124 * 1024

let block: usize = 0
let records: usize = 0
let stride: usize = 0
let columns: usize = 0
let keyCount: i32 = 0
let contentCount: i32 = 0
let width: i32 = 0
let delimiter: u32 = 0
let cellMax: i32 = 0
let rowMax: i32 = 0
let quotedMax: i32 = 0
let quotedLinesMax: i32 = 0
let keySeed: u64 = 0
let contentSeed: u64 = 0
/** Nobody reads it: it keeps what only warms the cache from being left out. */
export let warmed: u64 = 0

/** Where scanning stands: the next row's offset in the block, and its line. */
export let nextAt: i32 = 0
export let nextLine: i32 = 0

export function seed(ofKeys: u64, ofContent: u64): void {
  keySeed = ofKeys
  contentSeed = ofContent
}

export function regions(blockAt: usize, recordsAt: usize, columnsAt: usize): void {
  block = blockAt
  records = recordsAt
  columns = columnsAt
}

/** The positions of the key's cells and of the watched ones are at `columns`, one i32 each. */
export function watch(cells: i32, keys: i32, contents: i32, separator: u32): void {
  width = cells
  keyCount = keys
  contentCount = contents
  delimiter = separator
  stride = RECORD_CELLS + ((<usize>cells) << 3)
}

export function limit(cellBytes: i32, rowBytes: i32, quotedBytes: i32, quotedLines: i32): void {
  cellMax = cellBytes
  rowMax = rowBytes
  quotedMax = quotedBytes
  quotedLinesMax = quotedLines
}

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

/**
 * Asks the table about `count` records from `first` on and leaves those to look at from there on; says how many. The keys
 * that are new go to the key list. With `isSecondLook` only the rows that somebody wants to see again are left.
 */
export function probe(first: i32, count: i32, isSecondLook: i32): i32 {
  const step = stride
  const from = records + (<usize>first) * step
  const end = from + (<usize>count) * step
  if (straysBefore > <u32>count >> 2) warm(from, end)
  const before = strays

  let out = from
  for (let record = from; record < end; record += step) {
    const key = load<u64>(record, KEY_AT)
    const verdict =
      key == 0
        ? V_UNCLEAR
        : isSecondLook
          ? takeLookRow(key)
            ? V_CHANGED
            : V_SAME
          : meetRow(key, load<u64>(record, CONTENT_AT))
    if (verdict == V_SAME) continue
    if (verdict == V_NEW) listPlainKey(record)
    if (out != record) memory.copy(out, record, step)
    store<u32>(out, load<u32>(out, 12) | (verdict << VERDICT_SHIFT), 12)
    out += step
  }
  straysBefore = strays - before
  return first + <i32>((out - from) / step)
}

/** Of the last batch. A file in another order than last time has many. */
let straysBefore: u32 = 0

/** Reads all that the index will be asked for, without waiting for any: else most of the time would be waiting for memory. */
function warm(from: usize, end: usize): void {
  let sum: u64 = 0
  for (let record = from; record < end; record += stride) sum += touchSlot(load<u64>(record, KEY_AT))
  for (let record = from; record < end; record += stride) sum += touchEntry(load<u64>(record, KEY_AT))
  warmed = sum
}

function listPlainKey(record: usize): void {
  const cells = record + RECORD_CELLS
  for (let index = 0; index < keyCount; index++) {
    const cell = cells + ((<usize>load<i32>(columns + ((<usize>index) << 2))) << 3)
    const from = load<i32>(cell)
    listKey(block + from, load<i32>(cell, 4) - from, index + 1 < keyCount)
  }
}
