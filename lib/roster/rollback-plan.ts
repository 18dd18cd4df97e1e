// What the undo of a run would do to the records of one type: found out with a few set-based statements and kept in a
// temporary table for rollback.ts. Nothing of the roster is written here.
//
// A record goes back to what it was if it stands as the run left it. If another run has changed it since, it is kept as
// it is: the newer value is somebody's too. What cannot be undone at all is said, record by record, with its reason.
import type pg from 'pg'
import { changesOf, hasKey, keyOf } from './record-key'
import { qualified, type RosterTable } from './table-names'

/** Why a record is left as it is although the run changed it. */
export const leftoverReasons = [
  /** Another run has changed the record since. */
  'changed-since',
  /** What it was is not in the history: the tables were changed by other means. */
  'no-history',
  /** The record is not there any more, and no run took it away. */
  'record-gone',
] as const
export type LeftoverReason = (typeof leftoverReasons)[number]

/** Records, by what becomes of them. */
export type RollbackCounts = {
  /** Back in the table, or active again. */
  readonly added: number
  readonly changed: number
  readonly deactivated: number
  /** Taken out of the table: the run had added them. */
  readonly removed: number
  /** Left as they are, because another run changed them since. */
  readonly kept: number
  /** Left as they are for another reason. */
  readonly failed: number
}

export type UndoneRun = {
  readonly accountId: string
  readonly runId: string
  /** The run was an undo itself. */
  readonly isRollback: boolean
}

/** The records in question: action, the row of the history that holds what they were, key, and where they stand now. */
export const UNDOING = 'pg_temp.undoing'

/** Makes the plan. To carry it out, the client's transaction must hold the lock of account and type (lock.ts). */
export async function planRollback(
  client: pg.ClientBase,
  table: RosterTable,
  undone: UndoneRun,
): Promise<RollbackCounts> {
  await client.query(`
    create temporary table undoing (
      action text not null, sequence bigint, key jsonb not null, place tid, changed_by uuid
    ) on commit drop`)
  if (undone.isRollback) await planOfRollback(client, table, undone)
  else await planOfImport(client, table, undone)
  await client.query(`analyze ${UNDOING} (action, place, sequence)`)
  return countPlanned(client)
}

/**
 * A record that an import wrote last names it in last_run, and nothing else does: an undo brings the older name back
 * with everything else.
 */
async function planOfImport(client: pg.ClientBase, table: RosterTable, undone: UndoneRun): Promise<void> {
  const values = [undone.accountId, table.type.name, undone.runId]
  // A bundle may hold two files of one type: what the record was before the first of them is what counts.
  await client.query(
    `insert into ${UNDOING}
     select case
         when r.account_id is null then case when ${removedBy('k')} is null then 'record-gone' else 'changed-since' end
         when r.last_run = $3 then ${backTo('k', 'r')}
         when k.kind = 'adopted' or ${isSame(table, 'r', 'k.before')} then 'same'
         else 'changed-since' end,
       k.sequence, k.key, r.ctid, case when r.account_id is null then ${removedBy('k')} else r.last_run end
     from (
       select distinct on (c.key) c.* from roster.changes c
       where c.run_id = $3 and c.account_id = $1 and c.import_type = $2 order by c.key, c.sequence
     ) k
     left join ${qualified(table)} r on r.account_id = $1 and ${hasKey(table, 'r', 'k.key')}
     where k.before ->> 'first_run' <> $3::text`,
    values,
  )
  await client.query(
    `insert into ${UNDOING}
     select case when r.last_run = $2 then 'removed' else 'changed-since' end, null, ${keyOf(table, 'r')}, r.ctid, r.last_run
     from ${qualified(table)} r where r.account_id = $1 and r.first_run = $2`,
    [undone.accountId, undone.runId],
  )
  await client.query(`analyze ${UNDOING} (place)`)
  await client.query(
    `insert into ${UNDOING} select 'no-history', null, ${keyOf(table, 'r')}, r.ctid, null from ${qualified(table)} r
     where r.account_id = $1 and r.last_run = $2 and r.first_run <> $2
       and not exists (select from ${UNDOING} u where u.place = r.ctid)`,
    [undone.accountId, undone.runId],
  )
}

/** A record stands as an undo left it if nothing was kept of it since, or if what was kept first is what it is again. */
async function planOfRollback(client: pg.ClientBase, table: RosterTable, undone: UndoneRun): Promise<void> {
  await client.query(
    `insert into ${UNDOING}
     with k as materialized (select * from roster.changes where run_id = $3 and account_id = $1 and import_type = $2),
     later as (
       select l.key, (array_agg(l.before order by l.sequence))[1] as before,
         (array_agg(l.run_id order by l.sequence desc))[1] as run_id
       from roster.changes l join k on l.key = k.key and l.sequence > k.sequence
       where l.account_id = $1 and l.import_type = $2 and l.sequence > (select min(sequence) from k) group by l.key
     )
     select case
         when k.kind = 'removed' and r.account_id is null then 'restored'
         when k.kind = 'restored' and r.account_id is null then 'same'
         when k.kind = 'removed' then case when ${isSame(table, 'r', 'k.before')} then 'same' else 'changed-since' end
         when r.account_id is null then case when later.run_id is null then 'record-gone' else 'changed-since' end
         when later.key is null or ${isSame(table, 'r', 'later.before')} then
           case when k.kind = 'restored' then 'removed' else ${backTo('k', 'r')} end
         when k.kind = 'adopted' or ${isSame(table, 'r', 'k.before')} then 'same'
         else 'changed-since' end,
       k.sequence, k.key, r.ctid, coalesce(later.run_id, r.last_run)
     from k left join later on later.key = k.key
     left join ${qualified(table)} r on r.account_id = $1 and ${hasKey(table, 'r', 'k.key')}`,
    [undone.accountId, table.type.name, undone.runId],
  )
}

/** What happens to the record `r` when it goes back to what the row `k` of the history holds. */
const backTo = (k: string, r: string) => `case
  when ${r}.state = 'active' and ${k}.before ->> 'state' = 'inactive' then 'deactivated'
  when ${r}.state = 'inactive' and ${k}.before ->> 'state' = 'active' then 'returned'
  when ${k}.kind = 'adopted' then 'adopted' else 'changed' end`

/** The record is in every column what was kept. Compared as values: JSON has moments as the session writes them. */
const isSame = (table: RosterTable, r: string, kept: string) =>
  `(select ${r} is not distinct from p from jsonb_populate_record(null::${qualified(table)}, ${kept}) p)`

/** The undo that took the record out of the table since, if one did. */
const removedBy = (k: string) => `(select g.run_id from ${changesOf(`${k}.key`)} g
  where g.kind = 'removed' and g.sequence > ${k}.sequence order by g.sequence desc limit 1)`

async function countPlanned(client: pg.ClientBase): Promise<RollbackCounts> {
  const { rows } = await client.query<{ action: string; count: number }>(
    `select action, count(*)::float8 as count from ${UNDOING} group by 1`,
  )
  const countOf = (...actions: string[]) =>
    rows.reduce((sum, { action, count }) => sum + (actions.includes(action) ? count : 0), 0)
  return {
    added: countOf('restored', 'returned'),
    changed: countOf('changed'),
    deactivated: countOf('deactivated'),
    removed: countOf('removed'),
    kept: countOf('changed-since'),
    failed: countOf('no-history', 'record-gone'),
  }
}
