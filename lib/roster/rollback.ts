// Carries out what rollback-plan.ts found: history first, so that the undo can be undone, then the records, all in the
// caller's transaction. Every column of a record comes back as it was; one that the table did not have then is null.
import type pg from 'pg'
import { keyColumns } from './record-key'
import { planRollback, UNDOING, type RollbackCounts, type UndoneRun } from './rollback-plan'
import { qualified, quoted, type RosterTable } from './table-names'

/**
 * Undoes what a run did to an account's records of one type. The client's transaction must hold the lock of account and
 * type (lock.ts).
 * @param runId of the undo, which owns the history written here.
 * @throws Error if another number of records was written than planned; nothing may be committed then.
 */
export async function rollBackRecords(
  client: pg.ClientBase,
  table: RosterTable,
  undone: UndoneRun,
  runId: string,
): Promise<RollbackCounts> {
  const counts = await planRollback(client, table, undone)
  const kept = await keepHistory(client, table, undone, runId)
  const removed = await removeAdded(client, table)
  const changed = await bringBack(client, table)
  const restored = await restoreRemoved(client, table)
  const leftovers = await keepLeftovers(client, table, undone, runId)
  const { added, changed: planned, deactivated } = counts
  const adopted = kept - added - planned - deactivated - counts.removed
  if (adopted < 0 || kept !== removed + changed + restored || leftovers !== counts.kept + counts.failed) {
    throw new Error(`the roster would not be as planned: ${kept} kept, ${removed + changed + restored} written`)
  }
  await client.query(`drop table ${UNDOING}`)
  return counts
}

const written = `u.action in ('removed', 'restored', 'changed', 'deactivated', 'returned', 'adopted')`

async function keepHistory(
  client: pg.ClientBase,
  table: RosterTable,
  { accountId }: UndoneRun,
  runId: string,
): Promise<number> {
  const { rowCount } = await client.query(
    `insert into roster.changes (account_id, run_id, import_type, kind, key, before)
     select $1::uuid, $2::uuid, $3, u.action, u.key, to_jsonb(r)
     from ${UNDOING} u left join ${qualified(table)} r on r.ctid = u.place
     where ${written} order by u.place, u.sequence`,
    [accountId, runId, table.type.name],
  )
  return rowCount ?? 0
}

async function removeAdded(client: pg.ClientBase, table: RosterTable): Promise<number> {
  const { rowCount } = await client.query(
    `delete from ${qualified(table)} r using ${UNDOING} u where u.action = 'removed' and r.ctid = u.place`,
  )
  return rowCount ?? 0
}

async function bringBack(client: pg.ClientBase, table: RosterTable): Promise<number> {
  const key = new Set(['account_id', ...table.key.map(({ column }) => column)])
  const columns = (await columnsOf(client, table)).filter((column) => !key.has(column)).map(quoted)
  const { rowCount } = await client.query(
    `update ${qualified(table)} r set ${columns.map((column) => `${column} = b.${column}`).join(', ')}
     from ${UNDOING} u join roster.changes k on k.sequence = u.sequence
     cross join lateral jsonb_populate_record(null::${qualified(table)}, k.before) b
     where u.action in ('changed', 'deactivated', 'returned', 'adopted') and r.ctid = u.place`,
  )
  return rowCount ?? 0
}

async function restoreRemoved(client: pg.ClientBase, table: RosterTable): Promise<number> {
  const { rowCount } = await client.query(
    `insert into ${qualified(table)}
     select b.* from ${UNDOING} u join roster.changes k on k.sequence = u.sequence
     cross join lateral jsonb_populate_record(null::${qualified(table)}, k.before) b
     where u.action = 'restored' order by ${keyColumns(table, 'b')}`,
  )
  return rowCount ?? 0
}

async function keepLeftovers(
  client: pg.ClientBase,
  table: RosterTable,
  { accountId }: UndoneRun,
  runId: string,
): Promise<number> {
  const { rowCount } = await client.query(
    `insert into roster.not_reversed (run_id, account_id, import_type, key, reason, changed_by)
     select $1::uuid, $2::uuid, $3, u.key, u.action, case when u.action = 'changed-since' then u.changed_by end
     from ${UNDOING} u where u.action in ('changed-since', 'no-history', 'record-gone') order by u.place, u.sequence`,
    [runId, accountId, table.type.name],
  )
  return rowCount ?? 0
}

/** Every column the table has, also those that its type no longer declares. */
async function columnsOf(client: pg.ClientBase, table: RosterTable): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [qualified(table)],
  )
  return rows.map(({ name }) => name)
}
