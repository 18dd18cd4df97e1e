// The key table: open addressing with slots of 16 bytes, the 64-bit hash of a key and its value. A value is a content
// hash or a mark in the low 60 bits, and above what became of the entry in this run.
import { HASH_BITS } from './hash'

const DIRTY: u64 = 1
const GONE: u64 = 2

const STATE_SHIFT: u64 = 60
const UNMET: u64 = 0
/** Met, and its row was listed. */
const LISTED: u64 = 1
const SAME: u64 = 2
/** Same, but somebody wants to see its row all the same. */
const LOOK: u64 = 3
const LOOKED: u64 = 4
/** Listed, and DIRTY before: if it ends DIRTY again, nothing has changed. */
const LISTED_DIRTY: u64 = 5
/** Not met, and given out as unseen. */
const UNSEEN: u64 = 6
/** Only while the table is made larger: the entry still stands where it stood in the smaller one. */
const PENDING: u64 = 0x8000000000000000

/** Verdicts, as key-table.ts and row-block.ts know them. */
export const V_SAME: i32 = 0
export const V_NEW: i32 = 1
/** New, but the key list has the key already, or takes no more. */
export const V_NEW_UNLISTED: i32 = 2
export const V_CHANGED: i32 = 3
export const V_DUPLICATE: i32 = 4
export const V_UNCLEAR: i32 = 5

let table: usize = 0
let tableEnd: usize = 0
let slots: u64 = 0
let entriesMax: u32 = 0

export let entries: u32 = 0
export let gone: u32 = 0
/** How many entries are not as they were when this was last set to 0. */
export let changes: u32 = 0
/** Whether a key was turned away because there are as many as may be. */
export let isFull: i32 = 0
/** Where `pack` and `packDirty` go on. */
export let packedTo: u32 = 0

/** Makes an empty table at the end of the memory. */
export function clear(at: usize, slotCount: u32, max: u32): void {
  table = at
  slots = slotCount
  tableEnd = at + ((<usize>slotCount) << 4)
  entriesMax = max
  memory.fill(at, 0, (<usize>slotCount) << 4)
  entries = 0
  gone = 0
  changes = 0
  isFull = 0
}

export function forgetChanges(): void {
  changes = 0
}

// @ts-ignore: decorator
@inline
export function home(key: u64): usize {
  // By the high half of the hash, so that the order of the slots is the order of the hashes, however many slots there are.
  return table + ((<usize>(((key >> 32) * slots) >> 32)) << 4)
}

/** The entry's slot, or the empty one where it would stand. */
// @ts-ignore: decorator
@inline
function find(key: u64): usize {
  let at = home(key)
  while (true) {
    const there = load<u64>(at)
    if (there == key || there == 0) return at
    at += 16
    if (at == tableEnd) at = table
  }
}

// @ts-ignore: decorator
@inline
function isMet(state: u64): bool {
  return state != UNMET && state != UNSEEN
}

// @ts-ignore: decorator
@inline
function insert(at: usize, key: u64, value: u64): bool {
  if (entries >= entriesMax) {
    isFull = 1
    return false
  }
  store<u64>(at, key)
  store<u64>(at, value, 8)
  entries++
  changes++
  return true
}

/** The verdict of a row that is met in this run; `content` may be DIRTY. */
// @ts-ignore: decorator
@inline
export function meetRow(key: u64, content: u64): i32 {
  const at = find(key)
  if (load<u64>(at) == 0) return insert(at, key, content | (LISTED << STATE_SHIFT)) ? V_NEW : V_NEW_UNLISTED
  const value = load<u64>(at, 8)
  if (isMet(value >> STATE_SHIFT)) return V_DUPLICATE
  const before = value & HASH_BITS
  if (before == content && content != DIRTY) {
    store<u64>(at, content | (SAME << STATE_SHIFT), 8)
    return V_SAME
  }
  store<u64>(at, content | ((before == DIRTY ? LISTED_DIRTY : LISTED) << STATE_SHIFT), 8)
  if (before != content) changes++
  if (before != GONE) return V_CHANGED
  gone--
  return V_NEW_UNLISTED
}

export function meet(key: u64, content: u64): i32 {
  return meetRow(key, content)
}

/** Brings the home slot of a key into the cache; the answer only keeps the compiler from leaving it out. */
// @ts-ignore: decorator
@inline
export function touch(key: u64): u64 {
  return load<u64>(home(key))
}

/** Gives an entry another value and leaves its state. Says whether the key was added. */
export function set(key: u64, value: u64, addsKey: i32): i32 {
  const at = find(key)
  if (load<u64>(at) == 0) return addsKey && insert(at, key, value) ? 1 : 0
  const old = load<u64>(at, 8)
  const before = old & HASH_BITS
  store<u64>(at, (old & ~HASH_BITS) | value, 8)
  if (before == GONE) gone--
  if (value == GONE) gone++
  if (before == value) return 0
  if (old >> STATE_SHIFT != LISTED_DIRTY || before != DIRTY && value != DIRTY) changes++
  else if (value == DIRTY) changes--
  else changes++
  return 0
}

/** 1: its row will be looked at again; 2: its row was listed in this run; 0: no such row in this run. */
export function lookAgain(key: u64): i32 {
  const at = find(key)
  if (load<u64>(at) == 0) return 0
  const value = load<u64>(at, 8)
  const state = value >> STATE_SHIFT
  if (state == SAME) store<u64>(at, (value & HASH_BITS) | (LOOK << STATE_SHIFT), 8)
  return state == SAME || state == LOOK ? 1 : isMet(state) ? 2 : 0
}

export function takeLook(key: u64): i32 {
  const at = find(key)
  if (load<u64>(at) == 0) return 0
  const value = load<u64>(at, 8)
  if (value >> STATE_SHIFT != LOOK) return 0
  store<u64>(at, (value & HASH_BITS) | (LOOKED << STATE_SHIFT), 8)
  return 1
}

/** Whether the key was not met in this run, is not gone, and was not asked for before. */
export function takeUnseen(key: u64): i32 {
  const at = find(key)
  if (load<u64>(at) == 0) return 0
  const value = load<u64>(at, 8)
  if (value >> STATE_SHIFT != UNMET || value == GONE) return 0
  store<u64>(at, value | (UNSEEN << STATE_SHIFT), 8)
  return 1
}

export function countUnseen(): u32 {
  let count: u32 = 0
  for (let at = table; at < tableEnd; at += 16) {
    if (load<u64>(at) == 0) continue
    const value = load<u64>(at, 8)
    if (!isMet(value >> STATE_SHIFT) && (value & HASH_BITS) != GONE) count++
  }
  return count
}

/** Ends a run: no entry has a state any more. */
export function finish(unseenAreGone: i32): void {
  for (let at = table; at < tableEnd; at += 16) {
    if (load<u64>(at) == 0) continue
    const value = load<u64>(at, 8)
    const content = value & HASH_BITS
    if (unseenAreGone && !isMet(value >> STATE_SHIFT) && content != GONE) {
      store<u64>(at, GONE, 8)
      gone++
      changes++
    } else {
      store<u64>(at, content, 8)
    }
  }
}

/**
 * Makes the table larger where it stands; the memory behind it must be there, and empty. An entry that has found its new
 * place never moves again, and one that has not is moved away whenever its slot is wanted.
 */
export function resize(slotCount: u32): void {
  const oldEnd = tableEnd
  for (let at = table; at < oldEnd; at += 16) {
    if (load<u64>(at) != 0) store<u64>(at, load<u64>(at, 8) | PENDING, 8)
  }
  slots = slotCount
  tableEnd = table + ((<usize>slotCount) << 4)
  for (let from = table; from < oldEnd; from += 16) {
    let key = load<u64>(from)
    let value = load<u64>(from, 8)
    if (key == 0 || (value & PENDING) == 0) continue
    store<u64>(from, 0)
    value &= ~PENDING
    let at = home(key)
    while (true) {
      const otherKey = load<u64>(at)
      const otherValue = load<u64>(at, 8)
      if (otherKey == 0 || (otherValue & PENDING) != 0) {
        store<u64>(at, key)
        store<u64>(at, value, 8)
        if (otherKey == 0) break
        key = otherKey
        value = otherValue & ~PENDING
        at = home(key)
      } else {
        at += 16
        if (at == tableEnd) at = table
      }
    }
  }
}

/** Copies up to `max` entries without their states, from slot `from` on, in the order of the slots. */
export function pack(from: u32, out: usize, max: u32): u32 {
  let count: u32 = 0
  let slot = from
  for (; slot < <u32>slots && count < max; slot++) {
    const at = table + ((<usize>slot) << 4)
    if (load<u64>(at) == 0) continue
    store<u64>(out, load<u64>(at))
    store<u64>(out, load<u64>(at, 8) & HASH_BITS, 8)
    out += 16
    count++
  }
  packedTo = slot
  return count
}

/** Takes entries that `pack` gave; the number of those that are none, or stand there already. */
export function unpack(from: usize, count: u32): u32 {
  let wrong: u32 = 0
  for (let index: u32 = 0; index < count; index++, from += 16) {
    const key = load<u64>(from)
    const value = load<u64>(from, 8)
    if (key == 0 || value == 0 || (value & ~HASH_BITS) != 0) {
      wrong++
      continue
    }
    const at = find(key)
    if (load<u64>(at) == 0 && insert(at, key, value)) {
      if (value == GONE) gone++
    } else {
      wrong++
    }
  }
  return wrong
}

/** Copies the keys' hashes of up to `max` DIRTY entries, from slot `from` on. */
export function packDirty(from: u32, out: usize, max: u32): u32 {
  let count: u32 = 0
  let slot = from
  for (; slot < <u32>slots && count < max; slot++) {
    const at = table + ((<usize>slot) << 4)
    if (load<u64>(at) == 0 || (load<u64>(at, 8) & HASH_BITS) != DIRTY) continue
    store<u64>(out, load<u64>(at))
    out += 8
    count++
  }
  packedTo = slot
  return count
}
