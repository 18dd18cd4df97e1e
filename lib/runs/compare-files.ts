// The files of a replay or a shadow run: read and planned with the edited template as any check is, and then read once
// more with the version there is, so that both can be compared row by row. Nothing is applied.
//
// The files of a replayed bundle are checked first as a delivery would be, each applied before the next is planned and all
// taken back at the end; then each is compared by itself. A shadow run locks no records, because the next night must not
// wait for it: its files are planned against the roster as the live run has left it.
import { keyTable } from '@/lib/delta/key-table'
import type { HoldReason } from '@/lib/changes/thresholds'
import {
  compareStages,
  dropComparison,
  rejectedIn,
  setStageAside,
  stageNothing,
  type Reading,
} from '@/lib/roster/compare-stages'
import { keepReasons, keepRosterDifferences, keepRowDifferences, type Keeping } from '@/lib/roster/keep-differences'
import { rosterTableOf, type RosterTable } from '@/lib/roster/table-names'
import type { ClaimedRun, ComparedVersion } from './claim-run'
import type { ComparedFile } from './comparison'
import type { Ending } from './end-run'
import { compareRows, planFile, type PlannedRows, type RunTools } from './import-file'
import { importFiles } from './import-files'
import { issueLog, type IssueLog } from './issue-log'
import type { Progress } from './progress'
import { readFile, type ReadFile } from './read-file'
import { filesOf, type RunFile, type RunFiles } from './run-file'

/** What is found out on the way. */
type Found = {
  readonly files: ComparedFile[]
  readonly issuesBefore: Record<string, number>
  readonly kept: { count: number }
  hold: HoldReason | undefined
  refusedBefore: boolean
}

type Comparing = {
  readonly run: ClaimedRun
  /** The same run as the version there is would make it. */
  readonly runBefore: ClaimedRun
  readonly compared: ComparedVersion
  readonly tools: RunTools
  readonly found: Found
}

/** Checks the files of a run with its edited template, and compares them with the version there is. */
export async function compareFiles(run: ClaimedRun, opened: RunFiles, tools: RunTools): Promise<Ending> {
  const { compared } = run
  if (!compared) throw new Error(`run ${run.id} has nothing to be compared with`)
  await tools.client.query('delete from run_differences where run_id = $1', [run.id])
  const runBefore: ClaimedRun = { ...run, members: compared.members, settings: compared.settings }
  const openedBefore = await filesOf(runBefore)
  const filesBefore = openedBefore && 'files' in openedBefore ? openedBefore.files : []
  const found: Found = {
    ...{ files: [], issuesBefore: {}, kept: { count: 0 }, hold: undefined },
    refusedBefore: filesBefore.length === 0,
  }
  const comparing = { run, runBefore, compared, tools, found }
  const planned = async (rows: PlannedRows) => {
    found.files.push(await compareFile(filesBefore.find(isSame(rows.file)), rows, comparing))
  }
  const ending = await checkFiles(run, opened, tools, planned)
  const isRead = (file: RunFile) => found.files.some(({ name, importType }) => isSame(file)({ name, importType }))
  for (const file of filesBefore.filter((one) => !isRead(one))) await readAlone(file, comparing)
  const { files, issuesBefore, hold, refusedBefore } = found
  const { liveRunId } = compared
  return { ...ending, comparison: { files, issuesBefore, refusedBefore, liveRunId, hold: hold ?? null } }
}

const isSame =
  (file: RunFile) =>
  (other: { readonly name: string; readonly type?: { name: string }; readonly importType?: string }) =>
    other.name === file.name && (other.type?.name ?? other.importType) === file.type.name

async function checkFiles(
  run: ClaimedRun,
  opened: RunFiles,
  tools: RunTools,
  planned: (rows: PlannedRows) => Promise<void>,
): Promise<Ending> {
  if (opened.files.length === 1 || run.purpose === 'shadow') return importFiles(run, opened, { ...tools, planned })
  const ending = await importFiles(run, opened, tools)
  if (ending.state !== 'checked') return ending
  for (const file of opened.files) {
    const issues = issueLog()
    await planFile(run, file, { ...tools, issues, progress: quiet, planned })
    issues.discard()
  }
  return ending
}

async function compareFile(
  fileBefore: RunFile | undefined,
  { file, read, plan, hold, issues }: PlannedRows,
  comparing: Comparing,
): Promise<ComparedFile> {
  const { run, compared, tools, found } = comparing
  const { client } = tools
  const { name, type } = file
  const table = rosterTableOf(type)
  found.hold ??= hold
  await setStageAside(client, table)
  const log = issueLog()
  const before = fileBefore && (await readBefore(fileBefore, table, log, comparing))
  if (!before) await stageNothing(client, table)
  const what = {
    ...{ accountId: run.accountId, templateId: run.templateId, liveRunId: compared.liveRunId },
    before: readingOf(before, fileBefore),
    after: readingOf(read, file),
  }
  const { same, rejectedBefore, kinds } = await compareStages(client, table, what)
  const keeping: Keeping = { runId: run.id, file: name, table, kept: found.kept }
  await keepRowDifferences(client, keeping, what, kinds)
  await keepRosterDifferences(client, keeping, { accountId: run.accountId, filled: read.filled }, plan)
  await keepReasons(client, keeping, 'newly-rejected', reasonsIn(issues, name))
  await keepReasons(client, keeping, 'newly-accepted', reasonsIn(log, name))
  await dropComparison(client, table)
  log.discard()
  const rejected = plan.rejected + read.unreadable
  return {
    ...{ name, importType: type.name, same, kinds },
    before: before ? countsBefore(before, rejectedBefore, comparing) : null,
    after: { rows: read.rows, rejected },
    rejectedByBoth: Math.max(0, rejected - kinds['newly-rejected']),
  }
}

/** Stages the rows as the version there is reads them. @returns undefined if it cannot. */
async function readBefore(
  file: RunFile,
  table: RosterTable,
  issues: IssueLog,
  { runBefore, tools, found }: Comparing,
): Promise<ReadFile | undefined> {
  const { client, signal } = tools
  const keys = keyTable({ rowsExpected: file.rowsExpected, seed: 0n })
  const reading = { issues, progress: quiet, signal, keys, lost: new Set<string>(), keepKeys: () => undefined }
  const read = await readFile(client, runBefore, file, table, reading)
  if (read.ok) await compareRows(runBefore, table, read.file, keys, { ...tools, issues })
  else found.refusedBefore = true
  for (const [code, count] of Object.entries(issues.counts())) {
    found.issuesBefore[code] = (found.issuesBefore[code] ?? 0) + count
  }
  return read.ok ? read.file : undefined
}

function countsBefore({ rows, unreadable }: ReadFile, staged: number, { runBefore, found }: Comparing) {
  const rejected = staged + unreadable
  if (rejected * 100 > runBefore.settings.maxRejectedPercent * rows) found.refusedBefore = true
  return { rows, rejected }
}

/** A file that the edited template refuses, or does not know: what the version there is makes of it. */
async function readAlone(file: RunFile, comparing: Comparing): Promise<void> {
  const { client } = comparing.tools
  const table = rosterTableOf(file.type)
  await dropComparison(client, table)
  const log = issueLog()
  const read = await readBefore(file, table, log, comparing)
  const before = read ? countsBefore(read, await rejectedIn(client, table), comparing) : null
  await dropComparison(client, table)
  log.discard()
  const nothing = { after: null, same: 0, rejectedByBoth: 0, kinds: {} }
  comparing.found.files.push({ name: file.name, importType: file.type.name, before, ...nothing })
}

function readingOf(read: ReadFile | undefined, file: RunFile | undefined): Reading {
  const isWhole = read !== undefined && file?.mode === 'full' && read.unreadable === 0
  return { filled: read?.filled ?? [], deactivatesAbsent: isWhole }
}

/** The errors of each line; without a line of its own an issue is about no row. */
function reasonsIn(issues: IssueLog, file: string) {
  const byLine = new Map<number, object[]>()
  for (const issue of issues.kept()) {
    const { line, severity } = issue
    if (line === undefined || severity !== 'error' || (issue.file ?? file) !== file) continue
    byLine.set(line, [...(byLine.get(line) ?? []), issue])
  }
  return [...byLine].map(([line, found]) => ({ line, issues: found }))
}

/** The second reading of a file shows no progress of its own. */
const quiet: Progress = {
  show: () => undefined,
  enter: () => Promise.resolve(),
  stop: () => Promise.resolve(),
}
