// Turns blocks of UTF-8 bytes into events: counts physical lines and decides what each row is. It knows nothing of where
// the bytes come from; read-rows.ts feeds it.
import type { Issue } from '@/lib/issues/issue'
import { BLOCK_BYTES, emptyBlock, fillBlock, hasNul, isFull, isValidUtf8, type Block } from './block'
import type { BadRowEvent, CsvEvent } from './csv-event'
import { csvIssue } from './csv-issue'
import type { Dialect } from './dialect'
import { holdFooter, releaseFooter, takeFooter } from './footer'
import { delimiterIssue, judgeHeader } from './judge-header'
import { judgeRow, startsWithMark } from './judge-row'
import type { ReadLimits } from './read-limits'
import { cellsOf } from './row-cells'
import { CR, LF, LONG_CELL, NON_ASCII, emptyScannedRow, rowScanner, type RowScanner, type ScannedRow } from './scan-row'
import { splitLine } from './split-line'

const BATCH_EVENTS = 1000
/** Long rows make a batch full sooner, so that its memory has a bound. */
const BATCH_BYTES = 1024 * 1024

export type RowReader = {
  readonly dialect: Dialect
  readonly limits: ReadLimits
  readonly expectHeader: readonly string[] | undefined
  readonly scanRow: RowScanner
  readonly row: ScannedRow
  readonly block: Block
  /** Physical line at which the block stands. */
  line: number
  isAtStart: boolean
  /** Physical lines before the header still to be passed over. */
  linesToSkip: number
  isSkippingLongRow: boolean
  needsHeader: boolean
  header: readonly string[] | undefined
  /** Cells each row must have; undefined until the first row says it. */
  width: number | undefined
  rows: number
  batch: CsvEvent[]
  batchBytes: number
  /** The row before, if it is a bad one that would be a footer were it the last. */
  footer: BadRowEvent | undefined
  /** A file issue was found: nothing more will come. */
  isStopped: boolean
}

export function rowReader(
  dialect: Dialect,
  limits: ReadLimits,
  expectHeader?: readonly string[],
  blockBytes = BLOCK_BYTES,
): RowReader {
  return {
    dialect,
    limits,
    expectHeader,
    scanRow: rowScanner(dialect.delimiter, limits),
    row: emptyScannedRow(limits.columnsMax),
    block: emptyBlock(blockBytes, limits.rowBytesMax),
    line: 1,
    isAtStart: true,
    linesToSkip: Math.max(0, dialect.headerLine - 1),
    isSkippingLongRow: false,
    needsHeader: dialect.headerLine > 0,
    header: dialect.headerLine > 0 ? undefined : expectHeader,
    width: dialect.headerLine > 0 ? undefined : expectHeader?.length,
    rows: 0,
    batch: [],
    batchBytes: 0,
    footer: undefined,
    isStopped: false,
  }
}

/** Reads all of `chunk`, yielding each batch that fills up. The last rows wait for the next chunk or for `finish`. */
export function* readChunk(reader: RowReader, chunk: Uint8Array): Generator<CsvEvent[]> {
  let rest = chunk
  while (rest.length > 0 && !reader.isStopped) {
    rest = fillBlock(reader.block, rest)
    if (isFull(reader.block)) yield* readBlock(reader, false)
  }
}

/** Reads what is left when the file has ended. */
export function* finish(reader: RowReader): Generator<CsvEvent[]> {
  yield* readBlock(reader, true)
  endReading(reader)
  if (reader.batch.length > 0) yield takeBatch(reader)
}

/** What is still to be said of a file that has ended. */
export function endReading(reader: RowReader): void {
  takeFooter(reader)
  if (!reader.needsHeader || reader.isStopped) return
  stop(reader, csvIssue('header-missing', { line: reader.dialect.headerLine }))
}

/** Ends the reading with an issue of the whole file. */
export function* refuse(reader: RowReader, issue: Issue): Generator<CsvEvent[]> {
  stop(reader, issue)
  yield takeBatch(reader)
}

function* readBlock(reader: RowReader, isLast: boolean): Generator<CsvEvent[]> {
  skipByteOrderMarks(reader)
  while (takeNext(reader, isLast)) {
    if (isBatchFull(reader)) yield takeBatch(reader)
  }
}

/** Takes the next line or row of the block; false if the block has no whole one left, or nothing more is wanted. */
export function takeNext(reader: RowReader, isLast: boolean): boolean {
  if (reader.block.at >= reader.block.filled || reader.isStopped) return false
  const isSkipping = reader.linesToSkip > 0 || reader.isSkippingLongRow
  return isSkipping ? skipLine(reader, isLast) : takeRow(reader, isLast)
}

export function isBatchFull(reader: RowReader): boolean {
  return reader.batch.length >= BATCH_EVENTS || reader.batchBytes >= BATCH_BYTES
}

export function takeBatch(reader: RowReader): CsvEvent[] {
  const { batch } = reader
  reader.batch = []
  reader.batchBytes = 0
  return batch
}

/** Only at the beginning of the file, where some senders write the mark twice. */
export function skipByteOrderMarks(reader: RowReader): void {
  if (!reader.isAtStart) return
  while (startsWithMark(reader.block.bytes, reader.block.at)) reader.block.at += 3
  reader.isAtStart = false
}

/** Passes over one physical line; says whether it ended within the block. */
function skipLine(reader: RowReader, isLast: boolean): boolean {
  const { block } = reader
  const { end, next } = lineEnd(block, block.at, isLast)
  block.at = next ?? end
  if (next === undefined) return false
  reader.line++
  if (reader.linesToSkip > 0) reader.linesToSkip--
  else reader.isSkippingLongRow = false
  return true
}

/** Where the physical line ends and the next begins; `next` is undefined if that is not within the block. */
function lineEnd({ bytes, filled }: Block, from: number, isLast: boolean): { end: number; next: number | undefined } {
  // The line feed behind the data is always found.
  const lf = bytes.indexOf(LF, from)
  const cr = bytes.subarray(from, lf).indexOf(CR)
  const end = cr < 0 ? lf : from + cr
  if (end >= filled) return { end, next: isLast ? filled : undefined }
  if (cr < 0) return { end, next: lf + 1 }
  if (end + 1 >= filled && !isLast) return { end, next: undefined }
  return { end, next: end + 1 === lf && lf < filled ? lf + 1 : end + 1 }
}

/** Takes the row at which the block stands; false if it needs more bytes. */
function takeRow(reader: RowReader, isLast: boolean): boolean {
  const { block, row, limits, line } = reader
  const from = block.at
  const outcome = reader.scanRow(block.bytes, from, block.filled, isLast, row)
  if (outcome === 'unclosed') {
    stop(reader, csvIssue('file-quote-unclosed', { line: line + row.breaksBeforeQuote }))
    return true
  }
  // Only the line with the stray quote is lost, even if a quote before it was never closed and took in the lines below.
  const { end, next } = outcome === 'row' ? row : outcome === 'stray' ? lineEnd(block, from, isLast) : NOT_WITHIN
  if (next === undefined) {
    if (block.filled - from < limits.rowBytesMax) return false
    giveUpRow(reader)
    return true
  }
  row.end = end
  reader.line += outcome === 'row' ? row.breaks + 1 : 1
  block.at = next
  if (isBlankLine(reader, from) || isSepLine(reader, from, line)) return true
  if (reader.needsHeader) takeHeader(reader, from, line, outcome === 'stray')
  else addRow(reader, from, line, outcome === 'stray')
  return true
}

const NOT_WITHIN = { end: 0, next: undefined }

/** Nothing but blanks, in a file where that is not a row of empty cells. */
function isBlankLine({ block, row }: RowReader, from: number): boolean {
  if (row.count > 1) return false
  for (let at = from; at < row.end; at++) {
    if (block.bytes[at] !== 0x20 && block.bytes[at] !== 0x09) return false
  }
  return true
}

/** `sep=;` on the first line tells Excel the delimiter; it is no row. */
function isSepLine({ block, row }: RowReader, from: number, line: number): boolean {
  return line === 1 && row.end - from < 9 && /^"?sep=.?"?$/i.test(block.bytes.toString('latin1', from, row.end))
}

function takeHeader(reader: RowReader, from: number, line: number, isStray: boolean): void {
  reader.needsHeader = false
  if (refuseFirstRow(reader, from, line)) return
  const { block, row } = reader
  const cells = cellsOf(block.bytes, from, row)
  const issue = judge(reader, from, line, isStray, cells)
  const issues = issue ? [issue] : judgeHeader(cells, line)
  for (const each of issues) stop(reader, each)
  if (issues.length > 0) return
  reader.header = cells
  reader.width = cells.length
  reader.batch.push({ type: 'header', line, cells })
}

/** What the first row gives away, whether it is a header or not: too many columns, or another delimiter. */
function refuseFirstRow(reader: RowReader, from: number, line: number): boolean {
  const { block, row, limits, dialect, expectHeader } = reader
  if (row.count > limits.columnsMax) {
    stop(reader, csvIssue('header-too-wide', { line, params: { limit: limits.columnsMax } }))
  } else {
    const issue = delimiterIssue(block.bytes.toString('utf8', from, row.end), line, dialect.delimiter, expectHeader)
    if (issue) stop(reader, issue)
  }
  return reader.isStopped
}

function addRow(reader: RowReader, from: number, line: number, isStray: boolean): void {
  const { block, row, limits } = reader
  const isFirstRow = reader.rows === 0 && reader.dialect.headerLine === 0
  if (isFirstRow && refuseFirstRow(reader, from, line)) return
  if (!countRow(reader)) return
  const cells = isStray
    ? splitLine(block.bytes.toString('utf8', from, row.end), reader.dialect.delimiter, limits.columnsMax)
    : cellsOf(block.bytes, from, row)
  const isDoubtful =
    isStray ||
    row.count !== reader.width ||
    (row.flags & LONG_CELL) > 0 ||
    row.end - from > limits.rowBytesMax ||
    ((row.flags & NON_ASCII) > 0 && (startsWithMark(block.bytes, from) || !isValidUtf8(block, from, row.end))) ||
    hasNul(block, from, row.end)
  const issue = isDoubtful ? judge(reader, from, line, isStray, cells) : undefined
  releaseFooter(reader)
  const event: CsvEvent = issue ? { type: 'badRow', line, cells, issue } : { type: 'row', line, cells }
  if (!holdFooter(reader, event)) reader.batch.push(event)
  reader.batchBytes += row.end - from
  reader.width ??= row.count
}

function judge(reader: RowReader, from: number, line: number, isStray: boolean, cells: readonly string[]) {
  const { block, row, header, width, limits } = reader
  return judgeRow(block.bytes.subarray(from, row.end), from, row, cells, { line, isStray, width, header, limits })
}

/** A row longer than any row may be: reported with what of it is at hand, and passed over without being held. */
function giveUpRow(reader: RowReader): void {
  const { block, row, limits, line } = reader
  const from = block.at
  row.end = block.filled
  if (reader.needsHeader && refuseFirstRow(reader, from, line)) return
  const issue = longRowIssue(reader, from)
  if (reader.needsHeader) return stop(reader, issue)
  const cells = cellsOf(block.bytes, from, row).map((cell) => cell.slice(0, limits.cellCharactersMax))
  if (!countRow(reader)) return
  releaseFooter(reader)
  reader.batch.push({ type: 'badRow', line, cells, issue })
  reader.batchBytes += block.filled - from
  reader.line += row.breaks
  reader.isSkippingLongRow = true
  // The last byte may be half of a CRLF.
  block.at = block.filled - 1
}

function longRowIssue({ block, row, limits, line }: RowReader, from: number): Issue {
  if (hasNul(block, from, block.filled)) return csvIssue('row-nul', { line })
  const isLongCell = (row.flags & LONG_CELL) > 0
  return isLongCell
    ? csvIssue('row-cell-too-long', { line, params: { limit: limits.cellCharactersMax } })
    : csvIssue('row-too-long', { line, params: { limitBytes: limits.rowBytesMax } })
}

/** Counts one more row, and refuses the file if that is one too many. */
function countRow(reader: RowReader): boolean {
  const { rowsMax } = reader.limits
  if (reader.rows >= rowsMax) stop(reader, csvIssue('file-too-many-rows', { params: { limit: rowsMax } }))
  else reader.rows++
  return !reader.isStopped
}

function stop(reader: RowReader, issue: Issue): void {
  releaseFooter(reader)
  reader.batch.push({ type: 'fileIssue', issue })
  reader.isStopped = true
}
