// The entries of the key table: 16 bytes each, the 64-bit hash of a key and its value, in the order in which the keys first
// came; and how the entry of a key is found.
//
// Files come in much the same order every night, so the entry of a row is looked for behind the entry of the row before.
// Only if it is not there the index is asked: open addressing, four bytes a slot. The index is made when it is first
// asked, so for a file that has not changed it is not made at all.
import { HASH_BITS } from './hash'
import { isPassed } from './state'

/** An entry's number plus one, and above it eight bits of its key, so that few other entries are looked at. */
const NUMBER_BITS: u32 = 0x00ffffff
const TAG_BITS: u32 = 0xff000000
/** Slots are brought into the cache for so many entries at once: most of the time would be waiting for memory. */
const INDEX_BATCH: u32 = 256
/** So many entries are passed over to find the next row's: rows that were taken out of the file. */
const AHEAD_BYTES: usize = 8 * 16

export let first: usize = 0
export let end: usize = 0
let index: usize = 0
let indexEnd: usize = 0
let slots: u64 = 0
let entriesMax: u32 = 0
let isIndexed: bool = false
/** The slot where the key last looked for would stand. */
let freeSlot: usize = 0
/** Where the next row's entry is expected: behind the last one in the order, and behind the last one out of order. */
let expected: usize = 0
let alsoExpected: usize = 0

export let entries: u32 = 0
/** Whether a key was turned away because there are as many as may be. */
export let isFull: i32 = 0
/** Nobody reads it: it keeps what only brings memory into the cache from being left out. */
export let warmed: u64 = 0
/** How often `findNext` had to ask the index. */
export let strays: u32 = 0

/** Makes an empty table at the end of the memory. */
export function placeTable(at: usize, capacity: u32, slotCount: u32, max: u32): void {
  first = at
  end = at
  entriesMax = max
  isIndexed = false
  place(capacity, slotCount)
  entries = 0
  isFull = 0
  rewind()
}

/** Makes room for more entries, in memory that is there; the index moves behind them. */
export function resize(capacity: u32, slotCount: u32): void {
  place(capacity, slotCount)
  if (isIndexed) makeIndex()
}

function place(capacity: u32, slotCount: u32): void {
  index = first + ((<usize>capacity) << 4)
  slots = slotCount
  indexEnd = index + ((<usize>slotCount) << 2)
}

/** To be called where a file begins. */
export function rewind(): void {
  expected = first
  alsoExpected = first
}

// @ts-ignore: decorator
@inline
function home(key: u64): usize {
  return index + ((<usize>(((key >> 32) * slots) >> 32)) << 2)
}

// @ts-ignore: decorator
@inline
function tagOf(key: u64): u32 {
  return (<u32>key) << 24
}

function makeIndex(): void {
  isIndexed = true
  memory.fill(index, 0, indexEnd - index)
  for (let from: u32 = 1; from <= entries; from += INDEX_BATCH) {
    const last = min(entries, from + INDEX_BATCH - 1)
    for (let number = from; number <= last; number++) warmed += touchSlot(keyOf(number))
    for (let number = from; number <= last; number++) putIntoIndex(number)
  }
}

function putIntoIndex(number: u32): void {
  const key = keyOf(number)
  let slot = home(key)
  while (load<u32>(slot) != 0) {
    slot += 4
    if (slot == indexEnd) slot = index
  }
  store<u32>(slot, tagOf(key) | number)
}

// @ts-ignore: decorator
@inline
function keyOf(number: u32): u64 {
  return load<u64>(first + ((<usize>(number - 1)) << 4))
}

/** The entry of a key by the index, or 0. */
export function find(key: u64): usize {
  if (!isIndexed) makeIndex()
  const tag = tagOf(key)
  let slot = home(key)
  while (true) {
    const there = load<u32>(slot)
    if (there == 0) {
      freeSlot = slot
      return 0
    }
    if ((there & TAG_BITS) == tag) {
      const entry = first + ((<usize>((there & NUMBER_BITS) - 1)) << 4)
      if (load<u64>(entry) == key) return entry
    }
    slot += 4
    if (slot == indexEnd) slot = index
  }
}

/** Adds a key that `find` has just not found. */
export function insert(key: u64, value: u64): bool {
  if (entries >= entriesMax || end + 16 > index) {
    isFull = 1
    return false
  }
  entries++
  store<u32>(freeSlot, tagOf(key) | entries)
  store<u64>(end, key)
  store<u64>(end, value, 8)
  end += 16
  return true
}

/** The entry of the next row of a file, or 0. */
// @ts-ignore: decorator
@inline
export function findNext(key: u64, passesMet: bool): usize {
  const at = expected
  if (at < end && load<u64>(at) == key) {
    expected = at + 16
    return at
  }
  return findElsewhere(key, passesMet)
}

function findElsewhere(key: u64, passesMet: bool): usize {
  let at = alsoExpected
  if (at < end && load<u64>(at) == key) {
    alsoExpected = at + 16
    return at
  }
  at = expected
  if (passesMet) {
    while (at < end && isPassed(load<u64>(at, 8))) at += 16
    expected = at
  }
  for (const last = min(end, at + AHEAD_BYTES); at < last; at += 16) {
    if (load<u64>(at) != key) continue
    expected = at + 16
    return at
  }
  strays++
  at = find(key)
  if (at != 0) alsoExpected = at + 16
  return at
}

/** Brings what `find` will look at into the cache. */
// @ts-ignore: decorator
@inline
function touchSlot(key: u64): u32 {
  return load<u32>(home(key))
}

// @ts-ignore: decorator
@inline
function touchEntry(key: u64): u64 {
  const tag = tagOf(key)
  let slot = home(key)
  for (let left = 4; left > 0 && slot < indexEnd; left--, slot += 4) {
    const there = load<u32>(slot)
    if (there == 0) break
    if ((there & TAG_BITS) == tag) return load<u64>(first + ((<usize>((there & NUMBER_BITS) - 1)) << 4))
  }
  return 0
}

/** Adds entries as they were packed, where no index is yet; says how many are none. */
export function append(from: usize, count: u32): u32 {
  let wrong: u32 = 0
  for (let left = count; left > 0; left--, from += 16) {
    const value = load<u64>(from, 8)
    if (load<u64>(from) == 0 || value == 0 || (value & ~HASH_BITS) != 0 || end + 16 > index) {
      wrong++
      continue
    }
    store<u64>(end, load<u64>(from))
    store<u64>(end, value, 8)
    end += 16
    entries++
  }
  return wrong
}

/** Reads all that the index will be asked for by keys that stand `step` bytes apart, without waiting for any. */
export function warm(from: usize, to: usize, step: usize): void {
  if (!isIndexed) return
  for (let at = from; at < to; at += step) warmed += touchSlot(load<u64>(at))
  for (let at = from; at < to; at += step) warmed += touchEntry(load<u64>(at))
}
