// The rows of one file on their way into the roster: a temporary table of the transaction, filled by COPY as they are
// read. It goes away with the transaction, whatever becomes of it.
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import { COPY_HEADER, COPY_TRAILER, emptyPiece, putBytes } from './copy-piece'
import type { PlainRow, PlainRows } from './plain-row'
import { rowEncoder, type StagedRow } from './staged-row'
import { definitionOf, quoted, type RosterTable } from './table-names'

/** Rows are sent in pieces of about this many bytes. */
const PIECE_BYTES = 128 * 1024

/** The last row of a piece is nearly always shorter; a longer one makes the piece grow. */
const ROOM_BYTES = 8 * 1024

export type Stage = {
  /** Adds a row. Wait for the promise, if one is returned, before the next: the database is behind. */
  write(row: StagedRow): Promise<void> | undefined
  /**
   * Adds a row straight from the file's bytes, if it is plain (plain-row.ts). False: it is not, and nothing was added. A
   * promise: the row was added; wait for it before the next.
   */
  writePlain(plain: PlainRow, rows: PlainRows, row: number): boolean | Promise<void>
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
 * @param options.goesOn adds to the table there is.
 */
export async function openStage(
  client: pg.ClientBase,
  table: RosterTable,
  { goesOn = false }: { goesOn?: boolean } = {},
): Promise<Stage> {
  if (!goesOn) await createStage(client, table)
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
    writePlain(plain, rows, row) {
      if (!plain(piece, rows, row)) return false
      return piece.at >= PIECE_BYTES ? flush() : true
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

/** Makes few staged rows findable by line and key, where many lookups are made in them. */
export async function indexStage(client: pg.ClientBase, table: RosterTable): Promise<void> {
  const key = table.key.map(({ column }) => quoted(column)).join(', ')
  await client.query(`create index on ${stageOf(table)} (_line); create index on ${stageOf(table)} (${key})`)
}

async function createStage(client: pg.ClientBase, table: RosterTable): Promise<void> {
  const columns = table.columns.map((column) => definitionOf(table, column)).join(', ')
  await client.query(`
    create temporary table ${nameOf(table)} (
      _line bigint not null, _hash bytea, _rejected boolean not null, _deactivates boolean not null,
      _repeated boolean not null default false, ${columns}
    ) on commit drop`)
}

const newPiece = () => emptyPiece(PIECE_BYTES + ROOM_BYTES)
