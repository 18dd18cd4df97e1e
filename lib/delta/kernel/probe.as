// Asks the key table about the rows of a batch, and keeps the records of those that are to be looked at.
import { strays, warm } from './entries'
import { listKey } from './key-list'
import { namesLost } from './lost'
import { CONTENT_AT, KEY_AT, RECORD_CELLS, VERDICT_SHIFT, block, columns, keyCount, nameCount, records, stride } from './record'
import { V_CHANGED, V_NEW, V_SAME, V_UNCLEAR } from './state'
import { meetRow, takeLookRow } from './table'

/** Of the last batch: how many rows were not where they were expected. A file in another order than last time has many. */
let straysBefore: u32 = 0

/**
 * Asks the table about `count` records from `first` on and leaves those to look at from there on; says how many. The keys
 * that are new go to the key list. With `isSecondLook` only the rows that somebody wants to see again are left.
 */
export function probe(first: i32, count: i32, isSecondLook: i32): i32 {
  const step = stride
  const from = records + (<usize>first) * step
  const end = from + (<usize>count) * step
  if (straysBefore > <u32>count >> 2) warm(from + KEY_AT, end, step)
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
          : meetRow(key, load<u64>(record, CONTENT_AT), nameCount != 0 && namesLost(record))
    if (verdict == V_SAME) continue
    if (verdict == V_NEW) listPlainKey(record)
    if (out != record) memory.copy(out, record, step)
    store<u32>(out, load<u32>(out, 12) | (verdict << VERDICT_SHIFT), 12)
    out += step
  }
  straysBefore = strays - before
  return first + <i32>((out - from) / step)
}

function listPlainKey(record: usize): void {
  const cells = record + RECORD_CELLS
  for (let index = 0; index < keyCount; index++) {
    const cell = cells + ((<usize>load<i32>(columns + ((<usize>index) << 2))) << 3)
    const from = load<i32>(cell)
    listKey(block + from, load<i32>(cell, 4) - from, index + 1 < keyCount)
  }
}
