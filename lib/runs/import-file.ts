// One file of a run, from its bytes to its plan: its rows are read, checked and staged, compared with each other and with
// the roster. What the plan says is judged here; it is applied by process.ts, when everything is known.
import type pg from 'pg'
import { judgeChanges, type HoldReason } from '@/lib/changes/thresholds'
import { issueOf, type Issue } from '@/lib/issues/issue'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { applyChanges } from '@/lib/roster/apply'
import { rejectDuplicateKeys, rejectRepeatedValues } from '@/lib/roster/duplicates'
import { lockRecords } from '@/lib/roster/lock'
import { planChanges, type Plan } from '@/lib/roster/plan'
import { findReferenceIssues } from '@/lib/roster/references'
import { rosterTableOf, type RosterTable } from '@/lib/roster/table-names'
import type { ClaimedRun } from './claim-run'
import type { IssueLog } from './issue-log'
import type { Progress } from './progress'
import { readFile, type ReadFile } from './read-file'
import { noCounts, type RunCounts } from './run-counts'
import type { RunFile } from './run-file'
import { newerRuns } from './same-file'

/** What a run works with. */
export type RunTools = {
  readonly tx: Tx
  readonly client: pg.ClientBase
  readonly issues: IssueLog
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** What a file would do. */
export type PlannedFile = {
  readonly counts: RunCounts
  /** Why a person should be asked first. */
  readonly hold: HoldReason | undefined
  /** Carries the plan out. */
  apply(): Promise<void>
}

export type FileOutcome =
  | { readonly result: 'planned'; readonly file: PlannedFile }
  /** The file cannot be read at all. */
  | { readonly result: 'unusable'; readonly issue: Issue; readonly counts: RunCounts }
  /** A newer full file of the template was applied meanwhile. */
  | { readonly result: 'superseded' }

/** Reads a file of a run and plans what it does. Applies nothing. */
export async function planFile(run: ClaimedRun, file: RunFile, tools: RunTools): Promise<FileOutcome> {
  const { tx, client, issues, progress } = tools
  const { accountId } = run
  const table = rosterTableOf(file.type)
  const read = await readFile(client, run, file, table, tools)
  const counts = { ...noCounts, errors: issues.errors, warnings: issues.warnings }
  if (!read.ok) return { result: 'unusable', issue: read.issue, counts }

  await progress.enter('checking')
  // A check writes nothing, so it keeps nobody waiting.
  if (run.purpose !== 'check') await lockRecords(client, accountId, file.type.name)
  const newer = await newerRuns(tx, run)
  if (newer.length > 0 && file.mode === 'full') return { result: 'superseded' }
  await compareRows(run, table, read.file, tools)
  const input = {
    ...{ accountId, templateId: run.templateId, mode: file.mode, filled: read.file.filled, newerRuns: newer },
    releasedTemplates: await deletedTemplates(tx, accountId),
    withholdDeactivations: read.file.unreadable > 0,
  }
  const plan = await planChanges(client, table, input)
  const all = { ...counts, ...countsOf(plan, read.file, issues) }
  return {
    result: 'planned',
    file: {
      counts: all,
      hold: judge(run, file, plan, all),
      apply: () => applyChanges(client, table, { ...input, runId: run.id, at: now() }, plan),
    },
  }
}

/** What the rows of the file say about each other, and about other files. */
async function compareRows(
  { accountId, settings }: ClaimedRun,
  table: RosterTable,
  { rows, filled, columnOf }: ReadFile,
  { client, issues }: RunTools,
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
  const { errors, warnings } = issues
  return { rows, rejected, applied, added, changed, deactivated, unchanged, errors, warnings }
}

function judge({ settings }: ClaimedRun, { type, mode }: RunFile, { activeBefore, groups }: Plan, counts: RunCounts) {
  const { rows, rejected, added, changed, deactivated, unchanged } = counts
  const what = { importType: type.name, isFull: mode === 'full', rows, rejected }
  const change = { activeBefore, added, changed, deactivated, unchanged, groups }
  const judgement = judgeChanges({ ...what, ...change }, settings.thresholds)
  return judgement.apply ? undefined : judgement.hold
}

async function deletedTemplates(tx: Tx, accountId: string): Promise<string[]> {
  const rows = await tx.template.findMany({ where: { accountId, deletedAt: { not: null } }, select: { id: true } })
  return rows.map(({ id }) => id)
}
