// What becomes of a run whose files have other columns than its template: what can be read is read, and told; where a
// column is gone that rows need, the file waits for a person, with the mapping that would read it. Nothing is lost.
import type { HoldReason } from '@/lib/changes/thresholds'
import type { ColumnChange } from '@/lib/mapping/column-change'
import type { Tx } from '@/lib/platform/db'
import type { ClaimedRun } from './claim-run'
import type { Ending } from './end-run'
import { columnsOfFile, type FileColumns } from './file-columns'
import type { IssueLog } from './issue-log'
import type { RunFile } from './run-file'

/** What stands against reading a file, of what an accepted mapping would settle. */
const settledByMapping = [
  'header-column-missing',
  'header-column-moved',
  'header-column-unknown',
  'header-column-sensitive',
]

/**
 * Adds to the end of a run what there is to say of its columns, and turns a rejection because of them into a hold. Where
 * the header was as expected, nothing is looked at.
 */
export async function withColumns(
  tx: Tx,
  run: ClaimedRun,
  files: readonly RunFile[],
  ending: Ending,
  issues: IssueLog,
): Promise<Ending> {
  if (!issues.groups().some(({ code }) => code.startsWith('header-column-') || code === 'header-duplicate')) {
    return ending
  }
  const columns: FileColumns[] = []
  let isAnother = false
  for (const file of files) {
    const found = await columnsOfFile(tx, run, file)
    if (found === 'another-file') isAnother = true
    else if (found) columns.push(found)
  }
  const hold = isAnother ? undefined : holdFor(run, ending, columns)
  return hold
    ? { state: 'held', counts: ending.counts, files: ending.files ?? [], hold, columns }
    : { ...ending, columns }
}

/** A one-time import has no template to mend; its sample is still there, and its page says what to do. */
function holdFor(run: ClaimedRun, ending: Ending, columns: readonly FileColumns[]): HoldReason | undefined {
  const mayWait = run.purpose === 'delivery' && run.templateId !== null && !run.compared
  if (!mayWait || ending.state !== 'rejected' || ending.failure.reason !== 'file-issue') return undefined
  if (!settledByMapping.includes(ending.failure.code)) return undefined
  const inTheWay = columns.map((one) => ({ ...one, changes: one.changes.filter((change) => isInTheWay(change, run)) }))
  const [first] = inTheWay.filter(({ changes }) => changes.length > 0)
  const [change] = first?.changes ?? []
  if (!first || !change) return undefined
  return {
    ...{ reason: 'columns', importType: first.importType, column: change.column },
    count: inTheWay.reduce((sum, { changes, more }) => sum + changes.length + more, 0),
    isProposed: mayBeAccepted(columns, run),
    ...(first.name !== run.fileName && { file: first.name }),
  }
}

/** Strict: everything that is not as expected. */
function isInTheWay(change: ColumnChange, { settings }: ClaimedRun): boolean {
  if (settings.columnMatching === 'strict-order') return true
  if (settings.tolerance === 'strict') return change.kind !== 'moved'
  return (change.kind === 'renamed' || change.kind === 'missing') && change.isRequired
}

/** Whether accepting the proposals would let every file be read. */
function mayBeAccepted(columns: readonly FileColumns[], run: ClaimedRun): boolean {
  return columns.every(({ changes, proposed }) => proposed !== null || !changes.some((one) => isInTheWay(one, run)))
}
