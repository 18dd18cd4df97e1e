// One row of the stage as COPY takes it.
import type { RosterValue } from '@/lib/validation/roster-value'
import { beginRow, cellEncoder, putBoolean, putHash, putInteger, putNull } from './copy-binary'
import { emptyPiece, makeRoom, putBytes, putInt32, type Piece } from './copy-piece'
import { quoted, type RosterTable } from './table-names'

export type StagedRow = {
  /** Physical line where the row begins. */
  readonly line: number
  /** In the order of the type's fields. Of a rejected row only the key is kept. */
  readonly values: readonly (RosterValue | null)[]
  /** Of what the row says, 63 bits; null for a rejected row, and for one that was read on its own. */
  readonly hash: bigint | null
  /** The row failed its check: it neither changes nor deactivates the record it stands for. */
  readonly rejected: boolean
  /** The row says that its record has gone. */
  readonly deactivates: boolean
  /** A row with its key was met before. */
  readonly repeats?: boolean
}

/** What stands before the cells of a row that is taken. */
export type RowHead = {
  readonly cells: number
  /** No more bytes than this. */
  readonly bytesMax: number
  put(piece: Piece, line: number, hash: bigint | null): void
}

/** Line, hash, rejected, deactivates. */
export const stagedHead: RowHead = {
  ...{ cells: 4, bytesMax: 48 },
  put(piece, line, hash) {
    putInteger(piece, line)
    if (hash === null) putNull(piece)
    else putHash(piece, hash)
    putBoolean(piece, false)
    putBoolean(piece, false)
  },
}

type RowEncoder = (piece: Piece, row: StagedRow) => void

/** Writes rows of a type for the stage. */
export function rowEncoder(table: RosterTable): RowEncoder {
  const columns = encodersOf(table)
  return (piece, { line, values, hash, rejected, deactivates }) => {
    beginRow(piece, stagedHead.cells + columns.length)
    putInteger(piece, line)
    if (rejected || hash === null) putNull(piece)
    else putHash(piece, hash)
    putBoolean(piece, rejected)
    putBoolean(piece, deactivates)
    for (const { index, isKey, put } of columns) put(piece, rejected && !isKey ? null : (values[index] ?? null))
  }
}

/** What all records have in common that a run adds to a table at once. */
export type NewRecords = {
  readonly accountId: string
  readonly templateId: string | null
  readonly runId: string
  readonly at: Date
}

/** The columns of a new record, in the order in which it is encoded. */
export function recordColumns(table: RosterTable): string[] {
  const own = ['account_id', 'first_run', 'last_run', 'changed_at', 'template_id', 'state', 'last_line', 'row_hash']
  return [...own, ...table.columns.map(({ column }) => quoted(column))]
}

/** A row of which no hash is known equals none. */
const NO_HASH = Uint8Array.of(0)

/** What a new record begins with. */
export function recordHead({ accountId, templateId, runId, at }: NewRecords): RowHead {
  const same = emptyPiece(256)
  for (const id of [accountId, runId, runId]) putUuid(same, id)
  cellEncoder('timestamptz')(same, at.toISOString())
  if (templateId === null) putNull(same)
  else putUuid(same, templateId)
  cellEncoder('text')(same, 'active')
  const bytes = same.bytes.subarray(0, same.at)
  return {
    ...{ cells: 8, bytesMax: bytes.length + 48 },
    put(piece, line, hash) {
      putBytes(piece, bytes)
      putInteger(piece, line)
      if (hash !== null) return putHash(piece, hash)
      putInt32(piece, NO_HASH.length)
      putBytes(piece, NO_HASH)
    },
  }
}

function putUuid(piece: Piece, uuid: string): void {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex')
  if (bytes.length !== 16) throw new Error('not a UUID')
  putInt32(piece, bytes.length)
  putBytes(piece, bytes)
}

/** Writes good rows of a type as new records. */
export function recordEncoder(table: RosterTable, head: RowHead): RowEncoder {
  const columns = encodersOf(table)
  return (piece, { line, values, hash }) => {
    beginRow(piece, head.cells + columns.length)
    makeRoom(piece, head.bytesMax)
    head.put(piece, line, hash)
    for (const { index, put } of columns) put(piece, values[index] ?? null)
  }
}

function encodersOf(table: RosterTable) {
  return table.columns.map((column) => ({
    ...{ index: column.index, isKey: table.key.includes(column) },
    put: cellEncoder(column.sqlType),
  }))
}
