// What becomes of a delivery. Each of its files is read, checked, staged and compared with the roster, which gives its
// plan of changes (import-file.ts); the plans are held or applied together; and with the roster, in the same
// transaction, the run's end and the messages about it are written (end-run.ts).
//
// A run whose worker dies is begun anew: what it had done is gone with its transaction. One that has ended never begins
// again, because its end is committed together with its rows.
import type pg from 'pg'
import type { Issue } from '@/lib/issues/issue'
import { clientOf, inTransaction, type Tx } from '@/lib/platform/db'
import { claimRun, type ClaimedRun } from './claim-run'
import { withColumns } from './column-hold'
import { compareFiles } from './compare-files'
import { clearUp, endRun, type Ending } from './end-run'
import { importFiles } from './import-files'
import { issueLog, type IssueLog } from './issue-log'
import { showProgress } from './progress'
import { recordTrouble } from './record-trouble'
import { rollBack } from './rollback'
import { rejected, superseded, unusable } from './refusals'
import { replyResults, resultsOfSameFile } from './reply-results'
import { noCounts } from './run-counts'
import { filesOf, type FileIssue } from './run-file'
import { countsOfSameFile } from './same-file'
import { prepareSession } from './session'

const RUN_SECONDS_MAX = 6 * 3600

/**
 * Processes a run to its end: applied, checked, held, rejected or discarded. Harmless to repeat, also by two workers at
 * once: the second waits for the first and finds nothing to do.
 * @param signal stops the run between two batches of rows; it is handed back, to be begun anew.
 * @throws what broke on our side, so that the queue tries again; the run is marked as failed until then.
 */
export async function processRun(runId: string, signal: AbortSignal): Promise<void> {
  const taken: { run?: ClaimedRun; issues?: IssueLog } = {}
  const left = await inTransaction(async (tx) => {
    const client = await clientOf(tx)
    await prepareSession(client, runId)
    const run = await claimRun(runId)
    if (!run) return undefined
    taken.run = run
    const issues = (taken.issues = issueLog())
    return endRun(tx, client, run, await importDelivery(tx, client, run, issues, signal), issues)
  }, RUN_SECONDS_MAX).catch(async (error: unknown) => {
    taken.issues?.discard()
    if (!taken.run) throw error
    await recordTrouble(taken.run, error, signal)
  })
  if (left) await clearUp(left)
}

async function importDelivery(
  tx: Tx,
  client: pg.ClientBase,
  run: ClaimedRun,
  issues: IssueLog,
  signal: AbortSignal,
): Promise<Ending> {
  if (run.purpose === 'rollback') return rollBack(run, { tx, client, progress: showProgress(run, {}), signal })
  if (run.isUnsafe) return rejected({ reason: 'unsafe', attempts: run.attempt - 1 })
  const opened = await filesOf(run)
  if (!opened) return rejected({ reason: 'file-gone' })
  if (run.isOutdated) return superseded
  addAll(issues, 'refused' in opened ? opened.refused : opened.issues)
  if ('refused' in opened) {
    const { errors, warnings } = issues
    return unusable(firstError(opened.refused), { ...noCounts, errors, warnings })
  }
  const same = await countsOfSameFile(tx, run)
  if (same) return { state: 'applied', counts: same, results: resultsOfSameFile(run, opened) }
  const progress = showProgress(run, { bytesTotal: opened.bytesTotal })
  const closing: (() => Promise<void>)[] = [() => progress.stop()]
  const atEnd = (close: () => Promise<void>) => void closing.push(close)
  try {
    const work = run.compared ? compareFiles : importFiles
    const results = run.compared ? undefined : replyResults(run, opened, client)
    const ending = await work(run, opened, { tx, client, issues, progress, signal, atEnd, planned: results?.planned })
    return { ...(await withColumns(tx, run, opened.files, ending, issues)), results: results?.packed() }
  } finally {
    for (const close of closing) await close()
  }
}

function addAll(issues: IssueLog, found: readonly FileIssue[]): void {
  for (const { file, issue } of found) {
    issues.enter(file)
    issues.add(issue)
  }
  issues.enter(undefined)
}

function firstError(refused: readonly FileIssue[]): Issue {
  const first = refused.find(({ issue }) => issue.severity === 'error')
  if (!first) throw new Error('a run was refused without an error')
  return first.issue
}
