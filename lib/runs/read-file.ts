// The first half of a run: the bytes are read as rows, the columns become fields, every row is checked and staged.
// What is wrong with a row costs that row; what is wrong with the file or its header ends the run.
import type pg from 'pg'
import type { BadRowEvent } from '@/lib/csv/csv-event'
import { readRows } from '@/lib/csv/read-rows'
import type { Issue } from '@/lib/issues/issue'
import { compileMapping, type CompiledMapping } from '@/lib/mapping/compile-mapping'
import { now } from '@/lib/platform/clock'
import { rowHasher } from '@/lib/roster/row-hash'
import { openStage, type Stage } from '@/lib/roster/stage'
import type { FieldColumn, RosterTable } from '@/lib/roster/table-names'
import { compileValidator, type Validator } from '@/lib/validation/compile-validator'
import type { ClaimedRun } from './claim-run'
import type { IssueLog } from './issue-log'
import type { Progress } from './progress'
import type { RunFile } from './run-file'

export type ReadFile = {
  /** Data rows, good and bad. */
  rows: number
  /** Rows that failed their check. */
  rejected: number
  /** Of the rejected: rows of which nobody knows which record they stand for. */
  unreadable: number
  /** The columns of the roster that the file fills. */
  filled: readonly FieldColumn[]
  /** The file's header for a field. */
  columnOf: (field: string) => string | undefined
}

type Tools = {
  readonly issues: IssueLog
  readonly progress: Progress
  readonly signal: AbortSignal
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
  const stage = await openStage(client, table)
  try {
    const result = await readInto(stage, run, runFile, table, tools)
    await stage.close()
    return result
  } catch (error) {
    await stage.abort()
    throw error
  }
}

async function readInto(stage: Stage, run: ClaimedRun, runFile: RunFile, table: RosterTable, tools: Tools) {
  const { issues, progress, signal } = tools
  const { dialect } = runFile.mapping
  const file: ReadFile = { rows: 0, rejected: 0, unreadable: 0, filled: [], columnOf: () => undefined }
  const source = countBytes(await runFile.open())
  let taker = dialect.headerLine === 0 ? rowTaker(stage, run, runFile, table, null, file, issues) : undefined
  let refused = taker?.refused

  for await (const batch of readRows(source.bytes, dialect, readOptions(runFile))) {
    signal.throwIfAborted()
    for (const event of batch) {
      if (event.type === 'fileIssue') {
        issues.add(event.issue)
        refused ??= event.issue
      } else if (event.type === 'header') {
        taker = rowTaker(stage, run, runFile, table, event.cells, file, issues)
        refused ??= taker.refused
      } else if (taker?.take) {
        file.rows++
        const behind = taker.take(event.line, event.cells, event.type === 'badRow' ? event : undefined)
        if (behind) await behind
      }
    }
    if (refused) break
    const { rows, rejected } = file
    const { errors, warnings } = issues
    progress.show({ rows, rejected, applied: rows - rejected, errors, warnings, bytesRead: source.read() })
  }
  return refused ? { ok: false as const, issue: refused } : { ok: true as const, file }
}

/** Headers help to tell another delimiter. In a file without header they say how wide a row is, if all are known. */
function readOptions({ mapping }: RunFile) {
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

type RowTaker = {
  /** Checks and stages a row; a promise is to be waited for. */
  take?: (line: number, cells: readonly string[], bad: BadRowEvent | undefined) => Promise<void> | undefined
  /** Why no row of the file can be read. */
  refused?: Issue
}

/** Compiles, for the header of this file, what is done with each row. */
function rowTaker(
  stage: Stage,
  run: ClaimedRun,
  runFile: RunFile,
  table: RosterTable,
  header: readonly string[] | null,
  file: ReadFile,
  issues: IssueLog,
): RowTaker {
  const { columnMatching, tolerance } = run.settings
  const mapping = compileMapping(runFile.mapping, header, runFile.type, { columnMatching, tolerance })
  for (const issue of mapping.ok ? mapping.warnings : mapping.issues) issues.add(issue)
  if (!mapping.ok) return { refused: mapping.issues.find(({ severity }) => severity === 'error') }
  const validator = validatorOf(run, runFile, mapping)
  file.filled = filledColumns(runFile, table, mapping)
  file.columnOf = mapping.columnOf
  const hashOf = rowHasher(file.filled)

  const reject = (line: number, values: Parameters<Validator['keyOf']>[0]) => {
    file.rejected++
    const key = validator.keyOf(values)
    const isReadable = key?.every((part) => !part.includes('\uFFFD'))
    if (!isReadable) file.unreadable++
    return isReadable ? stage.write({ line, values, hash: null, rejected: true, deactivates: false }) : undefined
  }
  const take: RowTaker['take'] = (line, cells, bad) => {
    if (bad) issues.add(bad.issue)
    if (bad && !hasItsCells(bad, header?.length)) return reject(line, [])
    const { values, ok, deactivates, issues: found } = validator.check(mapping.apply(cells), line)
    if (bad) return reject(line, values)
    for (const issue of found) issues.add(issue)
    return ok ? stage.write({ line, values, hash: hashOf(values), rejected: false, deactivates }) : reject(line, values)
  }
  return { take }
}

function validatorOf(
  { settings, timeZone }: ClaimedRun,
  { type, mode }: RunFile,
  { columnOf }: CompiledMapping,
): Validator {
  const { dateFormats, tolerance } = settings
  // Sweden writes dates as ISO 8601 does.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now())
  return compileValidator(type, { dateFormats, tolerance, partial: mode === 'partial', today, columnOf })
}

/** A full file says nothing in the fields that are for partial ones, so it does not empty them either. */
function filledColumns({ mapping, mode }: RunFile, table: RosterTable, { columnOf }: CompiledMapping) {
  return table.columns.filter(({ field }) => {
    const isFilled = columnOf(field.name) !== undefined || Object.hasOwn(mapping.constants, field.name)
    return isFilled && (mode === 'partial' || !field.partialOnly)
  })
}

/** Damage within a cell leaves the others where they are. A wrong quote or number of cells does not. */
function hasItsCells({ cells, issue }: BadRowEvent, width: number | undefined): boolean {
  const isLocal = ['row-encoding', 'row-nul', 'row-cell-too-long'].includes(issue.code)
  return isLocal && cells.length === width
}
