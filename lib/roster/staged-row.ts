// One row of the stage as COPY takes it.
import type { RosterValue } from '@/lib/validation/roster-value'
import { beginRow, cellEncoder, putBoolean, putHash, putInteger, putNull } from './copy-binary'
import type { Piece } from './copy-piece'
import type { RosterTable } from './table-names'

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
}

/** What stands before the cells: line, hash, rejected, deactivates. */
export const OWN_CELLS = 4

type RowEncoder = (piece: Piece, row: StagedRow) => void

/** Writes rows of a type. */
export function rowEncoder(table: RosterTable): RowEncoder {
  const columns = table.columns.map((column) => ({
    ...{ index: column.index, isKey: table.key.includes(column) },
    put: cellEncoder(column.sqlType),
  }))
  return (piece, { line, values, hash, rejected, deactivates }) => {
    beginRow(piece, OWN_CELLS + columns.length)
    putInteger(piece, line)
    if (rejected || hash === null) putNull(piece)
    else putHash(piece, hash)
    putBoolean(piece, rejected)
    putBoolean(piece, deactivates)
    for (const { index, isKey, put } of columns) put(piece, rejected && !isKey ? null : (values[index] ?? null))
  }
}
