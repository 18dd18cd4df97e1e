// How an unknown CSV file is written, for the wizard: delimiter by constant width with quotes respected, then the header
// row (console.md B1, B2). It proposes, with its reason and the next best delimiter; a person decides, the template keeps it.
import type { Issue } from '@/lib/issues/issue'
import type { BadRowEvent, FooterEvent, RowEvent } from './csv-event'
import { csvIssue } from './csv-issue'
import { detectEncoding, type DetectedEncoding } from './detect-encoding'
import { delimiters, type Delimiter, type Dialect } from './dialect'
import { findHeader, type CandidateRow, type HeaderFound } from './find-header'
import { defaultReadLimits } from './read-limits'
import { recogniseFile } from './recognise-file'
import { finish, readChunk, rowReader } from './row-reader'
import { transcoder } from './transcode'

/** More of the sample than this is not looked at. */
const LOOKED_AT_BYTES = 256 * 1024
const SAMPLES_PER_COLUMN_MAX = 50

export type DetectedColumn = {
  /** As it stands in the file; for a file without header, its number counted from 1. */
  readonly header: string
  /** Counted from 0. */
  readonly position: number
  /** The first values that are not blank, in the order of the file. */
  readonly samples: readonly string[]
}

export type DialectReason = {
  readonly encoding: DetectedEncoding['reason']
  readonly delimiter: 'sep-line' | 'constant-width' | 'mostly-constant-width' | 'one-column'
  readonly header: HeaderFound['reason']
  /** Rows looked at, and how many of them have as many cells as there are columns. */
  readonly rows: number
  readonly rowsOfWidth: number
  /** The first byte that is not UTF-8 and its line, when that is why the encoding is windows-1252. */
  readonly offending?: DetectedEncoding['offending']
}

export type DialectDetection =
  | {
      readonly ok: true
      readonly dialect: Dialect
      readonly columns: readonly DetectedColumn[]
      readonly reason: DialectReason
      /** The next best delimiter, and how many columns it would make. */
      readonly runnerUp?: { readonly delimiter: Delimiter; readonly columns: number }
    }
  | { readonly ok: false; readonly issue: Issue }

export type DetectOptions = {
  /** Names that headers are likely to have; spelling in upper or lower case, blanks, accents and signs do not matter. */
  readonly headerHints?: ReadonlySet<string>
}

/**
 * Proposes the dialect of a CSV file by its first bytes (256 KiB are enough).
 * Issues: those of recogniseFile, 'header-too-wide', and 'file-quote-unclosed' if not even one row could be read.
 */
export function detectDialect(sample: Uint8Array, options: DetectOptions = {}): DialectDetection {
  const refusal = recogniseFile(sample)
  if (refusal) return { ok: false, issue: refusal }
  const looked = sample.subarray(0, LOOKED_AT_BYTES)
  const detected = detectEncoding(looked)
  const text = transcoder(detected.encoding)(looked)
  const isKnown = options.headerHints?.size ? knownBy(options.headerHints) : undefined

  const declared = declaredDelimiter(text)
  const candidates = (declared ? [declared] : delimiters).map((delimiter) => readAs(delimiter, text, isKnown))
  const ranked = candidates.toSorted((a, b) => b.score - a.score)
  const [best, second] = ranked
  if (!best || best.rows.length === 0) {
    return { ok: false, issue: candidates.find(({ issue }) => issue)?.issue ?? csvIssue('file-empty') }
  }
  if (best.issue?.code === 'header-too-wide') return { ok: false, issue: best.issue }
  return {
    ok: true,
    dialect: { encoding: detected.encoding, delimiter: best.delimiter, quote: '"', headerLine: best.headerLine },
    columns: columnsOf(best),
    reason: reasonOf(best, detected, declared !== undefined),
    ...(second && second.width > 1 && { runnerUp: { delimiter: second.delimiter, columns: second.width } }),
  }
}

type SampleRow = CandidateRow & { readonly line: number }

type Candidate = {
  readonly delimiter: Delimiter
  readonly rows: readonly SampleRow[]
  readonly issue: Issue | undefined
  readonly width: number
  readonly header: HeaderFound
  /** Physical line of the header; 0 for none. */
  readonly headerLine: number
  readonly score: number
}

/** Reads the sample with one delimiter and says how well it fits. */
function readAs(delimiter: Delimiter, text: Uint8Array, isKnown?: (header: string) => boolean): Candidate {
  const { rows, issue } = sampleRows(delimiter, text)
  const width = usualWidth(rows)
  const header = findHeader(rows, width, isKnown)
  const candidate = { delimiter, rows, issue, width, header, headerLine: rows[header.index]?.line ?? 0 }
  return { ...candidate, score: scoreOf(candidate) }
}

function sampleRows(delimiter: Delimiter, text: Uint8Array): { rows: SampleRow[]; issue: Issue | undefined } {
  const reader = rowReader({ encoding: 'utf-8', delimiter, quote: '"', headerLine: 0 }, defaultReadLimits)
  const rows: SampleRow[] = []
  let issue: Issue | undefined
  for (const batch of [...readChunk(reader, text), ...finish(reader)]) {
    for (const event of batch) {
      if (event.type === 'fileIssue') issue = event.issue
      else if (event.type !== 'header') rows.push({ line: event.line, cells: event.cells, isBroken: isBroken(event) })
    }
  }
  // The sample may end in the middle of a row.
  const isCut = text[text.length - 1] !== 10 && text[text.length - 1] !== 13
  if (isCut && !issue && rows.length > 2) rows.pop()
  return { rows, issue }
}

/** Whether its cells are not to be trusted. Those of a row that is only shorter or longer are. */
function isBroken(event: RowEvent | BadRowEvent | FooterEvent): boolean {
  return event.type === 'badRow' && event.issue.code !== 'row-cells'
}

/** The number of cells that most rows have; of two equally frequent ones the larger. Broken rows only if all are. */
function usualWidth(rows: readonly SampleRow[]): number {
  const sound = rows.filter((row) => !row.isBroken)
  const counts = new Map<number, number>()
  for (const { cells } of sound.length > 0 ? sound : rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [most] = [...counts].sort(([widthA, countA], [widthB, countB]) => countB - countA || widthB - widthA)
  return most?.[0] ?? 1
}

/** Colon, tilde and caret are delimiters so seldom, and in times and names so often, that they must fit much better. */
const plausibility: Readonly<Record<Delimiter, number>> = {
  ',': 1,
  ';': 1,
  '\t': 1,
  '|': 1,
  ':': 0.5,
  '~': 0.5,
  '^': 0.5,
}
/** A file of one column is read the same with any delimiter, so one that yields columns is preferred. */
const ONE_COLUMN_FACTOR = 0.4

function scoreOf({ delimiter, rows, width, header }: Omit<Candidate, 'score'>): number {
  if (rows.length === 0) return 0
  const from = rows.slice(Math.max(0, header.index))
  const constancy = from.filter((row) => isOfWidth(row, width)).length / from.length
  const covered = from.length / rows.length
  // Lines may be passed over only for a header that shows itself as one.
  const preambleFactor = header.index > 0 && header.reason === 'first-row' ? 0.7 : 1
  const headerFactor = header.index >= 0 && rows[header.index]!.cells.length !== width ? 0.6 : 1
  const widthFactor = width === 1 ? ONE_COLUMN_FACTOR : 1 + 0.02 * Math.min(width, 20)
  return plausibility[delimiter] * constancy * covered * preambleFactor * headerFactor * header.score * widthFactor
}

const isOfWidth = (row: SampleRow, width: number) => !row.isBroken && row.cells.length === width

/** The delimiter of a `sep=` line, which some programs write for Excel. */
function declaredDelimiter(text: Uint8Array): Delimiter | undefined {
  const firstLine = Buffer.from(text.subarray(0, 16))
    .toString('utf8')
    .replace(/^\uFEFF+/, '')
  const declared = /^"?sep=(.)"?[\r\n]/i.exec(firstLine)?.[1]
  return delimiters.find((delimiter) => delimiter === declared)
}

/** Compares names by their letters and digits alone. */
function knownBy(hints: ReadonlySet<string>): (header: string) => boolean {
  const bare = (name: string) =>
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
  const known = new Set([...hints].map(bare))
  return (header) => known.has(bare(header))
}

function columnsOf({ rows, header, width }: Candidate): DetectedColumn[] {
  const headerCells = rows[header.index]?.cells ?? Array.from({ length: width }, (_, position) => String(position + 1))
  const beneath = rows.slice(header.index + 1)
  return headerCells.map((name, position) => {
    const values = beneath.map((row) => row.cells[position] ?? '').filter((value) => value.trim() !== '')
    return { header: name, position, samples: values.slice(0, SAMPLES_PER_COLUMN_MAX) }
  })
}

function reasonOf(best: Candidate, detected: DetectedEncoding, isDeclared: boolean): DialectReason {
  const rows = best.rows.slice(Math.max(0, best.header.index))
  const rowsOfWidth = rows.filter((row) => isOfWidth(row, best.width)).length
  const constant = rowsOfWidth === rows.length ? 'constant-width' : 'mostly-constant-width'
  return {
    encoding: detected.reason,
    delimiter: isDeclared ? 'sep-line' : best.width === 1 ? 'one-column' : constant,
    header: best.header.reason,
    rows: rows.length,
    rowsOfWidth,
    ...(detected.offending && { offending: detected.offending }),
  }
}
