// All files of a run together: planned one after the other, and applied or given up as one. Those of a bundle refer to
// each other, so each is applied before the next is planned, and all are taken back if the run ends up held, rejected or
// was only a check. A shadow run applies none of them, so that it holds no lock that another run may wait for.
import { issueOf } from '@/lib/issues/issue'
import { lockRecords } from '@/lib/roster/lock'
import { covers } from './approval'
import type { ClaimedRun } from './claim-run'
import type { Ending } from './end-run'
import { isToApply, planFile, type FileOutcome, type PlannedFile, type RunTools } from './import-file'
import type { Progress } from './progress'
import { sumOfCounts, type RunCounts, type RunFileCounts } from './run-counts'
import type { RunFile, RunFiles } from './run-file'
import { rejected, superseded, unusable } from './refusals'

/** What is kept of a planned file. Of one that is applied already, that is little: a bundle's files may be large. */
type Planned = Pick<PlannedFile, 'hold'> & { readonly counts: RunFileCounts; readonly plan?: PlannedFile }

/** Plans the files of a run, each in its turn, and applies them if that is what is to become of them. */
export async function importFiles(run: ClaimedRun, { files, bytesTotal }: RunFiles, tools: RunTools): Promise<Ending> {
  const isBundle = files.length > 1 && run.purpose !== 'shadow'
  // The first records of a type are in the table before they are judged.
  const mayWrite = isBundle || isToApply(run)
  if (mayWrite) await tools.client.query('savepoint files')
  const planned: Planned[] = []
  const ending = await planAll(run, files, planned, { ...tools, isBundle })
  const { errors, warnings } = tools.issues
  const bytes = { bytesRead: bytesTotal, bytesTotal }
  const counts = { ...sumOfCounts(planned.map((file) => file.counts.counts)), ...bytes, errors, warnings }
  const end = ending ?? judgeAll(run, planned, counts)
  if (mayWrite && end.state !== 'applied') await tools.client.query('rollback to savepoint files')
  if (!isBundle && end.state === 'applied') for (const { plan } of planned) await apply(plan, counts, tools)
  return { ...end, counts: end.state === 'discarded' ? end.counts : counts, files: planned.map((file) => file.counts) }
}

/** @returns why the run ends here, if it does. */
async function planAll(
  run: ClaimedRun,
  files: readonly RunFile[],
  planned: Planned[],
  tools: RunTools & { isBundle: boolean },
): Promise<Ending | undefined> {
  for (const file of files) {
    const closing: (() => Promise<void>)[] = []
    // What a file of a bundle needs is given back before the next one is opened.
    const own = tools.isBundle ? { ...tools, atEnd: (close: () => Promise<void>) => void closing.push(close) } : tools
    try {
      const ending = await planOne(run, file, planned, own)
      if (ending) return ending
    } finally {
      for (const close of closing) await close()
    }
  }
  return undefined
}

async function planOne(
  run: ClaimedRun,
  file: RunFile,
  planned: Planned[],
  tools: RunTools & { isBundle: boolean },
): Promise<Ending | undefined> {
  const { client, issues, progress, isBundle } = tools
  const { name, type, mode } = file
  const before = sumOfCounts(planned.map(({ counts }) => counts.counts))
  if (planned.length > 0) await progress.enter('reading')
  // The other files of a check write, too, though nothing of it stays.
  if (isBundle && (run.purpose === 'check' || run.compared)) await lockRecords(client, run.accountId, type.name)
  if (name !== run.fileName) issues.enter(name)
  const found = { errors: issues.errors, warnings: issues.warnings }
  const own = progressAfter(before, progress)
  const outcome = await planFile(run, file, { ...tools, progress: own })
  if (outcome.result === 'superseded') return superseded
  const ownIssues = { errors: issues.errors - found.errors, warnings: issues.warnings - found.warnings }
  const counts = { ...countsOf(outcome), ...ownIssues, bytesRead: own.bytesRead() }
  const plan = outcome.result === 'planned' ? outcome.file : undefined
  const kept = { hold: plan?.hold, counts: { name, importType: type.name, mode, counts } }
  planned.push(isBundle || !plan ? kept : { ...kept, plan })
  const refusal = refusalOf(run, file, outcome, counts, tools)
  if (refusal) return refusal
  issues.enter(undefined)
  if (isBundle) await apply(plan, sumOfCounts(planned.map((one) => one.counts.counts)), tools)
  return undefined
}

function countsOf(outcome: Exclude<FileOutcome, { result: 'superseded' }>): RunCounts {
  return outcome.result === 'planned' ? outcome.file.counts : outcome.counts
}

function refusalOf(
  run: ClaimedRun,
  file: RunFile,
  outcome: FileOutcome,
  counts: RunCounts,
  { issues }: RunTools,
): Ending | undefined {
  if (outcome.result === 'unusable') return unusable(outcome.issue, counts)
  const { rows, rejected: count } = counts
  const limitPercent = run.settings.maxRejectedPercent
  if (count * 100 > limitPercent * rows) {
    return rejected({ reason: 'too-many-rejected', rejected: count, rows, limitPercent }, counts)
  }
  if (!contradictsManifest(run, file, counts, issues)) return undefined
  const issue = issueOf('file-manifest-mode', { params: { declared: file.declared ?? '' } })
  issues.add(issue)
  return unusable(issue, counts)
}

/**
 * A file declared as delta in which no row has a status is a full one, by all signs. The reverse is common among senders
 * who fill in a status always; it is only taken seriously where everything is.
 */
function contradictsManifest(
  { settings }: ClaimedRun,
  { name, declared }: RunFile,
  { rows }: RunCounts,
  { groups }: RunTools['issues'],
): boolean {
  const isInEveryRow = (code: string) => groups().some((g) => g.file === name && g.code === code && g.count >= rows)
  if (rows === 0 || declared === undefined || settings.mode === 'add-only') return false
  if (declared === 'delta') return isInEveryRow('value-status-missing')
  return settings.tolerance === 'strict' && isInEveryRow('value-status-in-bulk')
}

function judgeAll(run: ClaimedRun, planned: readonly Planned[], counts: RunCounts): Ending {
  if (!isToApply(run)) return { state: 'checked', counts }
  const hold = planned.find((file) => file.hold)?.hold
  const files = planned.map((file) => file.counts)
  if (hold && !(run.approval && covers(run.approval, counts, files))) return { state: 'held', counts, hold }
  return { state: 'applied', counts }
}

/** @param counts of the run so far: while the changes are written, people see which. */
async function apply(
  plan: PlannedFile | undefined,
  { bytesRead: _, bytesTotal: __, ...counts }: RunCounts,
  { progress }: RunTools,
) {
  if (!plan) return
  progress.show(counts)
  await progress.enter('applying')
  await progress.stop()
  await plan.apply()
}

/** The progress of a file as that of the whole run. */
function progressAfter(before: RunCounts, progress: Progress): Progress & { bytesRead(): number } {
  let read = 0
  return {
    ...progress,
    bytesRead: () => read,
    show: (next) => {
      read = next.bytesRead ?? read
      const sums = (['rows', 'rejected', 'applied', 'bytesRead'] as const).flatMap((name) => {
        return next[name] === undefined ? [] : [[name, next[name] + before[name]]]
      })
      progress.show({ ...next, ...(Object.fromEntries(sums) as Partial<RunCounts>) })
    },
  }
}
