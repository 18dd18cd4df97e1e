// The quick way from the bytes of a row to the stage. Most cells are certain and are copied; of any other cell its text is
// made and checked as always. A row about which there is anything to say, or which would deactivate its record, is not
// taken: the caller goes the long way (mapping, validator, stage), which finds the same and says it.
import { DOUBLED_QUOTE, QUOTE } from '@/lib/csv/scan-row'
import type { Issue } from '@/lib/issues/issue'
import type { CompiledMapping } from '@/lib/mapping/compile-mapping'
import {
  compileRowRules,
  fieldsOfRowRules,
  KEY_CHARACTERS_SAFE,
  type RosterValue,
  type ValidatorSettings,
} from '@/lib/validation/compile-validator'
import { beginRow, putBoolean, putHash, putInteger } from './copy-binary'
import type { Piece } from './copy-piece'
import { putCell } from './plain-cell'
import { compilePlainField, type PlainField } from './plain-field'
import { OWN_CELLS } from './staged-row'
import type { RosterTable } from './table-names'

/**
 * Rows of a file as offsets into its bytes: cell c of a row is bytes[offsets[at(row) + 2c]] up to
 * offsets[at(row) + 2c + 1], without its quotes, doubled ones standing doubled. All rows have their cells, and are UTF-8.
 */
export type PlainRows = {
  readonly bytes: Buffer
  readonly offsets: Int32Array
  at(row: number): number
  /** Of lib/csv/scan-row.ts. */
  flags(row: number): number
  /** Physical line where the row begins. */
  line(row: number): number
  /** Of what the row says. */
  hash(row: number): bigint
}

/** Adds the row to the piece and says true, or leaves the piece as it was. */
export type PlainRow = (piece: Piece, rows: PlainRows, row: number) => boolean

export type PlainRowOptions = {
  /** Cells of every row of the file; a column further out is not there. */
  readonly width: number
  /** Takes the warnings of a row that is taken. Without it no row is taken about which there is any. */
  readonly report?: (issue: Issue) => void
}

/** Compiles the quick way for one file. */
export function compilePlainRow(
  table: RosterTable,
  { sources }: CompiledMapping,
  settings: ValidatorSettings,
  { width, report }: PlainRowOptions,
): PlainRow {
  const { type } = table
  const rules = compileRowRules(type, settings.tolerance)
  const ruled = fieldsOfRowRules(type)
  const values: (RosterValue | null)[] = type.fields.map(() => null)
  const issues: Issue[] = []
  const fields = type.fields.map((field, index) =>
    compilePlainField(table, field, sources[index]!, settings, { index, width, isRuled: ruled.has(index) }),
  )
  for (const { index, blank } of fields) values[index] = blank?.value ?? null

  /** The long way of one cell: its text, changed and checked as always. */
  const check = (field: PlainField, piece: Piece, text: string | null, line: number): boolean => {
    const known = issues.length
    const value = field.check(text, line, issues)
    for (let at = known; at < issues.length; at++) if (!report || issues[at]!.severity === 'error') return false
    if (field.gone !== undefined && value === field.gone) return false
    if (field.isRuled) values[field.index] = value
    field.put?.(piece, value)
    return true
  }

  const write = (field: PlainField, piece: Piece, rows: PlainRows, row: number, at: number): boolean => {
    const { position, blank } = field
    const { bytes, offsets } = rows
    const start = position < 0 ? 0 : offsets[at + 2 * position]!
    const end = position < 0 ? 0 : offsets[at + 2 * position + 1]!
    if (start === end) {
      if (!blank) return check(field, piece, field.blankText, rows.line(row))
      putCell(piece, blank.cell)
      if (field.isRuled) values[field.index] = blank.value
      return true
    }
    if (field.writeCertain(piece, bytes, start, end)) {
      if (field.isRuled) values[field.index] = field.valueOf(bytes, start, end)
      return true
    }
    const text = cellText(bytes, start, end, rows.flags(row))
    return check(field, piece, field.change ? field.change(text) : text, rows.line(row))
  }

  const writeAll = (piece: Piece, rows: PlainRows, row: number): boolean => {
    const at = rows.at(row)
    let keyBytes = 0
    for (let index = 0; index < fields.length; index++) {
      const field = fields[index]!
      const before = piece.at
      if (!write(field, piece, rows, row, at)) return false
      if (field.isKey) keyBytes += piece.at - before
    }
    if (keyBytes > KEY_CHARACTERS_SAFE) return false
    for (let index = 0; index < rules.length; index++) if (rules[index]!(values)) return false
    return true
  }

  return (piece, rows, row) => {
    const begin = piece.at
    beginRow(piece, OWN_CELLS + table.columns.length)
    putInteger(piece, rows.line(row))
    putHash(piece, rows.hash(row))
    putBoolean(piece, false)
    putBoolean(piece, false)
    const isTaken = writeAll(piece, rows, row)
    if (!isTaken) piece.at = begin
    if (issues.length > 0) {
      if (isTaken) issues.forEach((issue) => report?.(issue))
      issues.length = 0
    }
    return isTaken
  }
}

/** The text of a cell, before the column's transforms. Only a quoted cell begins behind a quote. */
function cellText(bytes: Buffer, start: number, end: number, flags: number): string {
  const text = bytes.toString('utf8', start, end)
  const isDoubled = (flags & DOUBLED_QUOTE) > 0 && start > 0 && bytes[start - 1] === QUOTE
  return isDoubled ? text.replaceAll('""', '"') : text
}
