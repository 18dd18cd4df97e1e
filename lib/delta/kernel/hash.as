// Hashes of texts, eight bytes at a time, with the constants and the round of xxHash64. Every part of a text list is mixed
// in with its length, so that 'ab','c' is not 'a','bc'. The bytes behind a text may be read (they are masked away), so
// seven bytes behind every region must be memory.

const P1: u64 = 0x9e3779b185ebca87
const P2: u64 = 0xc2b2ae3d27d4eb4f
const P3: u64 = 0x165667b19e3779f9
const P4: u64 = 0x85ebca77c2b2ae63
const P5: u64 = 0x27d4eb2f165667c5

/** A content hash has 60 bits: above are the states of an entry, and below 16 its marks. */
export const HASH_BITS: u64 = 0x0fffffffffffffff

// @ts-ignore: decorator
@inline
function mixWord(hash: u64, word: u64): u64 {
  return rotl<u64>(hash ^ (rotl<u64>(word * P2, 31) * P1), 27) * P1 + P4
}

/** The last zero to seven bytes of a text and its length. Other constants, so that no whole word can pass for it. */
// @ts-ignore: decorator
@inline
function mixTail(hash: u64, word: u64, length: u32): u64 {
  return rotl<u64>(hash ^ (rotl<u64>((word | ((<u64>length) << 56)) * P3, 29) * P2), 27) * P5 + P1
}

// @ts-ignore: decorator
@inline
export function mixText(hash: u64, from: usize, length: u32): u64 {
  let left = length
  let at = from
  while (left >= 8) {
    hash = mixWord(hash, load<u64>(at))
    at += 8
    left -= 8
  }
  return mixTail(hash, load<u64>(at) & (((<u64>1) << (left << 3)) - 1), length)
}

// @ts-ignore: decorator
@inline
function spread(hash: u64): u64 {
  hash = (hash ^ (hash >> 33)) * P2
  hash = (hash ^ (hash >> 29)) * P3
  return hash ^ (hash >> 32)
}

// @ts-ignore: decorator
@inline
export function keyHash(hash: u64): u64 {
  const spreadHash = spread(hash)
  // No entry has the key 0: that is an empty slot.
  return spreadHash == 0 ? 1 : spreadHash
}

// @ts-ignore: decorator
@inline
export function contentHash(hash: u64): u64 {
  const spreadHash = spread(hash) & HASH_BITS
  return spreadHash < 16 ? spreadHash + 16 : spreadHash
}

/** For a text that is handed over in pieces: all but the last are of `length` bytes, a multiple of eight. */
export function mixPiece(hash: u64, from: usize, length: u32): u64 {
  for (let at: u32 = 0; at < length; at += 8) hash = mixWord(hash, load<u64>(from + at))
  return hash
}

/** The last piece of a text that has `textLength` bytes in all. */
export function mixLastPiece(hash: u64, from: usize, length: u32, textLength: u32): u64 {
  const whole = length & ~7
  hash = mixPiece(hash, from, whole)
  return mixTail(hash, load<u64>(from + whole) & (((<u64>1) << ((length - whole) << 3)) - 1), textLength)
}

export function endKey(hash: u64): u64 {
  return keyHash(hash)
}

/** What tells a damaged dump: four independent chains over a piece of 32 bytes times n, folded into the sum so far. */
export function sum(before: u64, from: usize, length: u32): u64 {
  let a = before
  let b = before ^ P2
  let c = before ^ P3
  let d = before ^ P4
  for (let at: u32 = 0; at < length; at += 32) {
    a = mixWord(a, load<u64>(from + at))
    b = mixWord(b, load<u64>(from + at, 8))
    c = mixWord(c, load<u64>(from + at, 16))
    d = mixWord(d, load<u64>(from + at, 24))
  }
  return spread(mixWord(mixWord(mixWord(a, b), c), d) ^ length)
}
