// What is known of the file that is read, and how the record of one of its rows looks.

/** A record: start, end, line, flags and verdict; content hash; key hash; then start and end of each cell. */
export const RECORD_CELLS: usize = 32
export const CONTENT_AT: usize = 16
export const KEY_AT: usize = 24
export const VERDICT_SHIFT: u32 = 8

export let block: usize = 0
export let records: usize = 0
export let stride: usize = 0
export let columns: usize = 0
export let keyCount: i32 = 0
export let contentCount: i32 = 0
export let nameCount: i32 = 0
export let width: i32 = 0
export let delimiter: u32 = 0
export let cellMax: i32 = 0
export let rowMax: i32 = 0
export let quotedMax: i32 = 0
export let quotedLinesMax: i32 = 0
export let keySeed: u64 = 0
export let contentSeed: u64 = 0

export function seed(ofKeys: u64, ofContent: u64): void {
  keySeed = ofKeys
  contentSeed = ofContent
}

export function regions(blockAt: usize, recordsAt: usize, columnsAt: usize): void {
  block = blockAt
  records = recordsAt
  columns = columnsAt
}

/**
 * At `columns` are the positions of the key's cells and of the watched ones, one i32 each; then those of the cells that may
 * name a lost value, each with the separator of its items, or 0.
 */
export function watch(cells: i32, keys: i32, contents: i32, names: i32, separator: u32): void {
  width = cells
  keyCount = keys
  contentCount = contents
  nameCount = names
  delimiter = separator
  stride = RECORD_CELLS + ((<usize>cells) << 3)
}

export function limit(cellBytes: i32, rowBytes: i32, quotedBytes: i32, quotedLines: i32): void {
  cellMax = cellBytes
  rowMax = rowBytes
  quotedMax = quotedBytes
  quotedLinesMax = quotedLines
}
