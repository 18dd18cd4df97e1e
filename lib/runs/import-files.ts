// All files of a run together: planned one after the other, and applied or given up as one. Those of a bundle refer to
// each other, so each is applied before the next is planned, and all are taken back if the run ends up held, rejected or
// was only a check.
import { issueOf } from '@/lib/issues/issue'
import { lockRecords } from '@/lib/roster/lock'
import { covers } from './approval'
import type { ClaimedRun } from './claim-run'
import type { Ending } from './end-run'
import { planFile, type FileOutcome, type PlannedFile, type RunTools } from './import-file'
import type { Progress } from './progress'
import { noCounts, sumOfCounts, type RunCounts, type RunFileCounts } from './run-counts'
import type { RunFile, RunFiles } from './run-file'
import { rejected, superseded, unusable } from './refusals'

type Planned = { readonly plan: PlannedFile; readonly counts: RunFileCounts }

/** Plans the files of a run, each in its turn, and applies them if that is what is to become of them. */
export async function importFiles(run: ClaimedRun, { files, bytesTotal }: RunFiles, tools: RunTools): Promise<Ending> {
  const isBundle = files.length > 1
  if (isBundle) await tools.client.query('savepoint files')
  const planned: Planned[] = []
  const ending = await planAll(run, files, planned, { ...tools, isBundle })
  const { errors, warnings } = tools.issues
  const bytes = { bytesRead: bytesTotal, bytesTotal }
  const counts = { ...sumOfCounts(planned.map((file) => file.counts.counts)), ...bytes, errors, warnings }
  const end = ending ?? judgeAll(run, planned, counts)
  if (isBundle && end.state !== 'applied') await tools.client.query('rollback to savepoint files')
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
  const { client, issues, progress, isBundle } = tools
  for (const file of files) {
    const before = sumOfCounts(planned.map(({ counts }) => counts.counts))
    if (planned.length > 0) await progress.enter('reading')
    // The other files of a check write, too, though nothing of it stays.
    if (isBundle && run.purpose === 'check') await lockRecords(client, run.accountId, file.type.name)
    if (file.name !== run.fileName) issues.enter(file.name)
    const found = { errors: issues.errors, warnings: issues.warnings }
    const outcome = await planFile(run, file, { ...tools, progress: progressAfter(before, progress) })
    const ownIssues = { errors: issues.errors - found.errors, warnings: issues.warnings - found.warnings }
    if (outcome.result === 'superseded') return superseded
    const counts = { ...countsOf(outcome), ...ownIssues }
    planned.push({
      plan: outcome.result === 'planned' ? outcome.file : nothingPlanned,
      counts: { name: file.name, importType: file.type.name, mode: file.mode, counts },
    })
    const refusal = refusalOf(run, file, outcome, counts, tools)
    if (refusal) return refusal
    issues.enter(undefined)
    const soFar = sumOfCounts(planned.map((one) => one.counts.counts))
    if (isBundle && outcome.result === 'planned') await apply(outcome.file, soFar, tools)
  }
  return undefined
}

const nothingPlanned: PlannedFile = { counts: noCounts, hold: undefined, apply: () => Promise.resolve() }

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
  if (run.purpose === 'check') return { state: 'checked', counts }
  const hold = planned.find(({ plan }) => plan.hold)?.plan.hold
  const files = planned.map((file) => file.counts)
  if (hold && !(run.approval && covers(run.approval, counts, files))) return { state: 'held', counts, hold }
  return { state: 'applied', counts }
}

/** @param counts of the run so far: while the changes are written, people see which. */
async function apply(
  plan: PlannedFile,
  { bytesRead: _, bytesTotal: __, ...counts }: RunCounts,
  { progress }: RunTools,
) {
  progress.show(counts)
  await progress.enter('applying')
  await progress.stop()
  await plan.apply()
}

/** The progress of a file as that of the whole run. */
function progressAfter(before: RunCounts, progress: Progress): Progress {
  return {
    ...progress,
    show: (next) => {
      const { rows = 0, rejected: bad = 0, applied = 0, bytesRead = 0 } = next
      const sums = { rows, rejected: bad, applied, bytesRead }
      const entries = Object.entries(sums).map(([name, value]) => [name, value + before[name as keyof typeof sums]])
      progress.show({ ...next, ...(Object.fromEntries(entries) as typeof sums) })
    },
  }
}
