import type pg from 'pg'
import type { ClaimedRun } from './claim-run'
import type { FoundIssue, IssueLog } from './issue-log'

/**
 * Stores the issues of a run, in their order; those of an earlier try are replaced. The file of an earlier try is nobody's
 * then, and tidied up like that of a try that never came so far (issue-list.ts).
 */
export async function storeIssues(client: pg.ClientBase, run: ClaimedRun, log: IssueLog): Promise<void> {
  await storeRows(client, run, log.kept())
  await client.query('update runs set issue_list_key = $2 where id = $1', [run.id, log.finishList()])
}

async function storeRows(client: pg.ClientBase, run: ClaimedRun, issues: readonly FoundIssue[]): Promise<void> {
  await client.query('delete from run_issues where run_id = $1', [run.id])
  if (issues.length === 0) return
  const rows = issues.map(({ code, severity, level, file, line, column, field, value, params }, index) => {
    const texts = {
      file: storable(file ?? run.fileName),
      column: storable(column),
      field: storable(field),
      value: storable(value),
    }
    return { sequence: index + 1, code, severity, level, line, ...texts, params: params ?? {} }
  })
  await client.query(
    `insert into run_issues (run_id, sequence, code, severity, level, file, line, "column", field, value, params)
     select $1, sequence, code, severity, level, file, line, "column", field, value, params
     from jsonb_to_recordset($2::jsonb) as issue (
       sequence int, code text, severity text, level text, file text, line int, "column" text, field text, value text, params jsonb)`,
    [run.id, JSON.stringify(rows, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value))],
  )
}

/** PostgreSQL takes neither NUL nor half a character; nothing in a file may keep its own report from being written. */
function storable(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text.replaceAll('\0', '\uFFFD'), 'utf8').toString('utf8')
}
