// The rows of one file on their way into the roster: a temporary table of the transaction, filled by COPY as they are
// read. It goes away with the transaction, whatever becomes of it.
import type pg from 'pg'
import { copyRows } from './copy-rows'
import type { NamedValues } from './named-values'
import type { PlainRow, PlainRows } from './plain-row'
import { rowEncoder, stagedHead, type RowHead, type StagedRow } from './staged-row'
import { definitionOf, quoted, type RosterTable } from './table-names'

export type Stage = {
  /** Adds a row. Wait for the promise, if one is returned, before the next: the database is behind. */
  write(row: StagedRow): Promise<void> | undefined
  /**
   * Adds a row straight from the file's bytes, if it is plain (plain-row.ts). False: it is not, and nothing was added. A
   * promise: the row was added; wait for it before the next.
   */
  writePlain(plain: PlainRow, rows: PlainRows, row: number): boolean | Promise<void>
  /** What a plain row begins with here. */
  readonly head: RowHead
  /** Is told what good rows name, if somebody wants to know. */
  readonly named?: NamedValues | undefined
  /** Ends the COPY and returns how many rows it took. */
  close(): Promise<number>
  /** Gives the COPY up, so that the connection can roll back. */
  abort(): Promise<void>
}

/** The table the rows of a type are staged in, as SQL takes it. */
export function stageOf(table: RosterTable): string {
  return `pg_temp.${stageNameOf(table)}`
}

/** Its name alone. */
export const stageNameOf = (table: RosterTable) => quoted(`staged_${table.name}`.slice(0, 63))

/** The columns rows are staged with, in the order in which they are encoded. */
export function stagedColumns(table: RosterTable): string[] {
  return ['_line', '_hash', '_rejected', '_deactivates', ...table.columns.map(({ column }) => quoted(column))]
}

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
  const copy = copyRows(client, stageOf(table), stagedColumns(table))
  const encode = rowEncoder(table)
  return {
    head: stagedHead,
    write(row) {
      encode(copy.piece(), row)
      return copy.rowAdded()
    },
    writePlain: (plain, rows, row) => plain(copy.piece(), rows, row) && (copy.rowAdded() ?? true),
    async close() {
      const rows = await copy.close()
      await analyzeStage(client, table)
      return rows
    },
    abort: () => copy.abort(),
  }
}

/** The planner has to know how many rows there are, and how many keys; the other columns it need not look at. */
export async function analyzeStage(client: pg.ClientBase, table: RosterTable): Promise<void> {
  await client.query(`analyze ${stageOf(table)} (${table.key.map(({ column }) => quoted(column)).join(', ')})`)
}

/** Makes few staged rows findable by line and key, where many lookups are made in them. */
export async function indexStage(client: pg.ClientBase, table: RosterTable): Promise<void> {
  const key = table.key.map(({ column }) => quoted(column)).join(', ')
  await client.query(`create index on ${stageOf(table)} (_line); create index on ${stageOf(table)} (${key})`)
}

/** Makes the table rows are staged in. */
export async function createStage(client: pg.ClientBase, table: RosterTable): Promise<void> {
  const columns = table.columns.map((column) => definitionOf(table, column)).join(', ')
  await client.query(`
    create temporary table ${stageNameOf(table)} (
      _line bigint not null, _hash bytea, _rejected boolean not null, _deactivates boolean not null,
      _repeated boolean not null default false, ${columns}
    ) on commit drop`)
}
