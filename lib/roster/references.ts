// Values that should name a record of another file, and name none, or one of the wrong kind. Never more than a warning:
// the other file may come minutes later. One issue for each such value, however many rows have it.
import type pg from 'pg'
import { typeReferredTo } from '@/lib/import-types/catalogue'
import type { IssueCode } from '@/lib/issues/catalogue'
import { issueOf, type Issue } from '@/lib/issues/issue'
import { inBatches } from './in-batches'
import { joinByIndex } from './join-by-index'
import type { NamedValue, NamedValues } from './named-values'
import { stageOf } from './stage'
import { qualified, quoted, rosterTableOf, type FieldColumn, type RosterTable } from './table-names'

/** The values of one field and trouble that are named one by one, the most frequent first. */
const VALUES_MAX = 10_000
/** Values sent at a time. */
const PUT_BATCH = 20_000

/** What is known of the staged rows. */
export type StagedRows = {
  /** They are few, compared with the records there are. */
  readonly few?: boolean
  /** What they name, all of them. */
  readonly named?: NamedValues | undefined
  /** Whether a row that is going to be applied has this key, of a single field; false where that is not known. */
  readonly hasKey?: ((value: string) => boolean) | undefined
}

export type ReferenceIssues = {
  readonly issues: readonly Issue[]
  /** How many values there are beyond those, by code. */
  readonly more: ReadonlyMap<IssueCode, number>
  /** Statements that select the keys of the rows that have them. */
  readonly rows: readonly string[]
}

/**
 * Looks for values without a record among the account's active records and, where a file refers to itself, in the file;
 * and for values whose record is there, but of another kind than is meant.
 * An account that holds no record of the type meant is not told anything: it may never send that file.
 * @param filled the columns the file fills.
 */
export async function findReferenceIssues(
  client: pg.ClientBase,
  table: RosterTable,
  filled: readonly FieldColumn[],
  accountId: string,
  columnOf: (field: string) => string | undefined,
  staged: StagedRows = {},
): Promise<ReferenceIssues> {
  const issues: Issue[] = []
  const more = new Map<IssueCode, number>()
  const rows: string[] = []
  for (const column of filled) {
    const { name, sensitive } = column.field
    for (const { code, params, values, rows: query } of await troublesOf(client, table, column, accountId, staged)) {
      if (values.length > 0) rows.push(query)
      for (const { value, rows: count, line } of values) {
        const place = { line: Number(line), column: columnOf(name), field: name }
        const known = { ...place, value: sensitive ? undefined : value }
        issues.push(issueOf(code, { ...known, params: { ...params, count: Number(count) } }))
      }
      more.set(code, (more.get(code) ?? 0) + Number(values[0]?.total ?? 0) - values.length)
    }
  }
  return { issues, more, rows }
}

/**
 * The keys of the staged rows that have values without a record.
 * @param withRejected and of those that are rejected.
 */
export async function* unsettledKeys(
  client: pg.ClientBase,
  table: RosterTable,
  { rows }: ReferenceIssues,
  withRejected: boolean,
): AsyncGenerator<readonly string[]> {
  const rejected = `select ${keyOf(table)} as key from ${stageOf(table)} s where s._rejected`
  for (const sql of [...(withRejected ? [rejected] : []), ...rows]) {
    for await (const batch of inBatches<{ key: string[] }>(client, sql)) {
      for (const { key } of batch) yield key
    }
  }
}

const keyOf = (table: RosterTable) => `array[${table.key.map(({ column }) => `s.${quoted(column)}::text`).join(', ')}]`

type Trouble = {
  code: IssueCode
  params: Record<string, string | readonly string[]>
  values: readonly BadValue[]
  /** Selects the keys of the rows. */
  rows: string
}

async function troublesOf(
  client: pg.ClientBase,
  table: RosterTable,
  filled: FieldColumn,
  accountId: string,
  staged: StagedRows,
): Promise<Trouble[]> {
  const { reference } = filled.field
  const type = reference && typeReferredTo(table.type, reference.importType)
  const meant = type && rosterTableOf(type)
  const columnOf = (name?: string) => meant?.columns.find(({ field }) => field.name === name)?.column
  const target = columnOf(reference?.field)
  if (!reference || !meant || !target) return []
  const isOwnType = meant.name === table.name
  const known = `select from ${qualified(meant)} r where r.account_id = $1 and r.state = 'active'`
  const { rows: any } = await client.query(`select where exists (${known})`, [accountId])
  if (any.length === 0 && !isOwnType) return []
  const isByKey = meant.key.length === 1 && meant.key[0]?.column === target
  const found = (value: string) => isOwnType && isByKey && !reference.where && (staged.hasKey?.(value) ?? false)
  if (!(await collectValues(client, table, filled, staged, found))) return []

  const named = `${known} and r.${quoted(target)}::text = v.value`
  const inStage = `select from ${stageOf(table)} s where s.${quoted(target)}::text = v.value and ${stands}`
  const missing = `not exists (${named}) ${isOwnType ? `and not exists (${inStage})` : ''}`
  const params = { importType: reference.importType, field: reference.field }
  const where = (condition: string, values: readonly unknown[]) =>
    joinByIndex(client, isByKey && staged.few === true, () => valuesWhere(client, table, filled, { condition, values }))
  const troubles: Trouble[] = [{ code: 'value-reference', params, ...(await where(missing, [accountId])) }]
  const kind = columnOf(reference.where?.field)
  if (reference.where && kind) {
    const { field, values } = reference.where
    const condition = `exists (${named}) and not exists (${named} and r.${quoted(kind)} = any($2::text[]))`
    troubles.push({
      code: 'value-reference-kind',
      params: { importType: reference.importType, other: field, allowed: values },
      ...(await where(condition, [accountId, values])),
    })
  }
  return troubles
}

/** Rows that are going to be applied. */
const stands = 'not s._rejected and not s._repeated and not s._deactivates'

/** The rows of the stage with each value `value` of a column. */
const withValues = (table: RosterTable, { column, sqlType }: FieldColumn) => {
  const name = `s.${quoted(column)}`
  const values = sqlType === 'text[]' ? `unnest(${name})` : `(select ${name}::text)`
  return `${stageOf(table)} s cross join lateral ${values} as v(value) where ${stands} and v.value <> ''`
}

/**
 * Puts the values a column has into a table, each once: few, and the planner has to know it.
 * @param found those whose record is known to be there; they are left out where it takes nothing to do so.
 * @returns whether there is any.
 */
async function collectValues(
  client: pg.ClientBase,
  table: RosterTable,
  filled: FieldColumn,
  { named }: StagedRows,
  found: (value: string) => boolean,
): Promise<boolean> {
  await client.query('drop table if exists pg_temp.named_values')
  const collected = named?.of(filled)
  const count = collected
    ? await putValues(
        client,
        [...collected].filter(([value]) => !found(value)),
      )
    : await selectValues(client, table, filled)
  if (count > 0) await client.query('analyze pg_temp.named_values')
  return count > 0
}

async function putValues(client: pg.ClientBase, values: readonly (readonly [string, NamedValue])[]): Promise<number> {
  await client.query('create temporary table named_values (value text, rows bigint, line bigint) on commit drop')
  for (let from = 0; from < values.length; from += PUT_BATCH) {
    const batch = values.slice(from, from + PUT_BATCH)
    await client.query(
      'insert into pg_temp.named_values select * from unnest($1::text[], $2::bigint[], $3::bigint[])',
      [batch.map(([value]) => value), batch.map(([, { rows }]) => rows), batch.map(([, { line }]) => line)],
    )
  }
  return values.length
}

async function selectValues(
  client: pg.ClientBase,
  table: RosterTable,
  { column, sqlType }: FieldColumn,
): Promise<number> {
  const name = `s.${quoted(column)}`
  // Equal lists are put together before they are taken apart: most of them are of many rows.
  const lists = `select ${name} as list, count(*) as rows, min(s._line) as line from ${stageOf(table)} s
    where ${stands} and ${name} is not null group by 1`
  const values =
    sqlType === 'text[]'
      ? `select v.value, sum(l.rows)::bigint as rows, min(l.line) as line
         from (${lists}) l cross join lateral unnest(l.list) as v(value) where v.value <> '' group by 1`
      : `select l.list::text as value, l.rows, l.line from (${lists}) l where l.list::text <> ''`
  const { rowCount } = await client.query(`create temporary table named_values on commit drop as ${values}`)
  return rowCount ?? 0
}

type BadValue = { value: string; rows: string; line: string; total: string }

type Condition = { readonly condition: string; readonly values: readonly unknown[] }

/** The values `v` of a column that meet a condition, with the number of rows that have them. */
async function valuesWhere(
  client: pg.ClientBase,
  table: RosterTable,
  column: FieldColumn,
  { condition, values }: Condition,
): Promise<Pick<Trouble, 'values' | 'rows'>> {
  const bad = `bad_values_${column.index}_${values.length}`
  await client.query(`drop table if exists pg_temp.${bad}`)
  await client.query(`create temporary table ${bad} on commit drop as select * from pg_temp.named_values limit 0`)
  const { rowCount } = await client.query(
    `insert into pg_temp.${bad} select v.* from pg_temp.named_values v where ${condition}`,
    [...values],
  )
  const rows = `select distinct ${keyOf(table)} as key from ${withValues(table, column)} and v.value in (select value from pg_temp.${bad})`
  if (rowCount === 0) return { values: [], rows }
  const found = await client.query<BadValue>(
    `select *, count(*) over () as total from pg_temp.${bad} order by rows desc, line limit ${VALUES_MAX}`,
  )
  return { values: found.rows, rows }
}
