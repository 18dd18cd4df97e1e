// What the changes of a plan are measured by: the active records of the template, as a whole and by group.
import type pg from 'pg'
import type { GroupCounts } from '@/lib/changes/thresholds'
import { joinByIndex } from './join-by-index'
import type { PlanInput } from './plan'
import { DEPARTED, PLANNED, sameKey } from './planned-tables'
import { stageOf } from './stage'
import { qualified, quoted, type RosterTable } from './table-names'

/**
 * The records a run is measured by. A template's first file, or a one-time import, owns none yet: then what it would
 * rewrite is measured by the records it meets, whoever owns them.
 */
const measured = (table: RosterTable, hasOwn: boolean) =>
  hasOwn
    ? `r.account_id = $1 and r.template_id = $2 and r.state = 'active'`
    : `r.account_id = $1 and $2::uuid is distinct from r.template_id and r.state = 'active'
       and exists (select from ${stageOf(table)} s where ${sameKey(table, 's', 'r')} and not s._rejected)`

/**
 * How many records the run is measured by. A row that was passed over, and is not staged, met an active one.
 * @param enough where to stop counting.
 */
export async function countActive(
  client: pg.ClientBase,
  table: RosterTable,
  input: PlanInput,
  enough: number,
  hasOwn = true,
): Promise<number> {
  if (enough === 0) return 0
  const { rows } = await client.query<{ active: number }>(
    `select count(*)::float8 as active from (
       select from ${qualified(table)} r where ${measured(table, hasOwn)} limit $3) enough`,
    [input.accountId, input.templateId, Number.isFinite(enough) ? enough : null],
  )
  const active = (rows[0]?.active ?? 0) + (hasOwn ? 0 : (input.passedOver ?? 0))
  return active === 0 && hasOwn ? countActive(client, table, input, enough, false) : active
}

/**
 * The same by the type's group field, for groups in which enough records change or go. A record of several groups counts
 * in each. Of rows that were passed over nobody knows the group: a template without own records is measured by all of
 * the account's then.
 */
export async function countGroups(client: pg.ClientBase, table: RosterTable, input: PlanInput): Promise<GroupCounts[]> {
  const column = table.columns.find(({ field }) => field.name === table.type.groupField)
  if (!column) return []
  const name = `r.${quoted(column.column)}`
  const group = column.sqlType === 'text[]' ? `unnest(${name})` : `${name}::text`
  const hasOwn = await hasOwnRecords(client, table, input)
  const isAllStaged = hasOwn || !input.passedOver
  const where = isAllStaged
    ? measured(table, hasOwn)
    : `r.account_id = $1 and $2::uuid is not null and r.state = 'active'`
  const touched = await joinByIndex(client, input.few, () => countTouched(client, table, input, { group, where }))
  if (touched.length === 0) return []
  const { rows } = await client.query<{ group: string; active: number }>(
    `select "group", count(*)::float8 as active
     from (select ${group} as "group" from ${qualified(table)} r where ${where}) members
     where "group" = any($3::text[]) group by 1 order by 1`,
    [input.accountId, input.templateId, touched.map((one) => one.group)],
  )
  const countsOf = new Map(touched.map((one) => [one.group, one]))
  return rows.map((row) => {
    const { changed = 0, deactivated = 0 } = countsOf.get(row.group) ?? {}
    return { group: row.group, activeBefore: row.active, changed, deactivated }
  })
}

async function hasOwnRecords(client: pg.ClientBase, table: RosterTable, input: PlanInput): Promise<boolean> {
  const { rows } = await client.query(`select from ${qualified(table)} r where ${measured(table, true)} limit 1`, [
    input.accountId,
    input.templateId,
  ])
  return rows.length > 0
}

type Touched = { group: string; changed: number; deactivated: number }

async function countTouched(
  client: pg.ClientBase,
  table: RosterTable,
  { accountId, templateId, groupRowsMin = 1 }: PlanInput,
  { group, where }: { group: string; where: string },
): Promise<Touched[]> {
  const key = table.key.map(({ column }) => quoted(column)).join(', ')
  const { rows } = await client.query<Touched>(
    `select * from (
       select "group", count(*) filter (where kind = 'changed')::float8 as changed,
         count(*) filter (where kind = 'deactivated')::float8 as deactivated
       from (
         select ${group} as "group", t.kind
         from (select ${key}, _kind as kind from ${PLANNED} where _kind in ('changed', 'deactivated')
               union all select ${key}, 'deactivated' from ${DEPARTED}) t
         join ${qualified(table)} r on ${sameKey(table, 't', 'r')}
         where ${where}) members
       where "group" <> '' group by 1) counted
     where changed >= $3 or deactivated >= $3`,
    [accountId, templateId, groupRowsMin],
  )
  return rows
}
