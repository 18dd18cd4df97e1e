// Tables of types that change while there are records: a column may be added, or take more than before; it is never
// dropped or narrowed as long as it holds anything. All in the caller's transaction, together with the new definition.
import type pg from 'pg'
import type { ImportType } from '@/lib/import-types/import-type'
import { lockRecords } from './lock'
import { qualified, quoted, rosterTableOf, type FieldColumn } from './table-names'
import { ensureTable, lockRosterTables } from './tables'

/** Who reads the table now may go on for hours, and whoever comes after the waiting one waits as well. */
const WAIT_MS = 3_000
/** A table of a million records is written anew when a column gets another type. */
const STATEMENT_MS = 5 * 60_000

/** PostgreSQL's code for a lock that was not free in time. */
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Keeps imports of this type, and everybody who makes tables, away until the client's transaction ends.
 * @returns false if somebody is at work with it: try again later. The transaction can only be given up then.
 */
export async function claimTable(client: pg.ClientBase, accountId: string, importType: string): Promise<boolean> {
  await client.query(`set local lock_timeout = ${WAIT_MS}`)
  await client.query(`set local statement_timeout = ${STATEMENT_MS}`)
  try {
    await lockRosterTables(client)
    await lockRecords(client, accountId, importType)
    return true
  } catch (error) {
    if (isBusy(error)) return false
    throw error
  }
}

/** Whether the database refused to wait for somebody who is at work with a table. */
export function isBusy(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === LOCK_NOT_AVAILABLE
}

/** Whether the account has, or had, a record of the type. */
export async function hasEverHeldRecords(client: pg.ClientBase, accountId: string, type: ImportType): Promise<boolean> {
  const { rows } = await client.query(
    `select where exists (select from ${qualified(rosterTableOf(type))} where account_id = $1)
       or exists (select from roster.changes where account_id = $1 and import_type = $2)`,
    [accountId, type.name],
  )
  return rows.length > 0
}

/** Makes the table of a new type, or of one whose table was empty and fitted another declaration. */
export async function makeTable(client: pg.ClientBase, type: ImportType): Promise<void> {
  const table = rosterTableOf(type)
  await client.query(`drop table if exists ${qualified(table)}`)
  await ensureTable(client, table)
}

/**
 * Makes the table take what the type says now: new columns, and wider types of those there are.
 * @throws Error if a column would have to lose something.
 */
export async function widenTable(client: pg.ClientBase, before: ImportType, after: ImportType): Promise<void> {
  const table = rosterTableOf(after)
  for (const column of rosterTableOf(before).columns) {
    const wanted = table.columns.find((one) => one.column === column.column)
    if (!wanted) throw new Error(`roster.${table.name}.${column.column} would be lost`)
    if (wanted.sqlType !== column.sqlType) await retype(client, qualified(table), column, wanted)
  }
  await ensureTable(client, table)
}

async function retype(client: pg.ClientBase, table: string, from: FieldColumn, to: FieldColumn): Promise<void> {
  const name = quoted(from.column)
  const isSafe =
    to.sqlType === 'text' ? from.sqlType !== 'text[]' : from.sqlType === 'bigint' && to.sqlType === 'numeric'
  if (!isSafe) throw new Error(`${table}.${from.column} cannot become ${to.sqlType} from ${from.sqlType}`)
  // Independent of how the session writes dates.
  const value = from.sqlType === 'date' ? `to_char(${name}, 'YYYY-MM-DD')` : `${name}::${to.sqlType}`
  await client.query(`alter table ${table} alter column ${name} type ${to.sqlType} using ${value}`)
}
