// What becomes of a delivery. Each of its files is read, checked, staged and compared with the roster, which gives its
// plan of changes (import-file.ts); the plans are held or applied together; and with the roster, in the same
// transaction, the run's end and the messages about it are written (end-run.ts).
//
// A run whose worker dies is begun anew: what it had done is gone with its transaction. One that has ended never begins
// again, because its end is committed together with its rows.
import type pg from 'pg'
import { clientOf, inTransaction, type Tx } from '@/lib/platform/db'
import { covers } from './approval'
import { claimRun, type ClaimedRun } from './claim-run'
import { clearUp, endRun, type Ending } from './end-run'
import { planFile, type PlannedFile, type RunTools } from './import-file'
import { issueLog, type IssueLog } from './issue-log'
import { showProgress } from './progress'
import { recordTrouble } from './record-trouble'
import { rollBack } from './rollback'
import { noCounts, sumOfCounts, type RunCounts } from './run-counts'
import { filesOf, type RunFiles } from './run-file'
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
  if ('issue' in opened) {
    issues.add(opened.issue)
    return unusable(opened.issue, { ...noCounts, errors: issues.errors })
  }
  const same = await countsOfSameFile(tx, run)
  if (same) return { state: 'applied', counts: same }
  const progress = showProgress(run, { bytesTotal: opened.bytesTotal })
  try {
    return await importFiles(run, opened, { tx, client, issues, progress, signal })
  } finally {
    await progress.stop()
  }
}

/**
 * Plans the files in their order. Those of a bundle refer to each other, so each is applied before the next is planned,
 * and taken back if the run ends up held, rejected or was only a check.
 */
async function importFiles(run: ClaimedRun, { files, bytesTotal }: RunFiles, tools: RunTools): Promise<Ending> {
  const isBundle = files.length > 1
  const bytes = { bytesRead: bytesTotal, bytesTotal }
  const planned: PlannedFile[] = []
  const total = () => {
    const { errors, warnings } = tools.issues
    return { ...sumOfCounts(planned.map(({ counts }) => counts)), ...bytes, errors, warnings }
  }
  if (isBundle) await tools.client.query('savepoint files')
  const giveUp = async (ending: Ending): Promise<Ending> => {
    if (isBundle) await tools.client.query('rollback to savepoint files')
    return ending
  }

  for (const file of files) {
    const outcome = await planFile(run, file, tools)
    if (outcome.result === 'superseded') return giveUp(superseded)
    if (outcome.result === 'unusable') return giveUp(unusable(outcome.issue, { ...outcome.counts, ...bytes }))
    planned.push(outcome.file)
    const refusal = tooManyRejected(run, outcome.file.counts)
    if (refusal) return giveUp(rejected(refusal, total()))
    if (isBundle) await apply(outcome.file, tools)
  }
  const counts = total()
  if (run.purpose === 'check') return giveUp({ state: 'checked', counts })
  const hold = planned.find((file) => file.hold)?.hold
  if (hold && !(run.approval && covers(run.approval, counts))) return giveUp({ state: 'held', counts, hold })
  if (!isBundle) for (const file of planned) await apply(file, tools)
  return { state: 'applied', counts }
}

async function apply(file: PlannedFile, { progress }: RunTools): Promise<void> {
  await progress.enter('applying')
  await progress.stop()
  await file.apply()
}

function tooManyRejected({ settings: { maxRejectedPercent } }: ClaimedRun, { rows, rejected: count }: RunCounts) {
  if (count * 100 <= maxRejectedPercent * rows) return undefined
  return { reason: 'too-many-rejected' as const, rejected: count, rows, limitPercent: maxRejectedPercent }
}

type Rejection = Extract<Ending, { state: 'rejected' }>

const superseded: Ending = { state: 'discarded', failure: { reason: 'superseded' }, counts: noCounts }

function unusable(issue: NonNullable<Rejection['issue']>, counts: RunCounts): Ending {
  const { code, line, column } = issue
  return rejected({ reason: 'file-issue', code, line, column }, counts, issue)
}

function rejected(failure: Rejection['failure'], counts: RunCounts = noCounts, issue?: Rejection['issue']): Ending {
  return { state: 'rejected', failure, counts, issue }
}
