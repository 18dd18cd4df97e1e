// The value of an entry: a content hash or a mark in the low 60 bits, and above what became of the entry in this run.

export const DIRTY: u64 = 1
export const GONE: u64 = 2

export const STATE_SHIFT: u64 = 60
export const UNMET: u64 = 0
/** Met, and its row was listed. */
export const LISTED: u64 = 1
export const SAME: u64 = 2
/** Same, but somebody wants to see its row all the same. */
export const LOOK: u64 = 3
export const LOOKED: u64 = 4
/** Listed, and DIRTY before: if it ends DIRTY again, nothing has changed. */
export const LISTED_DIRTY: u64 = 5
/** Not met, and given out as unseen. */
export const UNSEEN: u64 = 6

/** Verdicts, as key-table.ts and row-block.ts know them. */
export const V_SAME: i32 = 0
export const V_NEW: i32 = 1
/** New, but the key list has the key already, or takes no more. */
export const V_NEW_UNLISTED: i32 = 2
export const V_CHANGED: i32 = 3
export const V_DUPLICATE: i32 = 4
export const V_UNCLEAR: i32 = 5

// @ts-ignore: decorator
@inline
export function isMet(state: u64): bool {
  return state != UNMET && state != UNSEEN
}

/** Entries that no row is expected for any more. */
// @ts-ignore: decorator
@inline
export function isPassed(value: u64): bool {
  return value == GONE || isMet(value >> STATE_SHIFT)
}
