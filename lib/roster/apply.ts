// Carries out what plan.ts found: history first, then the records, all in the caller's transaction. Rows that change
// nothing are not written at all.
import type pg from 'pg'
import { ANALYZE_ROWS_MIN, analyzeRecords } from './analyze-records'
import { besideOf } from './first-load'
import { joinByIndex } from './join-by-index'
import { isAdoptable, type Plan, type PlanInput } from './plan'
import { DEPARTED, PLANNED, sameKey } from './planned-tables'
import { stageOf } from './stage'
import { qualified, quoted, type RosterTable } from './table-names'

export type ApplyInput = PlanInput & {
  readonly runId: string
  /** When the change is made. */
  readonly at: Date
}

/**
 * Applies the plan.
 * @throws Error if another number of rows was written than planned; nothing may be committed then.
 */
export function applyChanges(client: pg.ClientBase, table: RosterTable, input: ApplyInput, plan: Plan): Promise<void> {
  return joinByIndex(client, input.few, () => apply(client, table, input, plan))
}

async function apply(client: pg.ClientBase, table: RosterTable, input: ApplyInput, plan: Plan): Promise<void> {
  const updates = plan.changed + plan.returned + plan.adopted
  const kept = updates + plan.deactivated > 0 ? await keepHistory(client, table, input) : 0
  const updated = updates > 0 ? await updateChanged(client, table, input) : 0
  const deactivated = plan.deactivated > 0 ? await deactivate(client, table, input) : 0
  // Last: the planner knows how large the table was before, and plans the others by that.
  const inserted = plan.added > plan.returned ? await insertAdded(client, table, input, plan) : 0
  const written = inserted + updated + deactivated
  const planned = plan.added + plan.changed + plan.adopted + plan.deactivated
  if (written !== planned || kept !== updated + deactivated || deactivated !== plan.deactivated) {
    throw new Error(`the roster would not be as planned: ${planned} records planned, ${written} written, ${kept} kept`)
  }
  if (inserted > ANALYZE_ROWS_MIN && !input.few && input.loaded === undefined) await analyzeRecords(client, table)
}

/** The whole record as it was, so that the run can be undone exactly. */
async function keepHistory(client: pg.ClientBase, table: RosterTable, input: ApplyInput): Promise<number> {
  const key = `jsonb_build_array(${table.key.map(({ column }) => `r.${quoted(column)}::text`).join(', ')})`
  const order = table.key.map(({ column }) => `r.${quoted(column)}`).join(', ')
  const { rowCount } = await client.query(
    `insert into roster.changes (account_id, run_id, import_type, kind, key, before)
     select $1::uuid, $2::uuid, $3, p._kind, ${key}, to_jsonb(r)
     from (select ${columnsOf(table, 'k')}, _kind from ${PLANNED} k where _kind <> 'added'
           union all select ${columnsOf(table, 'k')}, 'deactivated' from ${DEPARTED} k) p
     join ${qualified(table)} r on r.account_id = $1 and ${sameKey(table, 'p', 'r')}
     order by ${order}`,
    [input.accountId, input.runId, table.type.name],
  )
  return rowCount ?? 0
}

function columnsOf(table: RosterTable, alias: string): string {
  return table.key.map(({ column }) => `${alias}.${quoted(column)}`).join(', ')
}

/** A row of which no hash is known equals none. */
const HASH = `coalesce(s._hash, '\\x00')`

/** Rows that stand for a record of their own. */
const lasting = 'not s._rejected and not s._repeated and not s._deactivates'

/** For the sorting of a large first file; a small one takes no more than it needs. */
const SORT_MEMORY = '256MB'

/** In the order of the key: half the time of a random one on a large first load (engine.md, 2). */
async function insertAdded(
  client: pg.ClientBase,
  table: RosterTable,
  input: ApplyInput,
  { isFirst }: Plan,
): Promise<number> {
  const columns = table.columns.map(({ column }) => quoted(column))
  await client.query(`set local work_mem = '${SORT_MEMORY}'`)
  const { rowCount } = await client.query(
    `insert into ${qualified(table)} (account_id, ${columns.join(', ')}, template_id, state, row_hash, first_run, last_run, last_line, changed_at)
     select $1::uuid, ${columns.map((column) => `s.${column}`).join(', ')}, $2::uuid, 'active', ${HASH}, $3::uuid, $3::uuid, s._line, $4::timestamptz
     from ${input.loaded === undefined ? stageOf(table) : besideOf(table)} s ${isFirst ? `where ${lasting}` : `join ${PLANNED} p using (_line) where p._kind = 'added'`}
     order by ${columnsOf(table, 's')}`,
    [input.accountId, input.templateId, input.runId, input.at],
  )
  return (rowCount ?? 0) + (input.loaded ?? 0)
}

async function updateChanged(client: pg.ClientBase, table: RosterTable, input: ApplyInput): Promise<number> {
  const values = input.filled
    .filter((column) => !table.key.includes(column))
    .map(({ column }) => `${quoted(column)} = s.${quoted(column)}, `)
  const { rowCount } = await client.query(
    `update ${qualified(table)} r set ${values.join('')}
       template_id = case when r.state = 'inactive' or ${isAdoptable} then coalesce($2, r.template_id) else r.template_id end,
       row_hash = ${HASH}, state = 'active', last_run = $4, last_line = s._line, changed_at = $5
     from ${PLANNED} p join ${stageOf(table)} s using (_line)
     where p._kind in ('changed', 'returned', 'adopted') and r.account_id = $1 and ${sameKey(table, 's', 'r')}`,
    [input.accountId, input.templateId, input.releasedTemplates, input.runId, input.at],
  )
  return rowCount ?? 0
}

async function deactivate(client: pg.ClientBase, table: RosterTable, input: ApplyInput): Promise<number> {
  const { rowCount } = await client.query(
    `update ${qualified(table)} r set state = 'inactive', last_run = $2, last_line = d._line, changed_at = $3
     from (select _line, ${columnsOf(table, 'k')} from ${PLANNED} k where _kind = 'deactivated'
           union all select null, ${columnsOf(table, 'k')} from ${DEPARTED} k) d
     where r.account_id = $1 and ${sameKey(table, 'd', 'r')}`,
    [input.accountId, input.runId, input.at],
  )
  return rowCount ?? 0
}
