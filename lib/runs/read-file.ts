// The first half of a run: the bytes are read as rows, the columns become fields; rows that are as last time are passed
// over, all others are checked and staged. What is wrong with a row costs that row; what is wrong with the file or its
// header ends the run.
import type pg from 'pg'
import type { CsvEvent } from '@/lib/csv/csv-event'
import type { KeyTable } from '@/lib/delta/key-table'
import { readDelta } from '@/lib/delta/read-delta'
import type { Issue } from '@/lib/issues/issue'
import { openFirstLoad, type FirstLoad } from '@/lib/roster/first-load'
import { openStage, type Stage } from '@/lib/roster/stage'
import type { NewRecords } from '@/lib/roster/staged-row'
import type { RosterTable } from '@/lib/roster/table-names'
import type { ClaimedRun } from './claim-run'
import { headerElsewhere, headerUnexpected } from './header-elsewhere'
import { notYetTold } from './told-columns'
import type { IssueLog } from './issue-log'
import type { Progress } from './progress'
import { compileReading, type RowReading } from './row-reading'
import { noRows, rowTaker, type RowCounts, type RowTaker } from './row-taker'
import type { RunFile } from './run-file'

/** Load: its good rows went straight into the table. */
export type ReadFile = RowCounts & RowReading & { readonly load?: FirstLoad | undefined }

type Tools = {
  readonly issues: IssueLog
  readonly progress: Progress
  readonly signal: AbortSignal
  /** What is known of the rows of last time; learns those of this time. */
  readonly keys: KeyTable
  /** Fields that may name a record which is not there any more, if the keys know which. */
  readonly lost: ReadonlySet<string>
  /** Keeps the keys that were met for the first time. */
  readonly keepKeys: (list: Uint8Array) => Promise<void> | undefined
  /** What its rows become, if they are the first of their type. */
  readonly first?: NewRecords | undefined
}

/**
 * Reads a run's file into the stage of the client's transaction.
 * @returns the issue that makes the whole file unusable, or what was read.
 * @throws what broke on our side; the transaction cannot go on then.
 */
export async function readFile(
  client: pg.ClientBase,
  run: ClaimedRun,
  runFile: RunFile,
  table: RosterTable,
  tools: Tools,
): Promise<{ ok: true; file: ReadFile } | { ok: false; issue: Issue }> {
  const { first, keys } = tools
  const load = first && (await openFirstLoad(client, table, first, () => !keys.isFull))
  const stage = load ?? (await openStage(client, table))
  try {
    const result = await readInto(stage, run, runFile, table, tools)
    await stage.close()
    return result.ok ? { ok: true, file: { ...result.file, load } } : result
  } catch (error) {
    await stage.abort()
    throw error
  }
}

/** What is found out on the way. */
type Reading = {
  reading?: RowReading
  taker?: RowTaker
  refused?: Issue
  /** Columns found by name that stand elsewhere: told once, not every night. */
  moved?: readonly Issue[]
}

async function readInto(stage: Stage, run: ClaimedRun, runFile: RunFile, table: RosterTable, tools: Tools) {
  const { issues, progress, signal, keys, lost, keepKeys } = tools
  const counts: RowCounts = { ...noRows }
  const on: Reading = {}
  const unexpected = await headerUnexpected(runFile)
  if (unexpected) {
    issues.add(unexpected)
    return { ok: false as const, issue: unexpected }
  }
  const source = countBytes(await runFile.open())
  const unusable: Issue[] = []
  const refuse = (found: readonly Issue[]) => {
    unusable.push(...found)
    on.refused ??= found.find(({ severity }) => severity === 'error')
  }
  const compile = (header: readonly string[] | null) => {
    const { issues: found, reading } = compileReading(run, runFile, table, header, lost)
    if (!reading) return refuse(found)
    found.filter(({ code }) => code !== 'header-column-order').forEach(issues.add)
    on.moved = found.filter(({ code }) => code === 'header-column-order')
    const saysLess = found.some(({ code }) => code === 'header-column-left-out')
    // Without their raw keys, no row is passed over.
    on.reading = saysLess ? { ...reading, watched: { ...reading.watched, key: undefined } } : reading
    on.taker = rowTaker(on.reading, { table, stage, keys, issues, counts, width: header?.length, saysLess })
  }
  const takeEvents = async (events: readonly CsvEvent[]) => {
    for (const event of events) {
      if (event.type === 'header') compile(event.cells)
      else if (event.type === 'fileIssue') refuse([event.issue])
      else if (event.type === 'footer') issues.add(event.issue)
      else {
        const behind = on.taker?.takeRow(event.line, event.cells, event.type === 'badRow' ? event : undefined)
        if (behind) await behind
      }
    }
  }
  const { dialect } = runFile.mapping
  if (dialect.headerLine === 0) compile(null)
  const options = { ...readOptions(runFile), table: keys, watch: () => on.reading?.watched }

  for await (const piece of readDelta(source.bytes, dialect, options)) {
    signal.throwIfAborted()
    if (piece.type === 'rows') await on.taker?.takeBlock(piece)
    else await takeEvents(piece.events)
    if (on.refused) break
    await keepKeys(keys.takeNewKeys())
    const { rows, rejected } = counts
    const { errors, warnings } = issues
    progress.show({ rows, rejected, applied: rows - rejected, errors, warnings, bytesRead: source.read() })
  }
  if (on.refused) {
    const elsewhere = await headerElsewhere(runFile, on.refused)
    for (const issue of elsewhere ? [elsewhere] : unusable) issues.add(issue)
    return { ok: false as const, issue: elsewhere ?? on.refused }
  }
  if (!on.reading) throw new Error('a file was read without knowing how')
  for (const issue of await notYetTold(run, runFile, on.moved ?? [])) issues.add(issue)
  return { ok: true as const, file: Object.assign(counts, on.reading) }
}

/**
 * Reads the file once more, for the rows that were passed over and are marked to be looked at all the same.
 * @throws Error if they are not there any more.
 */
export async function readAgain(
  client: pg.ClientBase,
  runFile: RunFile,
  table: RosterTable,
  file: ReadFile,
  { issues, keys, signal }: Pick<Tools, 'issues' | 'keys' | 'signal'>,
): Promise<void> {
  const stage = await openStage(client, table, { goesOn: true })
  const taker = rowTaker(file, { table, stage, keys, issues, counts: file, width: undefined })
  try {
    const options = { ...readOptions(runFile), table: keys, watch: () => file.watched, lookAgain: true }
    for await (const piece of readDelta(await runFile.open(), runFile.mapping.dialect, options)) {
      signal.throwIfAborted()
      if (piece.type === 'rows') await taker.takeAgain(piece)
    }
    if (file.lookAgain !== 0) throw new Error(`${file.lookAgain} rows were not found again in the file`)
    await stage.close()
  } catch (error) {
    await stage.abort()
    throw error
  }
}

/** Headers help to tell another delimiter. In a file without header they say how wide a row is, if all are known. */
export function readOptions({ mapping }: RunFile) {
  const columns = mapping.columns.toSorted((a, b) => a.position - b.position)
  const isComplete = columns.every(({ position }, index) => position === index)
  return mapping.dialect.headerLine > 0 || isComplete ? { expectHeader: columns.map(({ header }) => header) } : {}
}

function countBytes(source: AsyncIterable<Uint8Array>) {
  let read = 0
  async function* bytes() {
    for await (const chunk of source) {
      read += chunk.byteLength
      yield chunk
    }
  }
  return { bytes: bytes(), read: () => read }
}
