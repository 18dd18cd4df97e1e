// Which issue a row has, if any, that makes it a bad row. Only for rows the fast way of the reader did not let pass.
import { shorten, type Issue } from '@/lib/issues/issue'
import { csvIssue } from './csv-issue'
import { invalidByteLooksLike, invalidUtf8At } from './invalid-utf8'
import type { ReadLimits } from './read-limits'
import { LONG_CELL, type ScannedRow } from './scan-row'

export type RowContext = {
  /** Physical line where the row begins. */
  readonly line: number
  /** The scanner met a quote where none may be. */
  readonly isStray: boolean
  /** Cells a row must have; undefined for the first row, which says it. */
  readonly width: number | undefined
  /** Headers by position, to name the column of an issue. */
  readonly header: readonly string[] | undefined
  readonly limits: ReadLimits
}

/**
 * The first thing wrong with a row, in the order NUL, encoding, byte order mark, quotes, length, number of cells.
 * @param text the row's bytes, without its line break
 * @param offset where these bytes begin in the block that `row` counts in
 */
export function judgeRow(
  text: Uint8Array,
  offset: number,
  row: ScannedRow,
  cells: readonly string[],
  context: RowContext,
): Issue | undefined {
  const { line, header, isStray, width, limits } = context
  const columnAt = (at: number) => columnNamed(header?.[cellAt(row, offset + at)])

  const nul = text.indexOf(0)
  if (nul >= 0) return csvIssue('row-nul', { line, ...columnAt(nul) })

  const invalid = invalidUtf8At(text)
  if (invalid !== undefined) {
    const params = { byte: byteInHex(text, invalid), looksLike: invalidByteLooksLike(text, invalid) }
    return csvIssue('row-encoding', { line, ...columnAt(invalid), params })
  }
  if (startsWithMark(text)) return csvIssue('row-byte-order-mark', { line })
  if (isStray) return csvIssue('row-quote', { line })

  const limit = limits.cellCharactersMax
  const long = row.flags & LONG_CELL ? cells.findIndex((cell) => cell.length > limit) : -1
  if (long >= 0) return csvIssue('row-cell-too-long', { line, ...columnNamed(header?.[long]), params: { limit } })
  if (text.length > limits.rowBytesMax)
    return csvIssue('row-too-long', { line, params: { limitBytes: limits.rowBytesMax } })
  if (width !== undefined && row.count !== width) {
    return csvIssue('row-cells', { line, params: { found: row.count, expected: width } })
  }
  return undefined
}

/** EF BB BF at the beginning of a row: skipped at the beginning of a file, elsewhere two files were glued together. */
export function startsWithMark(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf
}

/** The position of the cell that the byte belongs to, or -1. */
function cellAt({ offsets, count }: ScannedRow, at: number): number {
  for (let index = 0; index < Math.min(count, offsets.length / 2); index++) {
    if (at < offsets[2 * index + 1]!) return at >= offsets[2 * index]! ? index : -1
  }
  return -1
}

function columnNamed(header: string | undefined): { column?: string } {
  return header ? { column: shorten(header) } : {}
}

/** 0xE9; half a surrogate pair, which only a UTF-16 file brings here, as its 16-bit unit: 0xD83D. */
function byteInHex(bytes: Uint8Array, at: number): string {
  const [byte = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
  const isSurrogate = byte === 0xed && second >= 0xa0 && second < 0xc0 && third >= 0x80 && third < 0xc0
  const value = isSurrogate ? 0xd000 | ((second & 63) << 6) | (third & 63) : byte
  return `0x${value.toString(16).toUpperCase()}`
}
