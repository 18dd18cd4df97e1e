// What the staged rows would do to the roster: found out with a few set-based statements, counted, and kept in two
// temporary tables for apply.ts. Nothing of the roster is written here.
//
// Who owns a record: the template that brought it, and only its full files deactivate the record by leaving it out.
// Another template may change it but does not take it over, or the nightly files of two schools would take each other's
// records out in turn. A record is up for adoption when nobody owns it (a one-time import brought it), when its
// template was deleted, or when it comes back after it was deactivated.
//
// A field that the file does not fill is left as it is.
import type pg from 'pg'
import type { GroupCounts } from '@/lib/changes/thresholds'
import { stageOf } from './stage'
import { qualified, quoted, type FieldColumn, type RosterTable } from './table-names'

export type PlanInput = {
  readonly accountId: string
  /** The template that owns what is added; null: nobody (a one-time import). */
  readonly templateId: string | null
  readonly mode: 'full' | 'partial' | 'add-only'
  /** The columns the file fills. */
  readonly filled: readonly FieldColumn[]
  /** Deleted templates of the account, whose records are up for adoption. */
  readonly releasedTemplates: readonly string[]
  /** Runs of this template whose file came after this one: what they changed is not changed back. */
  readonly newerRuns: readonly string[]
  /** Rows without a readable key: nobody knows which records they stand for, so no record is deactivated. */
  readonly withholdDeactivations: boolean
}

export type Plan = {
  /** New, or active again. */
  readonly added: number
  readonly changed: number
  readonly deactivated: number
  /** Rows that change nothing, identical copies included. */
  readonly unchanged: number
  /** Of the unchanged: records the template takes over. */
  readonly adopted: number
  /** Rows staged, good and bad. */
  readonly staged: number
  /** Of them: rows that are not applied. */
  readonly rejected: number
  /** Deactivations that were held back. */
  readonly withheld: number
  /** Active records of this template before the run; if it has none, those the rows stand for. */
  readonly activeBefore: number
  /** The same by the type's groupField (school), for groups in which something changes or goes. */
  readonly groups: readonly GroupCounts[]
}

/** Line and kind of every staged row that changes something. */
export const PLANNED = 'pg_temp.planned'
/** Keys of the records a full file leaves out. */
export const DEPARTED = 'pg_temp.departed'

/** Plans the changes of the staged rows. The client's transaction must hold the lock of account and type (lock.ts). */
export async function planChanges(client: pg.ClientBase, table: RosterTable, input: PlanInput): Promise<Plan> {
  await planRows(client, table, input)
  const departed = await planDepartures(client, table, input)
  const staged = await countStaged(client, table)
  const kinds = await countPlanned(client)
  const byRow = kinds.deactivated ?? 0
  const added = (kinds.added ?? 0) + (kinds.returned ?? 0)
  const changed = kinds.changed ?? 0
  const deactivated = byRow + (input.withholdDeactivations ? 0 : departed)
  return {
    ...{ added, changed, deactivated, adopted: kinds.adopted ?? 0 },
    unchanged: staged.good - added - changed - byRow,
    staged: staged.good + staged.rejected,
    rejected: staged.rejected,
    withheld: input.withholdDeactivations ? departed : 0,
    activeBefore: await countActive(client, table, input),
    groups: changed + deactivated > 0 ? await countGroups(client, table, input) : [],
  }
}

/** The condition that row and record are the same, for `s` (or `p`) and `r`. */
export function sameKey(table: RosterTable, left: string, right: string): string {
  return table.key.map(({ column }) => `${left}.${quoted(column)} = ${right}.${quoted(column)}`).join(' and ')
}

/** The record `r` may be taken over by the template $2; $3 holds the released ones. */
export const isAdoptable = `($2::uuid is not null and (r.template_id is null or r.template_id = any($3::uuid[])))`

async function planRows(client: pg.ClientBase, table: RosterTable, input: PlanInput): Promise<void> {
  const { accountId, templateId, releasedTemplates, newerRuns, mode, filled } = input
  const key = table.key.map(({ column }) => quoted(column))
  const record = filled.map(({ column }) => `r.${quoted(column)}`).join(', ')
  const row = filled.map(({ column }) => `s.${quoted(column)}`).join(', ')
  // A bundle plans one file after the other.
  await client.query('drop table if exists pg_temp.planned, pg_temp.departed')
  await client.query(`create temporary table planned on commit drop as
    select _line, ''::text as _kind, ${key.join(', ')} from ${stageOf(table)} limit 0`)
  await client.query(
    `insert into ${PLANNED}
     select * from (
       select s._line, case
         when s._deactivates then
           case when r.state = 'active' and r.last_run <> all($4::uuid[]) then 'deactivated' else 'unchanged' end
         when r.account_id is null then 'added'
         when r.last_run = any($4::uuid[]) then 'unchanged'
         when r.state = 'inactive' then 'returned'
         when ${mode === 'add-only'} then 'unchanged'
         when r.row_hash <> s._hash and row(${record}) is distinct from row(${row}) then 'changed'
         when ${isAdoptable} then 'adopted'
         else 'unchanged' end as kind, ${key.map((column) => `s.${column}`).join(', ')}
       from ${stageOf(table)} s
       left join ${qualified(table)} r on r.account_id = $1 and ${sameKey(table, 's', 'r')}
       where not s._rejected and not s._repeated) judged
     where kind <> 'unchanged'`,
    [accountId, templateId, releasedTemplates, newerRuns],
  )
  await client.query(`analyze ${PLANNED} (_line, _kind)`)
}

/** In a full file: the template's records that no row stands for, be it a rejected one. */
async function planDepartures(client: pg.ClientBase, table: RosterTable, input: PlanInput): Promise<number> {
  const key = table.key.map(({ column }) => `r.${quoted(column)}`).join(', ')
  await client.query(
    `create temporary table departed on commit drop as select ${key} from ${qualified(table)} r limit 0`,
  )
  if (input.mode !== 'full' || input.templateId === null) return 0
  const { rowCount } = await client.query(
    `insert into ${DEPARTED} select ${key} from ${qualified(table)} r
     where r.account_id = $1 and r.template_id = $2 and r.state = 'active'
       and not exists (select from ${stageOf(table)} s where ${sameKey(table, 's', 'r')})`,
    [input.accountId, input.templateId],
  )
  if (input.withholdDeactivations) await client.query(`truncate ${DEPARTED}`)
  return rowCount ?? 0
}

async function countStaged(client: pg.ClientBase, table: RosterTable): Promise<{ good: number; rejected: number }> {
  const { rows } = await client.query<{ good: number; rejected: number }>(
    `select count(*) filter (where not _rejected)::float8 as good, count(*) filter (where _rejected)::float8 as rejected
     from ${stageOf(table)}`,
  )
  return rows[0] ?? { good: 0, rejected: 0 }
}

async function countPlanned(client: pg.ClientBase): Promise<Partial<Record<string, number>>> {
  const { rows } = await client.query<{ kind: string; count: number }>(
    `select _kind as kind, count(*)::float8 as count from ${PLANNED} group by 1`,
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

/**
 * The records a run is measured by. A template's first file, or a one-time import, owns none yet: then what it would
 * rewrite is measured by the records it meets, whoever owns them.
 */
const measured = (table: RosterTable, hasOwn: boolean) =>
  hasOwn
    ? `r.account_id = $1 and r.template_id = $2 and r.state = 'active'`
    : `r.account_id = $1 and $2::uuid is distinct from r.template_id and r.state = 'active'
       and exists (select from ${stageOf(table)} s where ${sameKey(table, 's', 'r')} and not s._rejected)`

async function countActive(
  client: pg.ClientBase,
  table: RosterTable,
  input: PlanInput,
  hasOwn = true,
): Promise<number> {
  const { rows } = await client.query<{ active: number }>(
    `select count(*)::float8 as active from ${qualified(table)} r where ${measured(table, hasOwn)}`,
    [input.accountId, input.templateId],
  )
  const active = rows[0]?.active ?? 0
  return active === 0 && hasOwn ? countActive(client, table, input, false) : active
}

/** A record of several groups counts in each. */
async function countGroups(client: pg.ClientBase, table: RosterTable, input: PlanInput): Promise<GroupCounts[]> {
  const column = table.columns.find(({ field }) => field.name === table.type.groupField)
  if (!column) return []
  const { rows: own } = await client.query(`select from ${qualified(table)} r where ${measured(table, true)} limit 1`, [
    input.accountId,
    input.templateId,
  ])
  const group = column.sqlType === 'text[]' ? `unnest(r.${quoted(column.column)})` : `r.${quoted(column.column)}::text`
  const { rows } = await client.query<GroupCounts>(
    `select "group", sum(active)::float8 as "activeBefore", sum(changed)::float8 as changed, sum(deactivated)::float8 as deactivated
     from (
       select ${group} as "group", 1 as active, (p._kind is not distinct from 'changed')::int as changed,
         (p._kind is not distinct from 'deactivated' or d.gone is not null)::int as deactivated
       from ${qualified(table)} r
       left join ${PLANNED} p on ${sameKey(table, 'p', 'r')}
       left join (select true as gone, * from ${DEPARTED}) d on ${sameKey(table, 'd', 'r')}
       where ${measured(table, own.length > 0)}) members
     where "group" <> '' group by 1 having sum(changed) + sum(deactivated) > 0 order by 1`,
    [input.accountId, input.templateId],
  )
  return rows
}
