// What becomes of a file. The rows are read, the columns renamed, every row checked and staged (read-file.ts); the rows
// are compared with each other and with the roster, which gives the plan of changes; the plan is held or applied; and
// with the roster, in the same transaction, the run's end and the messages about it are written (end-run.ts).
//
// A run whose worker dies is begun anew: what it had done is gone with its transaction. One that has ended never begins
// again, because its end is committed together with its rows.
import type pg from 'pg'
import { judgeChanges } from '@/lib/changes/thresholds'
import { issueOf } from '@/lib/issues/issue'
import { now } from '@/lib/platform/clock'
import { clientOf, inTransaction, type Tx } from '@/lib/platform/db'
import { openStored, storedSize } from '@/lib/platform/files'
import { applyChanges } from '@/lib/roster/apply'
import { rejectDuplicateKeys, rejectRepeatedValues } from '@/lib/roster/duplicates'
import { lockRecords } from '@/lib/roster/lock'
import { planChanges, type Plan } from '@/lib/roster/plan'
import { findReferenceIssues } from '@/lib/roster/references'
import { rosterTableOf, type RosterTable } from '@/lib/roster/table-names'
import { covers } from './approval'
import { claimRun, type ClaimedRun } from './claim-run'
import { clearUp, endRun, type Ending } from './end-run'
import { issueLog, type IssueLog } from './issue-log'
import { showProgress, type Progress } from './progress'
import { readFile, type ReadFile } from './read-file'
import { recordTrouble } from './record-trouble'
import { noCounts, type RunCounts } from './run-counts'
import { countsOfSameFile, newerRuns } from './same-file'
import { prepareSession } from './session'

const RUN_SECONDS_MAX = 6 * 3600

/**
 * Processes a run to its end: applied, checked, held, rejected or discarded. Harmless to repeat, also by two workers at
 * once: the second waits for the first and finds nothing to do.
 * @param signal stops the run between two batches of rows; it is handed back, to be begun anew.
 * @throws what broke on our side, so that the queue tries again; the run is marked as failed until then.
 */
export async function processRun(runId: string, signal: AbortSignal): Promise<void> {
  const taken: { run?: ClaimedRun } = {}
  const left = await inTransaction(async (tx) => {
    const client = await clientOf(tx)
    await prepareSession(client, runId)
    const run = await claimRun(runId)
    if (!run) return undefined
    taken.run = run
    const issues = issueLog()
    return endRun(tx, client, run, await importFile(tx, client, run, issues, signal), issues)
  }, RUN_SECONDS_MAX).catch(async (error: unknown) => {
    if (!taken.run) throw error
    await recordTrouble(taken.run, error, signal)
  })
  if (left) await clearUp(left)
}

async function importFile(
  tx: Tx,
  client: pg.ClientBase,
  run: ClaimedRun,
  issues: IssueLog,
  signal: AbortSignal,
): Promise<Ending> {
  if (run.isUnsafe) return rejected({ reason: 'unsafe', attempts: run.attempt - 1 })
  const bytesTotal = run.storageKey === null ? undefined : await storedSize(run.storageKey)
  if (run.storageKey === null || bytesTotal === undefined) return rejected({ reason: 'file-gone' })
  if (run.isOutdated) return superseded
  const same = await countsOfSameFile(tx, run)
  if (same) return { state: 'applied', counts: same }

  const progress = showProgress(run, { bytesTotal })
  try {
    const source = await openStored(run.storageKey)
    const table = rosterTableOf(run.type)
    const read = await readFile(client, run, table, { source, issues, progress, signal })
    const counts = { ...noCounts, bytesRead: bytesTotal, bytesTotal, errors: issues.errors, warnings: issues.warnings }
    if (!read.ok) {
      const { code, line, column } = read.issue
      return rejected({ reason: 'file-issue', code, line, column }, counts, read.issue)
    }
    return await compare(tx, client, run, table, read.file, { issues, progress, counts })
  } finally {
    await progress.stop()
  }
}

type Tools = { readonly issues: IssueLog; readonly progress: Progress; readonly counts: RunCounts }

async function compare(
  tx: Tx,
  client: pg.ClientBase,
  run: ClaimedRun,
  table: RosterTable,
  file: ReadFile,
  { issues, progress, counts }: Tools,
): Promise<Ending> {
  const { accountId, templateId, settings, type } = run
  await progress.enter('checking')
  // A check writes nothing, so it keeps nobody waiting.
  if (run.purpose !== 'check') await lockRecords(client, accountId, type.name)
  const newer = await newerRuns(tx, run)
  if (newer.length > 0 && settings.mode === 'full') return superseded

  await compareRows(client, run, table, file, issues)
  const input = {
    ...{ accountId, templateId, mode: settings.mode, filled: file.filled, newerRuns: newer },
    releasedTemplates: await deletedTemplates(tx, accountId),
    withholdDeactivations: file.unreadable > 0,
  }
  const plan = await planChanges(client, table, input)
  const all = { ...counts, ...countsOf(plan, file, issues) }
  if (all.rejected * 100 > settings.maxRejectedPercent * all.rows) {
    const { rows, rejected: count } = all
    const limitPercent = settings.maxRejectedPercent
    return rejected({ reason: 'too-many-rejected', rejected: count, rows, limitPercent }, all)
  }
  if (run.purpose === 'check') return { state: 'checked', counts: all }
  const judgement = judge(run, plan, all)
  if (!judgement.apply && !(run.approval && covers(run.approval, all))) {
    return { state: 'held', counts: all, hold: judgement.hold }
  }
  await progress.enter('applying')
  await progress.stop()
  await applyChanges(client, table, { ...input, runId: run.id, at: now() }, plan)
  return { state: 'applied', counts: all }
}

/** What the rows of the file say about each other, and about other files. */
async function compareRows(
  client: pg.ClientBase,
  { accountId, settings }: ClaimedRun,
  table: RosterTable,
  { rows, filled, columnOf }: ReadFile,
  issues: IssueLog,
): Promise<void> {
  if (rows === 0) issues.add(issueOf('file-no-rows'))
  await rejectDuplicateKeys(client, table, settings.tolerance, issues.add)
  await rejectRepeatedValues(client, table, columnOf, issues.add)
  const references = await findReferenceIssues(client, table, filled, accountId, columnOf)
  references.issues.forEach(issues.add)
  for (const [code, count] of references.more) issues.count(code, 'warning', count)
}

function countsOf(plan: Plan, { rows, unreadable }: ReadFile, issues: IssueLog): Partial<RunCounts> {
  if (plan.withheld > 0) {
    issues.add(issueOf('deactivations-withheld', { params: { count: plan.withheld, rows: unreadable } }))
  }
  const { added, changed, deactivated, unchanged } = plan
  const rejected = plan.rejected + unreadable
  const applied = rows - rejected
  if (plan.staged !== rows - unreadable) throw new Error(`${rows} rows were read, but ${plan.staged} staged`)
  return {
    rows,
    rejected,
    applied,
    added,
    changed,
    deactivated,
    unchanged,
    errors: issues.errors,
    warnings: issues.warnings,
  }
}

function judge({ settings, type }: ClaimedRun, { activeBefore, groups }: Plan, counts: RunCounts) {
  const { rows, rejected: rejectedRows, added, changed, deactivated, unchanged } = counts
  const what = { importType: type.name, isFull: settings.mode === 'full', rows, rejected: rejectedRows }
  return judgeChanges({ ...what, activeBefore, added, changed, deactivated, unchanged, groups }, settings.thresholds)
}

async function deletedTemplates(tx: Tx, accountId: string): Promise<string[]> {
  const rows = await tx.template.findMany({ where: { accountId, deletedAt: { not: null } }, select: { id: true } })
  return rows.map(({ id }) => id)
}

const superseded: Ending = { state: 'discarded', failure: { reason: 'superseded' }, counts: noCounts }

function rejected(
  failure: Extract<Ending, { state: 'rejected' }>['failure'],
  counts: RunCounts = noCounts,
  issue?: Extract<Ending, { state: 'rejected' }>['issue'],
): Ending {
  return { state: 'rejected', failure, counts, issue }
}
