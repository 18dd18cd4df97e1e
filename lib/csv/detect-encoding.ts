// In which encoding a file is written, judged by its first bytes. For the wizard, which proposes it; at night the
// template's encoding is used and only a file that is evidently written otherwise is refused.
import type { Issue } from '@/lib/issues/issue'
import { csvIssue } from './csv-issue'
import type { Encoding } from './dialect'
import { countUtf8 } from './invalid-utf8'
import { CR, LF } from './scan-row'

export type DetectedEncoding = {
  readonly encoding: Encoding
  readonly reason: 'byte-order-mark' | 'nul-pattern' | 'ascii' | 'valid-utf-8' | 'mostly-utf-8' | 'not-utf-8'
  /** Bytes of the byte order mark. */
  readonly markBytes: number
  /** The first byte that is not UTF-8, when there is one. */
  readonly offending?: { readonly byte: string; readonly line: number; readonly offset: number }
}

/** The encoding of a file that begins with `sample`, which may end in the middle of a character. */
export function detectEncoding(sample: Uint8Array): DetectedEncoding {
  const bytes = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength)
  const marked = byteOrderMark(bytes)
  if (marked) return { ...marked, reason: 'byte-order-mark' }
  const utf16 = utf16ByNuls(bytes)
  if (utf16) return { encoding: utf16, reason: 'nul-pattern', markBytes: 0 }

  const { characters, invalid, firstInvalid } = countUtf8(bytes, { mayEndCut: true })
  if (firstInvalid === undefined) {
    return { encoding: 'utf-8', reason: characters > 0 ? 'valid-utf-8' : 'ascii', markBytes: 0 }
  }
  const byte = `0x${bytes[firstInvalid]!.toString(16).toUpperCase()}`
  const offending = { byte, line: lineAt(bytes, firstInvalid), offset: firstInvalid }
  // Letters of windows-1252 hardly ever form UTF-8 by chance: a file full of it has a few damaged rows.
  return characters > invalid
    ? { encoding: 'utf-8', reason: 'mostly-utf-8', markBytes: 0, offending }
    : { encoding: 'windows-1252', reason: 'not-utf-8', markBytes: 0, offending }
}

/**
 * The issue of a file that is evidently not in the expected encoding, judged by its first bytes. A few invalid bytes in
 * a UTF-8 file are not one: their rows are reported and the others read.
 */
export function encodingIssue(firstBytes: Uint8Array, expected: Encoding): Issue | undefined {
  const { encoding: found, reason } = detectEncoding(firstBytes)
  if (found === expected) return undefined
  const isEvident =
    reason === 'byte-order-mark' ||
    reason === 'nul-pattern' ||
    // UTF-16 text without a single NUL would be without line breaks and delimiters.
    (expected.startsWith('utf-16') && !firstBytes.includes(0)) ||
    (expected === 'windows-1252' && reason === 'valid-utf-8' && hasHalvesOfLetters(firstBytes))
  return isEvident ? csvIssue('file-encoding', { params: { expected, found } }) : undefined
}

/** Read as windows-1252, the UTF-8 letter é is "Ã©"; Ã and Â before such signs stand in no text of that encoding. */
function hasHalvesOfLetters(bytes: Uint8Array): boolean {
  return bytes.includes(0xc3) || bytes.includes(0xc2)
}

function byteOrderMark(bytes: Buffer): { encoding: Encoding; markBytes: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  return undefined
}

const PATTERN_BYTES_MAX = 4096

/** In UTF-16, the delimiters, line breaks and most letters of any western file have a NUL at always the same side. */
function utf16ByNuls(bytes: Buffer): Encoding | undefined {
  const units = Math.floor(Math.min(bytes.length, PATTERN_BYTES_MAX) / 2)
  let nulsFirst = 0
  let nulsSecond = 0
  let controls = 0
  for (let unit = 0; unit < units; unit++) {
    const first = bytes[2 * unit]!
    const second = bytes[2 * unit + 1]!
    if (first === 0) nulsFirst++
    if (second === 0) nulsSecond++
    const letter = first || second
    const isAscii = first === 0 || second === 0
    if (isAscii && letter < 32 && letter !== LF && letter !== CR && letter !== 9) controls++
  }
  if (units < 2 || controls > units * 0.02) return undefined
  if (nulsSecond > units * 0.3 && nulsFirst < nulsSecond * 0.1) return 'utf-16le'
  if (nulsFirst > units * 0.3 && nulsSecond < nulsFirst * 0.1) return 'utf-16be'
  return undefined
}

/** The physical line, counted from 1, in which the byte at `offset` stands. */
function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let at = 0; at < offset; at++) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) line++
  }
  return line
}
