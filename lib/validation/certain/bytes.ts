// Classes of bytes, and texts told apart by their bytes: what the certain readers are made of.

/** Says of the bytes of a cell from `start` to `end` whether something is sure. */
export type ByteTest = (bytes: Uint8Array, start: number, end: number) => boolean

/** The number the bytes of a cell surely stand for; NaN where that is not sure. */
export type ByteReader = (bytes: Uint8Array, start: number, end: number) => number

/** Which of the tokens the bytes are: its index, or -1. */
export type TokenFinder = (bytes: Uint8Array, start: number, end: number) => number

export const SPACE = 0x20
export const DOT = 0x2e
export const COMMA = 0x2c
export const HYPHEN = 0x2d
export const ZERO = 0x30
export const NINE = 0x39

/** 1 for the bytes of the characters given and of the ranges such as "A-Z"; a hyphen of its own comes first. */
export function byteClass(characters: string): Uint8Array {
  const table = new Uint8Array(256)
  for (let at = 0; at < characters.length; at++) {
    const first = characters.charCodeAt(at)
    const isRange = characters[at + 1] === '-' && at + 2 < characters.length
    const last = isRange ? characters.charCodeAt(at + 2) : first
    for (let byte = first; byte <= last; byte++) table[byte] = 1
    if (isRange) at += 2
  }
  return table
}

/** Whether all bytes are of the class. */
export function allOf(table: Uint8Array): ByteTest {
  return (bytes, start, end) => {
    for (let at = start; at < end; at++) if (table[bytes[at]!] === 0) return false
    return true
  }
}

/** The number that a few digits are; NaN at any other byte. */
export function digitsAt(bytes: Uint8Array, start: number, end: number): number {
  let number = 0
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - ZERO
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

/** A small hash table; the tokens' lengths, first and last bytes nearly always tell them apart. */
export function tokenFinder(tokens: readonly string[]): TokenFinder {
  const encoder = new TextEncoder()
  const known = tokens.map((token) => encoder.encode(token))
  const mask = 2 ** Math.ceil(Math.log2(known.length + 1)) * 4 - 1
  const slots: number[][] = Array.from({ length: mask + 1 }, () => [])
  const slotOf = (length: number, first: number, last: number) => (length * 31 + first * 7 + last) & mask
  for (const [index, token] of known.entries()) {
    if (token.length > 0) slots[slotOf(token.length, token[0]!, token.at(-1)!)]!.push(index)
  }
  return (bytes, start, end) => {
    const length = end - start
    if (length === 0) return -1
    const candidates = slots[slotOf(length, bytes[start]!, bytes[end - 1]!)]!
    for (let index = 0; index < candidates.length; index++) {
      const candidate = candidates[index]!
      if (isAt(bytes, start, known[candidate]!, length)) return candidate
    }
    return -1
  }
}

function isAt(bytes: Uint8Array, start: number, token: Uint8Array, length: number): boolean {
  if (token.length !== length) return false
  for (let index = 0; index < length; index++) if (bytes[start + index] !== token[index]) return false
  return true
}
