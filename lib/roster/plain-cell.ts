// A certain cell (lib/validation/certain) straight from the file's bytes to those of COPY, without a text in between.
import type { SqlType } from '@/lib/validation/kinds'
import type { ByteTest } from '@/lib/validation/certain/bytes'
import type { Certain, Form } from '@/lib/validation/certain/certain-cell'
import { beginList, cellEncoder, endList, putDay, putInteger, putMoment } from './copy-binary'
import { putNumeric } from './copy-numeric'
import { emptyPiece, makeRoom, putBytes, putInt32, type Piece } from './copy-piece'

/** Writes the cell if it is certain, and says so; writes nothing if it is not. The cell must not be empty. */
export type PlainCell = (piece: Piece, bytes: Buffer, start: number, end: number) => boolean

/** More bytes than these are copied by Node; a few are there before the call is. */
const COPY_LOOP_MAX = 64

const COMMA = 0x2c

/** @param sqlType of the column; undefined for a field that is checked and not kept. */
export function plainCell({ tokens, values, form }: Certain, sqlType: SqlType | undefined): PlainCell {
  const writeForm = form && (sqlType ? formWriter(form, sqlType) : formTest(form))
  if (values.length === 0) return writeForm ?? never
  const encoded = values.map((value) => (value === undefined ? undefined : encodedCell(value, sqlType)))
  return (piece, bytes, start, end) => {
    const token = tokens(bytes, start, end)
    if (token < 0) return writeForm !== undefined && writeForm(piece, bytes, start, end)
    const cell = encoded[token]
    if (cell === undefined) return false
    putCell(piece, cell)
    return true
  }
}

const never: PlainCell = () => false

/** A value as it stands in COPY; nothing for a field that is not kept. */
export function encodedCell(
  value: Parameters<ReturnType<typeof cellEncoder>>[1],
  sqlType: SqlType | undefined,
): Buffer {
  const piece = emptyPiece(64)
  if (sqlType) cellEncoder(sqlType)(piece, value)
  return piece.bytes.subarray(0, piece.at)
}

/** Puts what encodedCell gave. */
export function putCell(piece: Piece, cell: Buffer): void {
  if (cell.length > COPY_LOOP_MAX) return putBytes(piece, cell)
  makeRoom(piece, cell.length)
  const { bytes, at } = piece
  for (let index = 0; index < cell.length; index++) bytes[at + index] = cell[index]!
  piece.at = at + cell.length
}

function formTest(form: Form): PlainCell {
  if ('test' in form) return (_, bytes, start, end) => form.test(bytes, start, end)
  return (_, bytes, start, end) => !Number.isNaN(form.read(bytes, start, end))
}

/** Where form and column differ, a key field that may be blank is kept as text: rare, and left to the check. */
function formWriter(form: Form, sqlType: SqlType): PlainCell | undefined {
  if (form.is === 'text' && sqlType === 'text') return textWriter(form.test)
  if (form.is === 'list' && sqlType === 'text[]') return listWriter(form.test)
  if (form.is === 'decimal' && sqlType === 'numeric') return decimalWriter(form.test)
  if (form.is === 'date' && sqlType === 'date') return numberWriter(form.read, putDay)
  if (form.is === 'date-time' && sqlType === 'timestamptz') return numberWriter(form.read, putMoment)
  if (form.is === 'integer' && sqlType === 'bigint') return numberWriter(form.read, putInteger)
  return undefined
}

function textWriter(test: ByteTest): PlainCell {
  return (piece, bytes, start, end) => {
    if (!test(bytes, start, end)) return false
    copyText(piece, bytes, start, end)
    return true
  }
}

function listWriter(test: ByteTest): PlainCell {
  return (piece, bytes, start, end) => {
    if (!test(bytes, start, end)) return false
    let items = 1
    for (let at = start; at < end; at++) if (bytes[at] === COMMA) items++
    const begin = beginList(piece, items)
    let from = start
    for (let at = start; at < end; at++) {
      if (bytes[at] !== COMMA) continue
      copyText(piece, bytes, from, at)
      from = at + 1
    }
    copyText(piece, bytes, from, end)
    endList(piece, begin)
    return true
  }
}

function decimalWriter(test: ByteTest): PlainCell {
  return (piece, bytes, start, end) => {
    if (!test(bytes, start, end)) return false
    putNumeric(piece, bytes.toString('latin1', start, end))
    return true
  }
}

function numberWriter(read: (bytes: Buffer, start: number, end: number) => number, put: typeof putDay): PlainCell {
  return (piece, bytes, start, end) => {
    const number = read(bytes, start, end)
    if (Number.isNaN(number)) return false
    put(piece, number)
    return true
  }
}

function copyText(piece: Piece, from: Buffer, start: number, end: number): void {
  const length = end - start
  makeRoom(piece, 4 + length)
  putInt32(piece, length)
  const { bytes, at } = piece
  if (length > COPY_LOOP_MAX) from.copy(bytes, at, start, end)
  else for (let index = 0; index < length; index++) bytes[at + index] = from[start + index]!
  piece.at = at + length
}
