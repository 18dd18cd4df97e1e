// The rows of one file on their way into the roster: a temporary table of the transaction, filled by COPY as they are
// read. It goes away with the transaction, whatever becomes of it.
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { RosterValue } from '@/lib/validation/roster-value'
import { copyText } from './copy-text'
import { definitionOf, quoted, type RosterTable } from './table-names'

/** Rows are sent in pieces of about this many characters. */
const PIECE_CHARACTERS = 128 * 1024

export type StagedRow = {
  /** Physical line where the row begins. */
  readonly line: number
  /** In the order of the type's fields. Of a rejected row only the key is kept. */
  readonly values: readonly (RosterValue | null)[]
  /** Hexadecimal (row-hash.ts); of no meaning for a rejected row. */
  readonly hash: string
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
  const stream = client.query(from(`copy ${stageOf(table)} (${names.join(', ')}) from stdin`))
  // An error is met again at close(); until then it must not end the process.
  stream.on('error', () => undefined)
  const encode = rowEncoder(table)
  let piece = ''

  const flush = async () => {
    const text = piece
    piece = ''
    if (stream.destroyed) throw stream.errored ?? new Error('the COPY has ended')
    // Rejects too when the COPY or the connection fails meanwhile.
    if (!stream.write(text)) await once(stream, 'drain')
  }
  return {
    write(row) {
      piece += encode(row)
      return piece.length >= PIECE_CHARACTERS ? flush() : undefined
    },
    async close() {
      stream.end(piece)
      piece = ''
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

function rowEncoder(table: RosterTable): (row: StagedRow) => string {
  const keyIndexes = new Set(table.key.map(({ index }) => index))
  return ({ line, values, hash, rejected, deactivates }) => {
    let text = `${line}\t${rejected ? '\\N' : `\\\\x${hash}`}\t${rejected ? 't' : 'f'}\t${deactivates ? 't' : 'f'}`
    for (const { index } of table.columns) {
      const value = values[index] ?? null
      text += `\t${copyText(rejected && !keyIndexes.has(index) ? null : value)}`
    }
    return `${text}\n`
  }
}
