// The key list: the texts of the keys, which the table does not hold. Each part of a key is its length in bytes, times
// two, plus one if another part follows (as LEB128: seven bits a byte, low ones first), and its UTF-8 bytes.
import { keyHash, mixText } from './hash'
import { takeUnseen } from './table'

let keys: usize = 0
let keySeed: u64 = 0
export let keyListUsed: u32 = 0
/** How many bytes `findUnseen` has read: whole keys only. */
export let keysRead: u32 = 0

export function keyListAt(at: usize, seed: u64): void {
  keys = at
  keySeed = seed
}

export function emptyKeyList(): void {
  keyListUsed = 0
}

/** Writes one part of a key; the room was seen to before. */
export function listKey(from: usize, length: u32, hasMore: bool): void {
  let at = keys + keyListUsed
  let head = (length << 1) | <u32>hasMore
  while (head > 127) {
    store<u8>(at++, (head & 127) | 128)
    head >>= 7
  }
  store<u8>(at++, head)
  memory.copy(at, from, length)
  keyListUsed = <u32>(at + length - keys)
}

/**
 * Reads the `length` bytes of a key list at `from`, and writes to `out` the offset of each key that the table says is
 * unseen, one u32 each.
 */
export function findUnseen(from: usize, length: u32, out: usize): u32 {
  const end = from + length
  let count: u32 = 0
  let at = from
  keysRead = 0
  while (true) {
    const start = at
    let hash = keySeed
    let hasMore = true
    while (hasMore) {
      let head: u32 = 0
      let shift: u32 = 0
      while (true) {
        if (at >= end) return count
        const byte = <u32>load<u8>(at++)
        head |= (byte & 127) << shift
        shift += 7
        if (byte < 128 || shift > 28) break
      }
      hasMore = (head & 1) != 0
      const bytes = head >> 1
      if (bytes > <u32>(end - at)) return count
      hash = mixText(hash, at, bytes)
      at += bytes
    }
    if (takeUnseen(keyHash(hash))) {
      store<u32>(out, <u32>(start - from))
      out += 4
      count++
    }
    keysRead = <u32>(at - from)
  }
}
