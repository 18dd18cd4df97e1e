// One file of a run, from its bytes to its plan: its rows are read, checked and staged, compared with each other and with
// the roster. What the plan says is judged here; it is applied by process.ts, when everything is known.
import type pg from 'pg'
import { activeThatSuffices, judgeChanges, type HoldReason, type Touched } from '@/lib/changes/thresholds'
import type { KeyTable } from '@/lib/delta/key-table'
import { issueOf, type Issue } from '@/lib/issues/issue'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { applyChanges } from '@/lib/roster/apply'
import { rejectDuplicateKeys, rejectRepeatedValues } from '@/lib/roster/duplicates'
import { lockRecords } from '@/lib/roster/lock'
import { keysBeside, mayLoadFirst, showAsStage, stageShared, type FirstLoad } from '@/lib/roster/first-load'
import { planChanges, type Plan, type PlanInput } from '@/lib/roster/plan'
import { findReferenceIssues, unsettledKeys } from '@/lib/roster/references'
import { rejectRepeatedHeader } from '@/lib/roster/repeated-header'
import { indexStage } from '@/lib/roster/stage'
import type { NewRecords } from '@/lib/roster/staged-row'
import { rosterTableOf, type RosterTable } from '@/lib/roster/table-names'
import type { ClaimedRun } from './claim-run'
import type { IssueLog } from './issue-log'
import type { Progress } from './progress'
import { readFile, type ReadFile } from './read-file'
import { lookAgain, nameMemory, openMemory, writeMemory, type Memory } from './row-memory'
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
  /** Is told of a file while its rows are staged and planned. */
  planned?(rows: PlannedRows): Promise<void>
  /** Does something when the run has ended, well or not. */
  atEnd(close: () => Promise<void>): void
}

/** The rows of a planned file, as long as they are staged. */
export type PlannedRows = {
  readonly file: RunFile
  readonly read: ReadFile
  readonly plan: Plan
  readonly hold: HoldReason | undefined
  /** The log its issues are in, beside those of other files. */
  readonly issues: IssueLog
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
  const { accountId, settings } = run
  const table = rosterTableOf(file.type)
  const releasedTemplates = await deletedTemplates(tx, accountId)
  const memory = await openMemory(run, file, table, releasedTemplates, tools)
  const first = await firstRecords(run, file, table, memory, client)
  const read = await readFile(client, run, file, table, { ...tools, ...memory, first })
  const counts = { ...noCounts, errors: issues.errors, warnings: issues.warnings }
  if (!read.ok) return { result: 'unusable', issue: read.issue, counts }

  await progress.enter('checking')
  // A check writes nothing, so it keeps nobody waiting.
  if (run.purpose !== 'check' && !run.compared) await lockRecords(client, accountId, file.type.name)
  const newer = await newerRuns(tx, run)
  if (newer.length > 0 && file.mode === 'full') return { result: 'superseded' }
  const absent = await lookAgain(file, table, read.file, memory, tools)
  if (hasFew(read.file)) await indexStage(client, table)
  await compareRows(run, table, read.file, memory.keys, tools)
  const input = {
    ...{ accountId, templateId: run.templateId, mode: file.mode, filled: read.file.filled, newerRuns: newer },
    ...{ releasedTemplates, withholdDeactivations: read.file.unreadable > 0 },
    ...{ passedOver: read.file.passedOver, groupRowsMin: Math.max(1, settings.thresholds.minRows) },
    ...{ absentKeys: absent, few: hasFew(read.file), loaded: read.file.load?.loaded },
    activeEnough: (touched: Touched) => activeThatSuffices(touched, settings.thresholds),
  }
  const plan = await planChanges(client, table, input)
  const all = { ...counts, ...countsOf(plan, read.file, issues) }
  const hold = judge(run, file, plan, all)
  await tools.planned?.({ file, read: read.file, plan, hold, issues })
  return {
    result: 'planned',
    file: {
      counts: all,
      hold,
      apply: () => applyPlan(memory, table, input, plan, run, client),
    },
  }
}

/** Whether the run is about changing the roster: a check or a comparison is not. */
export const isToApply = ({ purpose }: ClaimedRun) => purpose === 'delivery' || purpose === 'import'

/** @returns what its rows become, if they are the account's first of their type and are to be applied. */
async function firstRecords(
  run: ClaimedRun,
  { type, rowsExpected }: RunFile,
  table: RosterTable,
  { snapshot }: Memory,
  client: pg.ClientBase,
): Promise<NewRecords | undefined> {
  const { id: runId, accountId, templateId } = run
  const may = () => mayLoadFirst(client, table, { accountId, rowsExpected })
  // Whoever finds records keeps nobody waiting while it reads.
  if (!isToApply(run) || snapshot?.known || !(await may())) return undefined
  await lockRecords(client, accountId, type.name)
  return (await may()) ? { accountId, templateId, runId, at: now() } : undefined
}

async function applyPlan(
  memory: Memory,
  table: RosterTable,
  input: PlanInput,
  plan: Plan,
  run: ClaimedRun,
  client: pg.ClientBase,
): Promise<void> {
  const [applied, written] = await Promise.allSettled([
    applyChanges(client, table, { ...input, runId: run.id, at: now() }, plan),
    writeMemory(memory, input),
  ])
  if (applied.status === 'rejected') throw applied.reason
  if (written.status === 'rejected') throw written.reason
  await nameMemory(client, memory, written.value)
}

/** Whether few rows are staged, compared with the records there are. */
const hasFew = ({ rows, passedOver }: ReadFile) => rows - passedOver < passedOver / 10

/** What the rows of the file say about each other, and about other files. */
export async function compareRows(
  { accountId, settings }: ClaimedRun,
  table: RosterTable,
  read: ReadFile,
  keys: KeyTable,
  { client, issues }: RunTools,
): Promise<void> {
  const { rows, duplicates, filled, mapping, headerKey, load } = read
  const { columnOf } = mapping
  if (rows === 0) issues.add(issueOf('file-no-rows'))
  let rejected = 0
  // To ask for a key is no work where the rows were looked up one by one anyway, and much where they were not.
  const mayRepeatHeader = headerKey && (hasFew(read) || keys.lookAgain(headerKey) !== 'absent')
  const sharesKeys = duplicates > 0 || keys.isFull
  if (load) await stageShared(client, table, load, { sharesKeys, headerKey: mayRepeatHeader ? headerKey : undefined })
  if (mayRepeatHeader) rejected += await rejectRepeatedHeader(client, table, headerKey, issues.add)
  if (sharesKeys) {
    rejected += await rejectDuplicateKeys(client, table, settings.tolerance, issues.add)
  }
  rejected += await rejectRepeatedValues(client, table, columnOf, issues.add)
  const hasKey = load && (await keyFinder(client, table, load, keys))
  if (load) await showAsStage(client, table, load)
  const staged = { few: hasFew(read), named: load?.named, hasKey }
  const references = await findReferenceIssues(client, table, filled, accountId, columnOf, staged)
  references.issues.forEach(issues.add)
  for (const [code, count] of references.more) issues.count(code, 'warning', count)
  for await (const key of unsettledKeys(client, table, references, rejected > 0)) keys.setDirty(key)
}

/** Says of a key whether a loaded row has it; undefined if that cannot be told. */
async function keyFinder(client: pg.ClientBase, table: RosterTable, load: FirstLoad, keys: KeyTable) {
  const beside = load.named && (await keysBeside(client, table, load))
  // No row of a first load was passed over, so none is marked by being asked for.
  return beside && ((value: string) => !beside.has(value) && keys.lookAgain([value]) === 'listed')
}

function countsOf(plan: Plan, { rows, unreadable }: ReadFile, issues: IssueLog): Partial<RunCounts> {
  if (plan.withheld > 0) {
    issues.add(issueOf('deactivations-withheld', { params: { count: plan.withheld, rows: unreadable } }))
  }
  const { added, changed, deactivated, unchanged } = plan
  const rejected = plan.rejected + unreadable
  const applied = rows - rejected
  if (plan.staged !== rows - unreadable) throw new Error(`${rows} rows were read, but ${plan.staged} planned`)
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
