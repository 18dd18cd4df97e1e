// Values as COPY's binary format takes them (PostgreSQL: COPY, "Binary Format"; each layout is that of the type's receive
// function). The server checks less of it than of text, so what is not canonical is refused here: it would be kept as
// something else.
import { dayNumber } from '@/lib/validation/certain/moments'
import type { SqlType } from '@/lib/validation/kinds'
import type { RosterValue } from '@/lib/validation/roster-value'
import { putNumeric } from './copy-numeric'
import { makeRoom, putBigInt, putInt16, putInt32, putThousands, putWholeNumber, type Piece } from './copy-piece'

/** Writes one cell: its length, or -1 for null, and its bytes. Throws where the value is not one of the column's type. */
export type CellEncoder = (piece: Piece, value: RosterValue | null) => void

/** Room for any cell of fixed size, and for the head of a list. */
export const FIXED_BYTES_MAX = 32

/** Longer texts are encoded by Node; a shorter one is there before the call is. */
const TEXT_LOOP_MAX = 48

/** Object identifier of the type text, for the items of a list. */
const TEXT_OID = 25

/** From the epoch of JavaScript to that of PostgreSQL, 2000-01-01. */
const EPOCH_DAYS = 10_957
const EPOCH_MS = EPOCH_DAYS * 86_400_000

/** How values get into a column. A text column takes any value: a key field that may be blank is kept as text. */
export function cellEncoder(sqlType: SqlType): CellEncoder {
  const put = putters[sqlType]
  return (piece, value) => (value === null ? putNull(piece) : put(piece, value))
}

/** Begins a row of so many cells. */
export function beginRow(piece: Piece, cells: number): void {
  makeRoom(piece, FIXED_BYTES_MAX)
  putInt16(piece, cells)
}

export function putNull(piece: Piece): void {
  makeRoom(piece, FIXED_BYTES_MAX)
  putInt32(piece, -1)
}

const putters: Readonly<Record<SqlType, (piece: Piece, value: RosterValue) => void>> = {
  text: (piece, value) => putText(piece, typeof value === 'string' ? value : textOf(value)),
  boolean(piece, value) {
    if (typeof value !== 'boolean') throw notCanonical('boolean')
    putBoolean(piece, value)
  },
  date: (piece, value) => putDay(piece, dayOf(textIn(value, 'date'))),
  timestamptz: (piece, value) => putMoment(piece, momentOf(textIn(value, 'timestamptz'))),
  numeric(piece, value) {
    const text = textIn(value, 'numeric')
    if (!/^-?\d+(?:\.\d+)?$/.test(text)) throw notCanonical('numeric')
    putNumeric(piece, text)
  },
  bigint: (piece, value) => putBigInteger(piece, textIn(value, 'bigint')),
  'text[]'(piece, value) {
    if (typeof value !== 'object') throw notCanonical('text[]')
    const begin = beginList(piece, value.length)
    for (const item of value) putText(piece, item)
    endList(piece, begin)
  },
}

function textIn(value: RosterValue, sqlType: SqlType): string {
  if (typeof value !== 'string') throw notCanonical(sqlType)
  return value
}

/** As PostgreSQL writes a boolean and a list. */
function textOf(value: boolean | readonly string[]): string {
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return `{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

/** Without the value: it may be a pupil's. */
function notCanonical(sqlType: SqlType): Error {
  return new Error(`a value for a column of type ${sqlType} is not in its canonical form`)
}

/** A text in UTF-8. */
export function putText(piece: Piece, text: string): void {
  makeRoom(piece, 4 + text.length * 3)
  const { bytes } = piece
  const begin = piece.at + 4
  const length = text.length > TEXT_LOOP_MAX ? -1 : writeAscii(bytes, begin, text)
  const end = begin + (length < 0 ? bytes.write(text, begin, 'utf8') : length)
  putInt32(piece, end - begin)
  piece.at = end
}

/** The number of bytes written, or -1 if the text is not all ASCII. */
function writeAscii(bytes: Buffer, begin: number, text: string): number {
  const { length } = text
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code > 0x7f) return -1
    bytes[begin + index] = code
  }
  return length
}

/** One dimension from 1 on, no nulls; none at all for a list without items. Answers what endList needs. */
export function beginList(piece: Piece, items: number): number {
  makeRoom(piece, FIXED_BYTES_MAX)
  const begin = piece.at
  putInt32(piece, 0)
  putInt32(piece, items > 0 ? 1 : 0)
  putInt32(piece, 0)
  putInt32(piece, TEXT_OID)
  if (items > 0) {
    putInt32(piece, items)
    putInt32(piece, 1)
  }
  return begin
}

export function endList(piece: Piece, begin: number): void {
  const end = piece.at
  piece.at = begin
  putInt32(piece, end - begin - 4)
  piece.at = end
}

export function putBoolean(piece: Piece, value: boolean): void {
  makeRoom(piece, FIXED_BYTES_MAX)
  putInt32(piece, 1)
  piece.bytes[piece.at++] = value ? 1 : 0
}

/** @param day since 1970-01-01. */
export function putDay(piece: Piece, day: number): void {
  makeRoom(piece, FIXED_BYTES_MAX)
  putInt32(piece, 4)
  putInt32(piece, day - EPOCH_DAYS)
}

/** @param moment in milliseconds since 1970; PostgreSQL counts microseconds. */
export function putMoment(piece: Piece, moment: number): void {
  makeRoom(piece, FIXED_BYTES_MAX)
  putInt32(piece, 8)
  putThousands(piece, moment - EPOCH_MS)
}

/** @param number a safe integer. */
export function putInteger(piece: Piece, number: number): void {
  makeRoom(piece, FIXED_BYTES_MAX)
  putInt32(piece, 8)
  putWholeNumber(piece, number)
}

function putBigInteger(piece: Piece, text: string): void {
  if (!/^(?:0|-?[1-9]\d{0,18})$/.test(text)) throw notCanonical('bigint')
  if (text.length < 16) return putInteger(piece, Number(text))
  const number = BigInt(text)
  if (BigInt.asIntN(64, number) !== number) throw notCanonical('bigint')
  putHash(piece, number)
}

/** Eight bytes: a bigint, or a bytea that holds one. */
export function putHash(piece: Piece, number: bigint): void {
  makeRoom(piece, FIXED_BYTES_MAX)
  putInt32(piece, 8)
  putBigInt(piece, number)
}

/** Days since 1970 of YYYY-MM-DD. Throws if there is no such day. */
function dayOf(text: string): number {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? dayIn(text) : Number.NaN
  if (Number.isNaN(day)) throw notCanonical('date')
  return day
}

function dayIn(text: string): number {
  return dayNumber(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)))
}

const moment = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** Milliseconds since 1970. Throws if the text is not what toISOString writes. */
function momentOf(text: string): number {
  if (moment.test(text) && !Number.isNaN(dayIn(text))) return Date.parse(text)
  // A zone may have moved it out of the years of four digits.
  const parsed = Date.parse(text)
  if (Number.isNaN(parsed) || new Date(parsed).toISOString() !== text) throw notCanonical('timestamptz')
  return parsed
}
