// Lost values: they named a record when the file was read last, and do not any more. A row that names one is looked at
// although it is as last time. Two bits a value: what is lost is always found, and now and then what is not.
import { keyHash, mixText } from './hash'
import { RECORD_CELLS, block, columns, contentCount, keyCount, keySeed, nameCount } from './record'

const QUOTE: u32 = 34
const SPACE: u32 = 32
/** As scan.as has it. */
const DOUBLED_QUOTE: u32 = 2

let bits: usize = 0
let bitMask: u32 = 0

/** Makes an empty set of so many bytes, a power of two. */
export function lostAt(at: usize, bytes: u32): void {
  bits = at
  bitMask = (bytes << 3) - 1
  memory.fill(at, 0, bytes)
}

/** @param value the hash of a key of this one part. */
export function lose(value: u64): void {
  setBit(<u32>value)
  setBit(<u32>(value >> 32))
}

function setBit(number: u32): void {
  const at = bits + ((number & bitMask) >> 3)
  store<u8>(at, <u32>load<u8>(at) | (1 << (number & 7)))
}

export function mayBeLost(value: u64): i32 {
  return hasBit(<u32>value) && hasBit(<u32>(value >> 32)) ? 1 : 0
}

// @ts-ignore: decorator
@inline
function hasBit(number: u32): bool {
  return ((<u32>load<u8>(bits + ((number & bitMask) >> 3)) >> (number & 7)) & 1) != 0
}

/** Whether a cell that names others may name a lost value; also where it cannot be told what the cell says. */
export function namesLost(record: usize): bool {
  let name = columns + ((<usize>(keyCount + contentCount)) << 2)
  const end = name + ((<usize>nameCount) << 3)
  const hasQuotes = (load<u32>(record, 12) & DOUBLED_QUOTE) != 0
  for (; name < end; name += 8) {
    const cell = record + RECORD_CELLS + ((<usize>load<i32>(name)) << 3)
    if (cellNamesLost(block + load<i32>(cell), block + load<i32>(cell, 4), load<u32>(name, 4), hasQuotes)) return true
  }
  return false
}

/** @param separator of a list's items; 0: the cell is one item. */
function cellNamesLost(from: usize, to: usize, separator: u32, hasQuotes: bool): bool {
  let item = from
  for (let at = from; at < to && (separator != 0 || hasQuotes); at++) {
    const byte = <u32>load<u8>(at)
    if (byte == QUOTE) return true
    if (byte != separator) continue
    if (isLost(item, at)) return true
    item = at + 1
  }
  return isLost(item, to)
}

/** With the blanks around it or without: whether they are part of the value is for lib/validation to say. */
function isLost(start: usize, stop: usize): bool {
  if (start == stop) return false
  let from = start
  let to = stop
  while (from < to && isBlank(load<u8>(from))) from++
  while (from < to && isBlank(load<u8>(to - 1))) to--
  if (from == to) return false
  if (hasOtherBlank(from, to)) return true
  if (hashIsLost(from, to)) return true
  return (from != start || to != stop) && hashIsLost(start, stop)
}

// @ts-ignore: decorator
@inline
function hashIsLost(from: usize, to: usize): bool {
  return mayBeLost(keyHash(mixText(keySeed, from, <u32>(to - from)))) != 0
}

// @ts-ignore: decorator
@inline
function isBlank(byte: u32): bool {
  return byte == SPACE || byte - 9 < 5
}

/** Whether a blank that is not ASCII may stand at an end: they are many, so what begins as they do is taken for one. */
// @ts-ignore: decorator
@inline
function hasOtherBlank(from: usize, to: usize): bool {
  if (load<u8>(from) < 0x80 && load<u8>(to - 1) < 0x80) return false
  const length = to - from
  if (length >= 2 && (isTwoByteBlank(from) || isTwoByteBlank(to - 2))) return true
  return length >= 3 && (isThreeByteBlank(from) || isThreeByteBlank(to - 3))
}

function isTwoByteBlank(at: usize): bool {
  return load<u16>(at) == 0xa0c2
}

/** U+1680, U+2000 to U+207F, U+3000, U+FEFF. */
function isThreeByteBlank(at: usize): bool {
  const bytes = load<u32>(at) & 0xffffff
  const two = bytes & 0xffff
  return bytes == 0x809ae1 || two == 0x80e2 || two == 0x81e2 || bytes == 0x8080e3 || bytes == 0xbfbbef
}
