// Values that should name a record of another file, and name none. Never more than a warning: the other file may come
// minutes later. One issue for each missing value, however many rows have it.
import type pg from 'pg'
import { importTypeNamed } from '@/lib/import-types'
import { issueOf, type Issue } from '@/lib/issues/issue'
import { stageOf } from './stage'
import { qualified, quoted, rosterTableOf, type FieldColumn, type RosterTable } from './table-names'

/** The missing values of one field that are named one by one, the most frequent first. */
const VALUES_MAX = 100

export type MissingReferences = {
  readonly issues: readonly Issue[]
  /** Missing values beyond those. */
  readonly more: number
}

/**
 * Looks for values without a record among the account's active records and, where a file refers to itself, in the file.
 * An account that holds no record of the type meant is not told anything: it may never send that file.
 * @param filled the columns the file fills.
 */
export async function findMissingReferences(
  client: pg.ClientBase,
  table: RosterTable,
  filled: readonly FieldColumn[],
  accountId: string,
  columnOf: (field: string) => string | undefined,
): Promise<MissingReferences> {
  const found = { issues: [] as Issue[], more: 0 }
  for (const column of filled) {
    const missing = await missingValues(client, table, column, accountId)
    const { reference, name, sensitive } = column.field
    for (const { value, rows, line } of missing) {
      const params = { importType: reference?.importType ?? '', field: reference?.field ?? '', count: Number(rows) }
      const place = { line: Number(line), column: columnOf(name), field: name }
      found.issues.push(issueOf('value-reference', { ...place, value: sensitive ? undefined : value, params }))
    }
    found.more += Number(missing[0]?.total ?? 0) - missing.length
  }
  return found
}

type MissingValue = { value: string; rows: string; line: string; total: string }

async function missingValues(
  client: pg.ClientBase,
  table: RosterTable,
  { field, column, sqlType }: FieldColumn,
  accountId: string,
): Promise<MissingValue[]> {
  const { reference } = field
  const type = reference && importTypeNamed(reference.importType)
  const meant = type && rosterTableOf(type)
  const meantColumn = meant?.columns.find((candidate) => candidate.field.name === reference?.field)
  if (!meant || !meantColumn) return []
  const isOwnType = meant.name === table.name
  const known = `select from ${qualified(meant)} r where r.account_id = $1 and r.state = 'active'`
  const { rows: any } = await client.query(`select where exists (${known})`, [accountId])
  if (any.length === 0 && !isOwnType) return []

  const target = quoted(meantColumn.column)
  const stands = 'not s._rejected and not s._repeated and not s._deactivates'
  const value = sqlType === 'text[]' ? `unnest(s.${quoted(column)})` : `s.${quoted(column)}::text`
  const inFile = `and not exists (select from ${stageOf(table)} s where s.${target}::text = v.value and ${stands})`
  const { rows } = await client.query<MissingValue>(
    `select v.value, count(*) as rows, min(v.line) as line, count(*) over () as total
     from (select s._line as line, ${value} as value from ${stageOf(table)} s where ${stands}) v
     where v.value <> '' and not exists (${known} and r.${target}::text = v.value) ${isOwnType ? inFile : ''}
     group by v.value order by count(*) desc, min(v.line) limit ${VALUES_MAX}`,
    [accountId],
  )
  return rows
}
