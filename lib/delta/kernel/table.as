// The key table: what is known of the rows of a file's last time, and what becomes of them in this run.
import { HASH_BITS } from './hash'
import { append, end, entries, find, findNext, first, insert, placeTable, rewind } from './entries'
import {
  DIRTY,
  GONE,
  LISTED,
  LISTED_DIRTY,
  LOOK,
  LOOKED,
  SAME,
  STATE_SHIFT,
  UNMET,
  UNSEEN,
  V_CHANGED,
  V_DUPLICATE,
  V_NEW,
  V_NEW_UNLISTED,
  V_SAME,
  isMet,
} from './state'

export let gone: u32 = 0
/** How many entries are not as they were when this was last set to 0. */
export let changes: u32 = 0
/** Where `packDirty` goes on. */
export let packedTo: u32 = 0

/** Makes an empty table at the end of the memory. */
export function clear(at: usize, capacity: u32, slotCount: u32, max: u32): void {
  placeTable(at, capacity, slotCount, max)
  gone = 0
  changes = 0
}

export function forgetChanges(): void {
  changes = 0
}

function add(key: u64, value: u64): bool {
  if (!insert(key, value)) return false
  changes++
  return true
}

/** The verdict of the next row of a file; `content` may be DIRTY. A wanted row is listed also if it is the same. */
// @ts-ignore: decorator
@inline
export function meetRow(key: u64, content: u64, isWanted: bool): i32 {
  return meetAt(findNext(key, true), key, content, isWanted)
}

/** The same for a key by itself. */
export function meet(key: u64, content: u64, isWanted: i32): i32 {
  return meetAt(find(key), key, content, isWanted != 0)
}

// @ts-ignore: decorator
@inline
function meetAt(at: usize, key: u64, content: u64, isWanted: bool): i32 {
  if (at == 0) return add(key, content | (LISTED << STATE_SHIFT)) ? V_NEW : V_NEW_UNLISTED
  const value = load<u64>(at, 8)
  if (isMet(value >> STATE_SHIFT)) return V_DUPLICATE
  const before = value & HASH_BITS
  if (before == content && content != DIRTY) {
    store<u64>(at, content | ((isWanted ? LISTED : SAME) << STATE_SHIFT), 8)
    return isWanted ? V_CHANGED : V_SAME
  }
  store<u64>(at, content | ((before == DIRTY ? LISTED_DIRTY : LISTED) << STATE_SHIFT), 8)
  if (before != content) changes++
  if (before != GONE) return V_CHANGED
  gone--
  return V_NEW_UNLISTED
}

/** Gives an entry another value and leaves its state. Says whether the key was added. */
export function set(key: u64, value: u64, addsKey: i32): i32 {
  const at = find(key)
  if (at == 0) return addsKey && add(key, value) ? 1 : 0
  const old = load<u64>(at, 8)
  const before = old & HASH_BITS
  store<u64>(at, (old & ~HASH_BITS) | value, 8)
  if (before == GONE) gone--
  if (value == GONE) gone++
  if (before == value) return 0
  const isBackToDirty = old >> STATE_SHIFT == LISTED_DIRTY && value == DIRTY
  const wasBack = old >> STATE_SHIFT == LISTED_DIRTY && before == DIRTY
  if (isBackToDirty) changes--
  else if (old >> STATE_SHIFT != LISTED_DIRTY || wasBack) changes++
  return 0
}

/** 1: its row will be looked at again; 2: it was listed in this run, or asked for before; 0: no such row in this run. */
export function lookAgain(key: u64): i32 {
  const at = find(key)
  if (at == 0) return 0
  const value = load<u64>(at, 8)
  const state = value >> STATE_SHIFT
  if (state == SAME) store<u64>(at, (value & HASH_BITS) | (LOOK << STATE_SHIFT), 8)
  return state == SAME ? 1 : isMet(state) ? 2 : 0
}

/** Whether the next row of a file was asked for. */
export function takeLookRow(key: u64): bool {
  return takeLookAt(findNext(key, false))
}

export function takeLook(key: u64): bool {
  return takeLookAt(find(key))
}

function takeLookAt(at: usize): bool {
  if (at == 0 || load<u64>(at, 8) >> STATE_SHIFT != LOOK) return false
  store<u64>(at, (load<u64>(at, 8) & HASH_BITS) | (LOOKED << STATE_SHIFT), 8)
  return true
}

/** Whether the key was not met in this run, is not gone, and was not asked for before. */
export function takeUnseen(key: u64): bool {
  const at = find(key)
  if (at == 0) return false
  const value = load<u64>(at, 8)
  if (value >> STATE_SHIFT != UNMET || value == GONE) return false
  store<u64>(at, value | (UNSEEN << STATE_SHIFT), 8)
  return true
}

export function countUnseen(): u32 {
  let count: u32 = 0
  for (let at = first; at < end; at += 16) {
    const value = load<u64>(at, 8)
    if (!isMet(value >> STATE_SHIFT) && (value & HASH_BITS) != GONE) count++
  }
  return count
}

/** Ends a run: no entry has a state any more. */
export function finish(unseenAreGone: i32): void {
  for (let at = first; at < end; at += 16) {
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
  rewind()
}

/** Copies `count` entries without their states, from the number `from` on. */
export function pack(from: u32, count: u32, out: usize): void {
  const last = first + ((<usize>(from + count)) << 4)
  for (let at = first + ((<usize>from) << 4); at < last; at += 16, out += 16) {
    store<u64>(out, load<u64>(at))
    store<u64>(out, load<u64>(at, 8) & HASH_BITS, 8)
  }
}

/** Takes entries that `pack` gave, into an empty table or behind others of the same dump; says how many are none. */
export function unpack(from: usize, count: u32): u32 {
  for (let left = count, at = from; left > 0; left--, at += 16) {
    if (load<u64>(at, 8) == GONE) gone++
  }
  return append(from, count)
}

/** Copies the keys' hashes of up to `max` DIRTY entries, from the number `from` on. */
export function packDirty(from: u32, out: usize, max: u32): u32 {
  let count: u32 = 0
  let number = from
  for (; number < entries && count < max; number++) {
    const at = first + ((<usize>number) << 4)
    if ((load<u64>(at, 8) & HASH_BITS) != DIRTY) continue
    store<u64>(out, load<u64>(at))
    out += 8
    count++
  }
  packedTo = number
  return count
}
