// The rows of one file on their way into the roster: a temporary table of the transaction, filled by COPY as they are
// read. It goes away with the transaction, whatever becomes of it.
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { RosterValue } from '@/lib/validation/roster-value'
import { beginRow, cellEncoder, putBoolean, putHash, putInteger, putNull } from './copy-binary'
import { COPY_HEADER, COPY_TRAILER, emptyPiece, putBytes, type Piece } from './copy-piece'
import { definitionOf, quoted, type RosterTable } from './table-names'

/** Rows are sent in pieces of about this many bytes. */
const PIECE_BYTES = 128 * 1024

/** The last row of a piece is nearly always shorter; a longer one makes the piece grow. */
const ROOM_BYTES = 8 * 1024

export type StagedRow = {
  /** Physical line where the row begins. */
  readonly line: number
  /** In the order of the type's fields. Of a rejected row only the key is kept. */
  readonly values: readonly (RosterValue | null)[]
  /** Of what the row says, 63 bits; null for a rejected row. */
  readonly hash: bigint | null
  /** The row failed its check: it neither changes nor deactivates the record it stands for. */
  readonly rejected: boolean
  /** The row says that its record has gone. */
  readonly deactivates: boolean
}

export type Stage = {
  /** Adds a row. Wait for the promise, if one is returned, before the next: the database is behind. */
  write(row: StagedRow): Promise<void> | undefined
  /** Ends the COPY and returns how many rows it took. */
  close(): Promise<number>
  /** Gives the COPY up, so that the connection can roll back. */
  abort(): Promise<void>
}

/** The table the rows of a type are staged in, as SQL takes it. */
export function stageOf(table: RosterTable): string {
  return `pg_temp.${nameOf(table)}`
}

const nameOf = (table: RosterTable) => quoted(`staged_${table.name}`.slice(0, 63))

/**
 * Makes the temporary table and begins the COPY. The client must be in a transaction, and do nothing else until the
 * stage is closed.
 */
export async function openStage(client: pg.ClientBase, table: RosterTable): Promise<Stage> {
  await client.query(`
    create temporary table ${nameOf(table)} (
      _line bigint not null, _hash bytea, _rejected boolean not null, _deactivates boolean not null,
      _repeated boolean not null default false, ${table.columns.map((column) => definitionOf(table, column)).join(', ')}
    ) on commit drop`)
  const names = ['_line', '_hash', '_rejected', '_deactivates', ...table.columns.map(({ column }) => quoted(column))]
  const stream = client.query(from(`copy ${stageOf(table)} (${names.join(', ')}) from stdin (format binary)`))
  // An error is met again at close(); until then it must not end the process.
  stream.on('error', () => undefined)
  const encode = rowEncoder(table)
  let piece = newPiece()
  putBytes(piece, COPY_HEADER)

  const flush = async () => {
    // The piece belongs to the connection now, which sends it when it can.
    const bytes = piece.bytes.subarray(0, piece.at)
    piece = newPiece()
    if (stream.destroyed) throw stream.errored ?? new Error('the COPY has ended')
    // Rejects too when the COPY or the connection fails meanwhile.
    if (!stream.write(bytes)) await once(stream, 'drain')
  }
  return {
    write(row) {
      encode(piece, row)
      return piece.at >= PIECE_BYTES ? flush() : undefined
    },
    async close() {
      putBytes(piece, COPY_TRAILER)
      stream.end(piece.bytes.subarray(0, piece.at))
      await finished(stream)
      // The planner has to know how many rows there are, and how many keys; the other columns it need not look at.
      await client.query(`analyze ${stageOf(table)} (${table.key.map(({ column }) => quoted(column)).join(', ')})`)
      return stream.rowCount
    },
    async abort() {
      if (stream.closed) return
      stream.destroy()
      await once(stream, 'close').catch(() => undefined)
    },
  }
}

const newPiece = () => emptyPiece(PIECE_BYTES + ROOM_BYTES)

type RowEncoder = (piece: Piece, row: StagedRow) => void

function rowEncoder(table: RosterTable): RowEncoder {
  const columns = table.columns.map((column) => ({
    ...{ index: column.index, isKey: table.key.includes(column) },
    put: cellEncoder(column.sqlType),
  }))
  return (piece, { line, values, hash, rejected, deactivates }) => {
    beginRow(piece, 4 + columns.length)
    putInteger(piece, line)
    if (rejected || hash === null) putNull(piece)
    else putHash(piece, hash)
    putBoolean(piece, rejected)
    putBoolean(piece, deactivates)
    for (const { index, isKey, put } of columns) put(piece, rejected && !isKey ? null : (values[index] ?? null))
  }
}
