// Turns a file in another encoding into UTF-8 as it streams, so that everything after it reads one encoding only.
// Written here because Node 20's TextDecoder reads windows-1252 as Latin-1 (no €, no curly quotes) and replaces broken
// UTF-16 in silence: half a surrogate pair becomes bytes that are not valid UTF-8, so that its row is reported.
import type { Encoding } from './dialect'

/** `isLast` tells that no chunk follows: half a character at the end is then given as what it is. */
export type Transcode = (chunk: Uint8Array, isLast?: boolean) => Uint8Array

/** Takes a file chunk by chunk, cut anywhere, and gives the same text in UTF-8, byte order mark included. */
export function transcoder(encoding: Encoding): Transcode {
  if (encoding === 'windows-1252') return windows1252ToUtf8
  if (encoding === 'utf-8') return (chunk) => chunk
  return utf16Transcoder(encoding)
}

/** Code points of the bytes 0x80 to 0x9F (WHATWG Encoding Standard, index windows-1252). */
const C1_CODE_POINTS = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
]

function windows1252ToUtf8(chunk: Uint8Array): Uint8Array {
  const out = new Uint8Array(chunk.length * 3)
  let to = 0
  for (const byte of chunk) {
    if (byte < 0x80) out[to++] = byte
    else to = writeCodePoint(out, to, byte < 0xa0 ? C1_CODE_POINTS[byte - 0x80]! : byte)
  }
  return out.subarray(0, to)
}

function utf16Transcoder(encoding: 'utf-16le' | 'utf-16be'): Transcode {
  const [highAt, lowAt] = encoding === 'utf-16be' ? [0, 1] : [1, 0]
  let odd: number | undefined
  let leading = 0

  return function transcode(chunk, isLast = false) {
    const bytes = odd === undefined ? chunk : Buffer.concat([Uint8Array.of(odd), chunk])
    const out = new Uint8Array(bytes.length * 2 + 8)
    let to = 0
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      const unit = (bytes[at + highAt]! << 8) | bytes[at + lowAt]!
      if (leading && isTrailing(unit)) {
        to = writeCodePoint(out, to, 0x10000 + ((leading - 0xd800) << 10) + (unit - 0xdc00))
        leading = 0
        continue
      }
      if (leading) to = writeCodePoint(out, to, leading)
      leading = isLeading(unit) ? unit : 0
      if (!leading) to = writeCodePoint(out, to, unit)
    }
    odd = bytes.length % 2 ? bytes[bytes.length - 1] : undefined
    if (isLast && leading) to = writeCodePoint(out, to, leading)
    // Half a unit at the end of the file: a byte that UTF-8 never has.
    if (isLast && odd !== undefined) out[to++] = 0xff
    return out.subarray(0, to)
  }
}

const isLeading = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isTrailing = (unit: number) => unit >= 0xdc00 && unit < 0xe000

function writeCodePoint(out: Uint8Array, to: number, point: number): number {
  if (point < 0x80) out[to++] = point
  else if (point < 0x800) {
    out[to++] = 0xc0 | (point >> 6)
    out[to++] = 0x80 | (point & 63)
  } else if (point < 0x10000) {
    out[to++] = 0xe0 | (point >> 12)
    out[to++] = 0x80 | ((point >> 6) & 63)
    out[to++] = 0x80 | (point & 63)
  } else {
    out[to++] = 0xf0 | (point >> 18)
    out[to++] = 0x80 | ((point >> 12) & 63)
    out[to++] = 0x80 | ((point >> 6) & 63)
    out[to++] = 0x80 | (point & 63)
  }
  return to
}
