// Lets the kernel read the rows at which a RowReader stands, as long as they are plain ones. Everything else is left to
// the reader, so that all there is to say about a row is said in one place.
import { hasNul, isValidUtf8 } from '@/lib/csv/block'
import type { ReadLimits } from '@/lib/csv/read-limits'
import { releaseFooter } from '@/lib/csv/footer'
import { takeBatch, type RowReader } from '@/lib/csv/row-reader'
import { RECORDS, type KernelFunctions } from './kernel/open-kernel'
import type { KernelBlock } from './kernel-block'
import type { KeyTable } from './key-table'
import type { DeltaPiece } from './read-delta'
import { rowBlock } from './row-block'
import type { WatchedColumns } from './watched-columns'

/** Rows scanned before the table is asked about them: enough to wait for its memory once and not once a row. */
const BATCH_ROWS = 256
/** Bytes of a record before its cells. */
export const RECORD_HEAD_BYTES = 32
const CELL_BYTES = 8

export type PlainReader = RowReader & { readonly block: KernelBlock }

/** Reads plain rows from where the reader stands, and moves it on. Yields nothing if the first row is not plain. */
export type ReadPlainRows = (reader: PlainReader, isLast: boolean) => Generator<DeltaPiece>

/** Sets the kernel up for the rows of one file; undefined if they are too wide for it. */
export function plainRows(
  table: KeyTable,
  { dialect, limits, width = 0 }: RowReader,
  watched: WatchedColumns,
  isSecondLook: boolean,
): ReadPlainRows | undefined {
  const { run, views } = table.kernel
  const stride = RECORD_HEAD_BYTES + CELL_BYTES * width
  const recordsMax = Math.floor(RECORDS.bytes / stride)
  const columns = columnsWithin(width, watched)
  if (recordsMax === 0 || width > limits.columnsMax || columns.all.length > views().columns.length) return undefined
  views().columns.set(columns.all)
  run.watch(width, columns.keys, columns.contents, columns.names, dialect.delimiter.charCodeAt(0))
  setLimits(run, limits)
  run.rewind()

  return function* readPlainRows(reader, isLast) {
    const { block, line } = reader
    let listed = 0
    let read = 0
    // By the rows that are read, not by those that are listed: a second look then cuts the file into the same pieces, and
    // the rows with unclear keys have their turn among the others where they had it the first time.
    let count = scan(run, reader, isLast, { first: listed, max: recordsMax, line: 0 })
    if (count === 0) return
    releaseFooter(reader)
    // What was read before comes before: the caller may ask the table about it.
    if (reader.batch.length > 0) yield { type: 'events', events: takeBatch(reader) }
    while (count > 0) {
      // The line feed behind the data ends the last row; it is no byte of the file.
      block.at = Math.min(Number(run.nextAt.value), block.filled)
      reader.line = line + Number(run.nextLine.value)
      reader.rows += count
      read += count
      table.makeRoom(count)
      listed = run.probe(listed, count, isSecondLook ? 1 : 0)
      count = scan(run, reader, isLast, { first: listed, max: recordsMax - read, line: reader.line - line })
    }
    yield rowBlock(views, { read, listed, line, width, stride })
  }
}

type Batch = { readonly first: number; readonly max: number; readonly line: number }

function scan({ scan }: KernelFunctions, reader: PlainReader, isLast: boolean, { first, max, line }: Batch): number {
  const { block, rows, limits } = reader
  const rowsMax = Math.min(BATCH_ROWS, max, limits.rowsMax - rows)
  if (rowsMax <= 0 || block.at >= block.filled) return 0
  // Asked of no row, these look at the block.
  hasNul(block, block.at, block.at)
  isValidUtf8(block, block.at, block.at)
  const to = isLast ? block.filled + 1 : block.filled
  return scan(block.at, to, block.nextNul, block.utf8Until, first, rowsMax, line)
}

type Columns = { all: readonly number[]; keys: number; contents: number; names: number }

/**
 * The columns of the key, the watched ones, and those that name others. A column that the file does not have has no
 * content, is no key, and names nobody.
 */
function columnsWithin(width: number, { key = [], content, names = [] }: WatchedColumns): Columns {
  const isWithin = (column: number) => column >= 0 && column < width
  const keys = key.every(isWithin) ? key : []
  const contents = content.filter(isWithin)
  const naming = names.filter(({ position }) => isWithin(position))
  const pairs = naming.flatMap(({ position, separator = '\0' }) => [position, separator.charCodeAt(0)])
  return {
    all: [...keys, ...contents, ...pairs],
    ...{ keys: keys.length, contents: contents.length, names: naming.length },
  }
}

function setLimits({ limit }: KernelFunctions, limits: ReadLimits): void {
  const within31Bits = (value: number) => Math.min(value, 0x7fffffff)
  limit(
    within31Bits(limits.cellCharactersMax),
    within31Bits(limits.rowBytesMax),
    within31Bits(limits.quotedBytesMax),
    within31Bits(limits.quotedLinesMax),
  )
}
