// Rows of one file that share a key, or a value that must be unique. Found here, where the whole file is at hand; what
// becomes of them is decided in lib/validation/rules/duplicate-keys.ts, and the marks set here say the same:
// _repeated for a copy that is passed over, _rejected for a row nobody can trust.
import type pg from 'pg'
import type { Issue } from '@/lib/issues/issue'
import { judgeDuplicateKey, judgeRepeatedValue } from '@/lib/validation/rules/duplicate-keys'
import type { Tolerance } from '@/lib/validation/validation-settings'
import { inBatches } from './in-batches'
import { stageOf } from './stage'
import { quoted, type FieldColumn, type RosterTable } from './table-names'

type Report = (issue: Issue) => void

/** A row that shares something with others; second: the line of the second row of the group. */
type SharingRow = { line: number; first: number; second: number; identical: boolean }

/**
 * Marks the rows whose key stands in the file more than once. Rows rejected before count too: their key is taken.
 * @returns how many rows are rejected now that were not before.
 */
export async function rejectDuplicateKeys(
  client: pg.ClientBase,
  table: RosterTable,
  tolerance: Tolerance,
  report: Report,
): Promise<number> {
  const stage = stageOf(table)
  const key = table.key.map(({ column }) => quoted(column)).join(', ')
  const content = table.columns.map(({ column }) => `t.${quoted(column)}`).join(', ')
  await client.query(`
    create temporary table shared_keys on commit drop as
      select ${key}, min(_line) as _first from ${stage} group by ${key} having count(*) > 1`)
  await client.query(`
    create temporary table sharing_rows on commit drop as
      select s._line as line, g._first as first,
        nth_value(s._line, 2) over (
          partition by g._first order by s._line rows between unbounded preceding and unbounded following) as second,
        g._first in (
          select h._first from ${stage} t join shared_keys h using (${key}) group by h._first
          having count(distinct row(${content})) = 1 and not bool_or(t._rejected) and bool_or(t._deactivates) = bool_and(t._deactivates)
        ) as identical
      from ${stage} s join shared_keys g using (${key})`)
  const keepsOne = tolerance === 'tolerant' ? 'd.identical' : 'false'
  await client.query(
    `update ${stage} s set _repeated = true from sharing_rows d where s._line = d.line and ${keepsOne} and d.line <> d.first`,
  )
  const { rowCount } = await client.query(
    `update ${stage} s set _rejected = true from sharing_rows d where s._line = d.line and not ${keepsOne} and not s._rejected`,
  )
  for await (const rows of inBatches<SharingRow>(client, sharingRows)) {
    for (const row of rows) issuesOfKey(row, tolerance).forEach(report)
  }
  await client.query('drop table shared_keys, sharing_rows')
  return rowCount ?? 0
}

const sharingRows = `select line::float8, first::float8, second::float8, identical from sharing_rows order by line`

/** What there is to say about one row, judged beside the first row of its group, or the first beside the second. */
function issuesOfKey({ line, first, second, identical }: SharingRow, tolerance: Tolerance): Issue[] {
  const other = line === first ? second : line
  const copies = [
    { line: first, content: 'first' },
    { line: other, content: identical ? 'first' : 'other' },
  ]
  return judgeDuplicateKey(copies, tolerance).issues.filter((issue) => issue.line === line)
}

/**
 * Rejects the rows that share a value of a field that must be unique; none of them can be told to be the right one.
 * @returns how many rows are rejected now that were not before.
 */
export async function rejectRepeatedValues(
  client: pg.ClientBase,
  table: RosterTable,
  columnOf: (field: string) => string | undefined,
  report: Report,
): Promise<number> {
  let rejected = 0
  for (const column of table.columns) {
    const isKey = table.key.length === 1 && table.key.includes(column)
    if (column.field.unique && !isKey) rejected += await rejectRepeated(client, table, column, columnOf, report)
  }
  return rejected
}

async function rejectRepeated(
  client: pg.ClientBase,
  table: RosterTable,
  { field, column }: FieldColumn,
  columnOf: (field: string) => string | undefined,
  report: Report,
): Promise<number> {
  const stage = stageOf(table)
  const stands = `not _rejected and not _repeated and not _deactivates`
  await client.query(`
    create temporary table sharing_rows on commit drop as
      with shared as (
        select ${quoted(column)} as value, (array_agg(_line order by _line))[1:2] as lines from ${stage}
        where ${stands} and ${quoted(column)} is not null group by 1 having count(*) > 1
      )
      select s._line as line, g.lines[1] as first, g.lines[2] as second, false as identical
      from ${stage} s join shared g on s.${quoted(column)} = g.value where ${stands}`)
  await client.query(`update ${stage} s set _rejected = true from sharing_rows d where s._line = d.line`)
  let rejected = 0
  for await (const rows of inBatches<SharingRow>(client, sharingRows)) {
    rejected += rows.length
    for (const { line, first, second } of rows) {
      const pair = line === first ? [first, second] : [first, line]
      const issues = judgeRepeatedValue(pair, field.name, columnOf(field.name))
      issues.filter((issue) => issue.line === line).forEach(report)
    }
  }
  await client.query('drop table sharing_rows')
  return rejected
}
