// The quick way from the bytes of a row to the stage. Most cells are certain and are copied; of any other cell its text is
// made and checked as always. A row about which there is anything to say, or which would deactivate its record, is not
// taken: the caller goes the long way (mapping, validator, stage), which finds the same and says it.
import { DOUBLED_QUOTE, QUOTE } from '@/lib/csv/scan-row'
import type { Issue } from '@/lib/issues/issue'
import type { CompiledMapping } from '@/lib/mapping/compile-mapping'
import type { Cell } from '@/lib/validation/cell'
import {
  compileRowRules,
  fieldsOfRowRules,
  KEY_CHARACTERS_SAFE,
  type RosterValue,
  type ValidatorSettings,
} from '@/lib/validation/compile-validator'
import type { RowRule } from '@/lib/validation/rules/row-rule'
import { beginRow } from './copy-binary'
import { makeRoom, type Piece } from './copy-piece'
import type { NamedValues } from './named-values'
import { copyBytes, copyQuick, NOT_CERTAIN, ROOM_MIN, roomFor } from './plain-cell'
import { compilePlainField, type PlainField } from './plain-field'
import type { RowHead } from './staged-row'
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
  /** What each row begins with. */
  readonly head: RowHead
  /** Is told what the rows that are taken name. */
  readonly named?: NamedValues | undefined
}

/** Compiles the quick way for one file. */
export function compilePlainRow(
  table: RosterTable,
  { sources }: CompiledMapping,
  settings: ValidatorSettings,
  { head, width, named }: PlainRowOptions,
): PlainRow {
  const { type } = table
  const ruled = fieldsOfRowRules(type)
  const fields = type.fields.map((field, index) =>
    compilePlainField(table, field, sources[index]!, settings, { index, width, isRuled: ruled.has(index) }),
  )
  const positions = fields.map(({ position }) => position).filter((position) => position >= 0)
  const way: Way = {
    ...{ fields, issues: [], rules: compileRowRules(type, settings.tolerance) },
    values: fields.map(({ blank }) => blank?.value ?? null),
    ...{ head, cells: head.cells + table.columns.length },
    lastOffset: 2 * width - 1,
    roomFixed: fields.reduce((sum, { blank }) => sum + ROOM_MIN + (blank?.cell.length ?? 0), head.bytesMax),
    shared: Math.max(1, positions.length - new Set(positions).size + 1),
    named,
    slots: fields.map(({ index }) => named?.slotOf(index) ?? -1),
    places: new Int32Array(2 * fields.length),
  }
  return (piece, rows, row) => takeRow(way, piece, rows, row)
}

type Way = {
  readonly fields: readonly PlainField[]
  readonly rules: readonly RowRule[]
  /** Of the row at hand: what there is to say about it, and the values the rules ask for. */
  readonly issues: Issue[]
  readonly values: (RosterValue | null)[]
  readonly head: RowHead
  /** Of a row as it is sent. */
  readonly cells: number
  /** Where among a row's offsets its last cell ends. */
  readonly lastOffset: number
  /** Bytes a row takes besides those of its cells. */
  readonly roomFixed: number
  /** How many fields the same column fills at most. */
  readonly shared: number
  readonly named: NamedValues | undefined
  /** Of each field: where `named` takes its cells, and from where to where the one at hand stands in the piece. */
  readonly slots: readonly number[]
  readonly places: Int32Array
}

function takeRow(way: Way, piece: Piece, rows: PlainRows, row: number): boolean {
  const { issues, lastOffset, roomFixed, shared } = way
  const begin = piece.at
  const first = rows.at(row)
  const room = roomFixed + roomFor(rows.offsets[first + lastOffset]! - rows.offsets[first]!) * shared
  makeRoom(piece, room)
  beginRow(piece, way.cells)
  way.head.put(piece, rows.line(row), rows.hash(row))
  const isTaken = writeCells(way, piece, rows, row, room) && !hasFinding(way)
  if (!isTaken) piece.at = begin
  else if (way.named) tellNamed(way, way.named, piece, rows.line(row))
  if (issues.length > 0) issues.length = 0
  return isTaken
}

function tellNamed({ slots, places }: Way, named: NamedValues, { bytes }: Piece, line: number): void {
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index]!
    if (slot >= 0) named.take(slot, bytes, places[2 * index]!, places[2 * index + 1]!, line)
  }
}

/** Writes the cells of a row into a piece that has room for those that are certain. */
function writeCells(way: Way, piece: Piece, rows: PlainRows, row: number, room: number): boolean {
  const { fields, values, slots, places } = way
  const { bytes, offsets } = rows
  const first = rows.at(row)
  let out = piece.bytes
  let at = piece.at
  let keyBytes = 0
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]!
    const cell = first + 2 * field.position
    const start = field.position < 0 ? 0 : offsets[cell]!
    const end = field.position < 0 ? 0 : offsets[cell + 1]!
    let to = start < end ? writeCertain(field, out, at, bytes, start, end) : writeBlank(field, out, at)
    if (to === NOT_CERTAIN) {
      piece.at = at
      if (!writeChecked(way, field, piece, rows, row, start, end)) return false
      makeRoom(piece, room)
      out = piece.bytes
      to = piece.at
    } else if (field.isRuled) {
      values[index] = start < end ? field.valueOf(bytes, start, end) : (field.blank?.value ?? null)
    }
    if (field.isKey) keyBytes += to - at
    if (slots[index]! >= 0) {
      places[2 * index] = at
      places[2 * index + 1] = to
    }
    at = to
  }
  piece.at = at
  return keyBytes <= KEY_CHARACTERS_SAFE
}

function hasFinding({ rules, values }: Way): boolean {
  for (let index = 0; index < rules.length; index++) if (rules[index]!(values)) return true
  return false
}

function writeBlank({ blank }: PlainField, out: Buffer, at: number): number {
  return blank ? copyBytes(out, at, blank.cell, 0, blank.cell.length) : NOT_CERTAIN
}

function writeCertain(field: PlainField, out: Buffer, at: number, bytes: Buffer, start: number, end: number): number {
  const { quick } = field
  const to = end - start <= quick.bytesMax ? copyQuick(out, at, bytes, start, end, quick.class) : NOT_CERTAIN
  return to === NOT_CERTAIN ? field.writeCertain(out, at, bytes, start, end) : to
}

/** The long way of one cell: its text is made, changed and checked as always. */
function writeChecked(
  { issues, values, lastOffset }: Way,
  field: PlainField,
  piece: Piece,
  rows: PlainRows,
  row: number,
  start: number,
  end: number,
): boolean {
  const text = field.several
    ? field.several.combine(field.several.positions.map((position) => rawText(rows, row, position, lastOffset)))
    : start < end
      ? changedText(field, rows.bytes, start, end, rows.flags(row))
      : field.blankText
  const value = field.check(text, rows.line(row), issues)
  if (issues.length > 0) return false
  if (field.gone !== undefined && value === field.gone) return false
  if (field.isRuled) values[field.index] = value
  field.put?.(piece, value)
  return true
}

/** The text of a cell behind the column's transforms. Only a quoted cell begins behind a quote. */
function changedText({ change }: PlainField, bytes: Buffer, start: number, end: number, flags: number): Cell {
  const text = textIn(bytes, start, end, flags)
  return change ? change(text) : text
}

/** A column further out than the row is wide is not there. */
function rawText(rows: PlainRows, row: number, position: number, lastOffset: number): string {
  if (2 * position > lastOffset) return ''
  const cell = rows.at(row) + 2 * position
  return textIn(rows.bytes, rows.offsets[cell]!, rows.offsets[cell + 1]!, rows.flags(row))
}

function textIn(bytes: Buffer, start: number, end: number, flags: number): string {
  const raw = bytes.toString('utf8', start, end)
  const isDoubled = (flags & DOUBLED_QUOTE) > 0 && start > 0 && bytes[start - 1] === QUOTE
  return isDoubled ? raw.replaceAll('""', '"') : raw
}
