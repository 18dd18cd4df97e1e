// The rows of a delivered file on their way back: read once more from the delivered bytes, with what became of each.
//
// Cells go back as they came, because it is their sender who reads them and corrected rows are to be sent again; but not
// secrets that are never kept, nor national ids, health and the like in columns that nobody has mapped: those are blank.
// Where nobody knows which cell of a row stands in which column, all of its cells are.
import { readRows } from '@/lib/csv/read-rows'
import type { CsvRow } from '@/lib/csv/write-csv'
import { fillsOf } from '@/lib/mapping/file-mapping'
import { normalise } from '@/lib/mapping/header-words'
import { matchColumns, type MatchSettings } from '@/lib/mapping/match-columns'
import { isSensitiveHeader } from '@/lib/mapping/sensitive-column'
import { resultsByLine, type RowResult } from '@/lib/outbox-files/row-results'
import type { Prisma } from '@/lib/platform/db'
import { describeRun } from './claim-run'
import { readOptions } from './read-file'
import { replyColumns, type LineIssues, type Reply } from './reply-file'
import { hasItsCells } from './row-taker'
import { filesOf, type RunFile } from './run-file'

type Told = {
  readonly reply: Reply
  readonly run: Prisma.RunGetPayload<object>
  /** What became of the file. */
  readonly about: string
  readonly lines: ReadonlyMap<number, LineIssues>
}

/** @returns undefined if the file cannot be read again. */
export async function rowsOfReply(told: Told): Promise<AsyncGenerator<CsvRow> | undefined> {
  const run = await describeRun(told.run.id)
  const opened = run && (await filesOf(run))
  const [file, ...more] = opened && 'files' in opened ? opened.files : []
  return run && file && more.length === 0 ? rowsOf(file, run.settings, told) : undefined
}

async function* rowsOf(
  file: RunFile,
  settings: MatchSettings,
  { reply, run, about, lines }: Told,
): AsyncGenerator<CsvRow> {
  const { mapping } = file
  const resultOf = resultsByLine(reply.results ?? new Uint8Array())
  const columns = mapping.columns.toSorted((a, b) => a.position - b.position).map(({ header }) => header)
  let secret: ReadonlySet<number> | undefined
  let width = columns.length
  const whole = lines.get(0)
  const begin = function* (header: readonly string[], isInFile: boolean): Generator<CsvRow> {
    width = header.length
    secret = secretPositions(file, settings, isInFile ? header : null, width)
    yield [...header, ...replyColumns]
    const reason = whole ? `${about} ${whole.reason}` : about
    yield [...header.map(() => ''), '', 'file', whole?.codes ?? '', reason]
  }
  for await (const events of readRows(await file.open(), mapping.dialect, readOptions(file))) {
    for (const event of events) {
      if (event.type === 'header') yield* begin(event.cells, true)
      else if (event.type === 'row' || event.type === 'badRow') {
        if (!secret) yield* begin(columns, false)
        const { line } = event
        const isAstray = event.type === 'badRow' && !hasItsCells(event, width) && (secret?.size ?? 0) > 0
        const isBlank = (at: number) => isAstray || secret?.has(at)
        const cells = Array.from({ length: width }, (_, at) => (isBlank(at) ? '' : (event.cells[at] ?? '')))
        const issues = lines.get(line)
        const result = resultFor(run, issues?.isError ? 'rejected' : resultOf(line))
        yield [...cells, String(line), result, issues?.codes ?? '', issues?.reason ?? '']
      }
    }
  }
  if (!secret) yield* begin(columns, false)
}

/** Of a file that waits, or was given up, a good row was not applied either. */
function resultFor({ state }: Told['run'], result: RowResult): string {
  if (result === 'rejected' || state === 'applied' || state === 'checked' || state === 'rolledBack') return result
  return state === 'held' ? 'held' : 'not-applied'
}

function secretPositions(
  { type, mapping }: RunFile,
  settings: MatchSettings,
  header: readonly string[] | null,
  width: number,
): ReadonlySet<number> {
  const discarded = type.fields.filter((field) => field.discarded)
  const fields = new Set(discarded.map(({ name }) => name))
  const names = new Set(discarded.flatMap(({ name, synonyms = [] }) => [name, ...synonyms]).map(normalise))
  // As they were found when the file was read: also where only the case of a header differs.
  const found = header ? matchColumns(mapping, header, type, settings).positions : undefined
  const positions = Array.from({ length: width }, (_, at) => at).filter((at) => {
    const column = mapping.columns.find((one) => (found ? found.get(one) : one.position) === at)
    const name = header?.[at] ?? column?.header ?? ''
    const filled = column ? fillsOf(column).map(({ field }) => field) : []
    if (filled.length > 0) return filled.some((field) => fields.has(field))
    return names.has(normalise(name)) || isSensitiveHeader(name)
  })
  return new Set(positions)
}
