// Where UTF-8 is broken, and what the bytes look like instead.
import { isUtf8 } from 'node:buffer'

/** Offset of the first byte that is not valid UTF-8 (overlong forms, surrogates, cut characters included), if any. */
export function invalidUtf8At(bytes: Uint8Array): number | undefined {
  return isUtf8(bytes) ? undefined : countUtf8(bytes).firstInvalid
}

export type Utf8Count = {
  /** Valid characters above U+007F. */
  readonly characters: number
  /** Bytes that belong to no valid character. */
  readonly invalid: number
  readonly firstInvalid: number | undefined
}

/** Counts what in the bytes is UTF-8 and what is not. With `mayEndCut` half a character at the end is forgiven. */
export function countUtf8(bytes: Uint8Array, { mayEndCut = false } = {}): Utf8Count {
  let characters = 0
  let invalid = 0
  let firstInvalid: number | undefined
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at)
    if (length > 1) characters++
    if (length === 0) {
      if (mayEndCut && bytes.length - at < 4 && isBeginning(bytes.subarray(at))) break
      firstInvalid ??= at
      invalid++
    }
    at += length || 1
  }
  return { characters, invalid, firstInvalid }
}

/**
 * What an invalid byte tells: 'windows-1252' if it would be a letter or sign there, 'damaged' if it is rather a piece of
 * a UTF-8 character.
 */
export function invalidByteLooksLike(bytes: Uint8Array, at: number): 'windows-1252' | 'damaged' {
  const byte = bytes[at] ?? 0
  const next = bytes[at + 1] ?? 0
  const isUndefinedThere = [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)
  // Every accented Latin letter of UTF-8 begins with 0xC2 or 0xC3; in windows-1252 they are the rare Â and Ã.
  const isHalfLetter = byte === 0xc2 || byte === 0xc3
  const isBrokenSequence = byte >= 0xc0 && next >= 0x80 && next < 0xc0
  return isUndefinedThere || isHalfLetter || isBrokenSequence ? 'damaged' : 'windows-1252'
}

/** Bytes of the valid character at `at`, or 0 (Unicode standard, table 3-7: well-formed byte sequences). */
function characterLength(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!
  if (byte < 0x80) return 1
  const length = byte < 0xc2 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

/** Whether the bytes could be the beginning of one valid character that goes on. */
function isBeginning(bytes: Uint8Array): boolean {
  const first = bytes[0] ?? 0
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  if (length <= bytes.length) return false
  return [0x80, 0xbf].some((tail) => isUtf8(Uint8Array.from([...bytes, tail, 0xbf, 0xbf].slice(0, length))))
}
