import type pg from 'pg'
import { issueOf, type Issue } from '@/lib/issues/issue'
import { stageOf } from './stage'
import { quoted, type RosterTable } from './table-names'

/**
 * Rejects the staged rows that are the header of the file once more, as where two files were put together: nobody's
 * student number is "Student ID".
 * @param headerKey what the header would be as the key of a row.
 * @returns how many there are.
 */
export async function rejectRepeatedHeader(
  client: pg.ClientBase,
  table: RosterTable,
  headerKey: readonly string[],
  report: (issue: Issue) => void,
): Promise<number> {
  const isHeader = table.key.map(({ column }, index) => `${quoted(column)}::text = $${index + 1}`)
  const { rows } = await client.query<{ line: string }>(
    `update ${stageOf(table)} set _rejected = true where ${isHeader.join(' and ')} returning _line as line`,
    [...headerKey],
  )
  for (const { line } of rows) report(issueOf('row-header-repeated', { line: Number(line) }))
  return rows.length
}
