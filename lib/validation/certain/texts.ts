// Cells whose own text is surely their value: free text, identifiers, e-mail addresses, telephone numbers. What is rare
// (a quote, a blank at an end, a character that needs a look) is not sure, and read by the kind itself.
import { allOf, byteClass, DOT, HYPHEN, SPACE, type ByteTest } from './bytes'

/** Bytes that end the quick part of a text: controls, a quote (it may be doubled), and the heads of some characters. */
const PLAIN = 1

/** The bytes of free text that need no look. */
export const textBytes = textClass()

/** 0xC2: the controls of Latin-1 and its blank. The others begin a block with a blank or a line break in it. */
function textClass(): Uint8Array {
  const table = new Uint8Array(256).fill(PLAIN)
  for (const byte of [...Array(0x20).keys(), 0x22, 0x7f, 0xc2, 0xe1, 0xe2, 0xe3, 0xef]) table[byte] = 0
  return table
}

/** Free text without a control character, and without a blank of any kind at its ends. The bytes must be UTF-8. */
export const text: ByteTest = (bytes, start, end) => {
  if (bytes[start] === SPACE || bytes[end - 1] === SPACE) return false
  for (let at = start; at < end; at++) {
    if (textBytes[bytes[at]!] !== PLAIN && !isHarmless(bytes, at)) return false
  }
  return true
}

/** No character of a block that holds a blank or a control, but for the quotation marks and dashes of U+2010 to U+2027. */
function isHarmless(bytes: Uint8Array, at: number): boolean {
  const second = bytes[at + 1]!
  switch (bytes[at]) {
    case 0xc2:
      return second > 0xa0
    case 0xe1:
      return second !== 0x9a
    case 0xe2:
      return second > 0x81 || (second === 0x80 && bytes[at + 2]! >= 0x90 && bytes[at + 2]! < 0xa8)
    case 0xe3:
      return second !== 0x80
    case 0xef:
      return second !== 0xbb
    default:
      return false
  }
}

/** The bytes of identifiers as OneRoster has them, but for the dot. */
export const idBytes = byteClass('-A-Za-z0-9_/@')

const isId = allOf(byteClass('-A-Za-z0-9._/@'))

/** An identifier. One that begins like 1.2E+3 could be a number a spreadsheet has cut. */
export const id: ByteTest = (bytes, start, end) => bytes[start + 1] !== DOT && isId(bytes, start, end)

const AT = 0x40
const localBytes = byteClass("-A-Za-z0-9.!#$%&'*+/=?^_`{|}~")
const labelBytes = byteClass('-A-Za-z0-9')
const letterBytes = byteClass('A-Za-z')

const ADDRESS_LENGTH_MAX = 254
const LOCAL_LENGTH_MAX = 64
const LABEL_LENGTH_MAX = 63

/** local@domain.tld; a last label that is not all letters is not sure. */
export const email: ByteTest = (bytes, start, end) => {
  let at = start
  while (at < end && bytes[at] !== AT) {
    const byte = bytes[at]!
    if (localBytes[byte] === 0 || (byte === DOT && (at === start || bytes[at - 1] === DOT))) return false
    at++
  }
  const isLocal = at > start && at - start <= LOCAL_LENGTH_MAX && bytes[at - 1] !== DOT
  return isLocal && end - start <= ADDRESS_LENGTH_MAX && isDomain(bytes, at + 1, end)
}

function isDomain(bytes: Uint8Array, start: number, end: number): boolean {
  let label = start
  let letters = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!
    if (byte === DOT) {
      if (!isLabel(bytes, label, at)) return false
      label = at + 1
      letters = 0
    } else if (labelBytes[byte] === 0) return false
    else letters += letterBytes[byte]!
  }
  return label > start && letters === end - label && isLabel(bytes, label, end)
}

function isLabel(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start
  return length > 0 && length <= LABEL_LENGTH_MAX && bytes[start] !== HYPHEN && bytes[end - 1] !== HYPHEN
}

const PHONE_LENGTH_MAX = 40
const PHONE_DIGITS_MIN = 7
const PHONE_DIGITS_MAX = 15
const PLUS = 0x2b
const phoneBytes = byteClass('-0-9 ().//')
const digitBytes = byteClass('0-9')

/** A telephone number without extension. */
export const phone: ByteTest = (bytes, start, end) => {
  if (end - start > PHONE_LENGTH_MAX || bytes[start] === SPACE || bytes[end - 1] === SPACE) return false
  let digits = 0
  for (let at = bytes[start] === PLUS ? start + 1 : start; at < end; at++) {
    const byte = bytes[at]!
    if (phoneBytes[byte] === 0) return false
    digits += digitBytes[byte]!
  }
  return digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX
}
