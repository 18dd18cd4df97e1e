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
import type { GroupCounts, Touched } from '@/lib/changes/thresholds'
import { besideOf } from './first-load'
import { joinByIndex } from './join-by-index'
import { countActive, countGroups } from './measure'
import { DEPARTED, PLANNED, sameKey } from './planned-tables'
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
  /** Rows that are as last time and were not staged: they change nothing. */
  readonly passedOver?: number
  /** Few rows are staged, compared with the records there are. */
  readonly few?: boolean
  /** Keys for which no row of the file stands, if that is known; else every record without a staged row. */
  readonly absentKeys?: AsyncIterable<readonly (readonly string[])[]>
  /** Rows that are in the table already: the account's first of the type (first-load.ts). */
  readonly loaded?: number | undefined
  /** How many active records are so many that it does not matter how many more there are; every one if left out. */
  readonly activeEnough?: (touched: Touched) => number
  /** Groups in which fewer records than this change or go are not counted. */
  readonly groupRowsMin?: number
}

export type Plan = {
  /** New, or active again. */
  readonly added: number
  /** Of the added: those that were inactive. */
  readonly returned: number
  readonly changed: number
  readonly deactivated: number
  /** Rows that change nothing, identical copies included. */
  readonly unchanged: number
  /** Of the unchanged: records the template takes over. */
  readonly adopted: number
  /** Rows staged or passed over, good and bad. */
  readonly staged: number
  /** The account had no record of this type: every good row is added. */
  readonly isFirst: boolean
  /** Of them: rows that are not applied. */
  readonly rejected: number
  /** Deactivations that were held back. */
  readonly withheld: number
  /**
   * Active records of this template before the run, or as many as are enough; if it has none, those the rows stand for. 0
   * if nothing depends on it.
   */
  readonly activeBefore: number
  /** The same by the type's groupField (school), for groups in which something changes or goes. */
  readonly groups: readonly GroupCounts[]
}

/** Plans the changes of the staged rows. The client's transaction must hold the lock of account and type (lock.ts). */
export async function planChanges(client: pg.ClientBase, table: RosterTable, input: PlanInput): Promise<Plan> {
  const isFirst = input.loaded !== undefined || !(await hasRecords(client, table, input))
  await createPlan(client, table)
  if (!isFirst) await joinByIndex(client, input.few, () => planRows(client, table, input))
  const departed = isFirst ? 0 : await joinByIndex(client, input.few, () => planDepartures(client, table, input))
  const staged = await countStaged(client, table, input.loaded)
  const kinds: Partial<Record<string, number>> = isFirst ? { added: staged.lasting } : await countPlanned(client)
  const byRow = kinds.deactivated ?? 0
  const { returned = 0 } = kinds
  const added = (kinds.added ?? 0) + returned
  const changed = kinds.changed ?? 0
  const deactivated = byRow + (input.withholdDeactivations ? 0 : departed)
  const good = staged.good + (input.passedOver ?? 0)
  const isTouched = changed + deactivated > 0
  const enough = isTouched ? (input.activeEnough?.({ changed, deactivated }) ?? Infinity) : 0
  return {
    ...{ added, returned, changed, deactivated, adopted: kinds.adopted ?? 0, isFirst },
    unchanged: good - added - changed - byRow,
    staged: good + staged.rejected,
    rejected: staged.rejected,
    withheld: input.withholdDeactivations ? departed : 0,
    activeBefore: await countActive(client, table, input, good === 0 ? Infinity : enough),
    groups: isTouched ? await countGroups(client, table, input) : [],
  }
}

async function hasRecords(client: pg.ClientBase, table: RosterTable, { accountId }: PlanInput): Promise<boolean> {
  const { rows } = await client.query(`select from ${qualified(table)} where account_id = $1 limit 1`, [accountId])
  return rows.length > 0
}

/** The record `r` may be taken over by the template $2; $3 holds the released ones. */
export const isAdoptable = `($2::uuid is not null and (r.template_id is null or r.template_id = any($3::uuid[])))`

async function createPlan(client: pg.ClientBase, table: RosterTable): Promise<void> {
  const key = table.key.map(({ column }) => quoted(column)).join(', ')
  // A bundle plans one file after the other.
  await client.query('drop table if exists pg_temp.planned, pg_temp.departed')
  await client.query(`create temporary table planned on commit drop as
    select _line, ''::text as _kind, ${key} from ${stageOf(table)} limit 0`)
  await client.query(`create temporary table departed on commit drop as select ${key} from ${qualified(table)} limit 0`)
}

async function planRows(client: pg.ClientBase, table: RosterTable, input: PlanInput): Promise<void> {
  const { accountId, templateId, releasedTemplates, newerRuns, mode, filled } = input
  const key = table.key.map(({ column }) => quoted(column))
  const record = filled.map(({ column }) => `r.${quoted(column)}`).join(', ')
  const row = filled.map(({ column }) => `s.${quoted(column)}`).join(', ')
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
         when r.row_hash is distinct from s._hash and row(${record}) is distinct from row(${row}) then 'changed'
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
  if (input.mode !== 'full' || input.templateId === null) return 0
  const absent = input.absentKeys && (await stageAbsent(client, table, input.absentKeys))
  const { rowCount } = await client.query(
    `insert into ${DEPARTED} select distinct ${key} from ${qualified(table)} r
     ${absent ? `join ${absent} a on ${sameKey(table, 'a', 'r')}` : ''}
     where r.account_id = $1 and r.template_id = $2 and r.state = 'active'
       and not exists (select from ${stageOf(table)} s where ${sameKey(table, 's', 'r')})`,
    [input.accountId, input.templateId],
  )
  if (input.withholdDeactivations) await client.query(`truncate ${DEPARTED}`)
  return rowCount ?? 0
}

/** The keys in a table of their own. */
async function stageAbsent(
  client: pg.ClientBase,
  table: RosterTable,
  keys: AsyncIterable<readonly (readonly string[])[]>,
): Promise<string> {
  const names = table.key.map(({ column }) => quoted(column)).join(', ')
  const casts = table.key.map(({ sqlType }, index) => `k${index}::${sqlType}`).join(', ')
  const columns = table.key.map((_, index) => `k${index}`).join(', ')
  const arrays = table.key.map((_, index) => `$${index + 1}::text[]`).join(', ')
  await client.query('drop table if exists pg_temp.absent')
  await client.query(`create temporary table absent on commit drop as select ${names} from ${qualified(table)} limit 0`)
  for await (const batch of keys) {
    await client.query(
      `insert into pg_temp.absent select ${casts} from unnest(${arrays}) as k(${columns})`,
      table.key.map((_, index) => batch.map((parts) => parts[index])),
    )
  }
  await client.query('analyze pg_temp.absent')
  return 'pg_temp.absent'
}

/** Lasting: good rows that stand for a record of their own. */
type StagedCounts = { good: number; rejected: number; lasting: number }

async function countStaged(client: pg.ClientBase, table: RosterTable, loaded?: number): Promise<StagedCounts> {
  const { rows } = await client.query<StagedCounts>(
    `select count(*) filter (where not _rejected)::float8 as good, count(*) filter (where _rejected)::float8 as rejected,
       count(*) filter (where not _rejected and not _repeated and not _deactivates)::float8 as lasting
     from ${loaded === undefined ? stageOf(table) : besideOf(table)}`,
  )
  const { good, rejected, lasting } = rows[0] ?? { good: 0, rejected: 0, lasting: 0 }
  return { good: good + (loaded ?? 0), rejected, lasting: lasting + (loaded ?? 0) }
}

async function countPlanned(client: pg.ClientBase): Promise<Partial<Record<string, number>>> {
  const { rows } = await client.query<{ kind: string; count: number }>(
    `select _kind as kind, count(*)::float8 as count from ${PLANNED} group by 1`,
  )
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}
