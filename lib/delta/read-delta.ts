// Reads a CSV file and passes over the rows that are as they were last time. Plain rows are read by the kernel
// (plain-rows.ts), whole blocks at a time; every row that is not plain, and everything else there is to say about a file,
// comes from lib/csv as the events that readRows gives.
import { BLOCK_BYTES, fillBlock, isFull } from '@/lib/csv/block'
import type { CsvEvent } from '@/lib/csv/csv-event'
import type { Dialect } from '@/lib/csv/dialect'
import { defaultReadLimits } from '@/lib/csv/read-limits'
import { readSource, type ReadOptions } from '@/lib/csv/read-rows'
import {
  endReading,
  isBatchFull,
  refuse,
  rowReader,
  skipByteOrderMarks,
  takeBatch,
  takeNext,
} from '@/lib/csv/row-reader'
import { kernelBlock } from './kernel-block'
import type { KeyTable } from './key-table'
import { plainRows, type PlainReader, type ReadPlainRows } from './plain-rows'
import type { RowBlock } from './row-block'
import type { WatchedColumns } from './watched-columns'

export type DeltaOptions = ReadOptions & {
  readonly table: KeyTable
  /**
   * Asked once, after the header was yielded, with its cells, or null if the file has none; not asked if no row follows.
   * Undefined: every row comes as an event.
   */
  readonly watch: (header: readonly string[] | null) => WatchedColumns | undefined
  /**
   * A second look at the same file: of the rows of blocks only those are listed that `table.lookAgain` asked for, each
   * once, and the unclear ones, for which `table.takeLook` tells. No row counts as met. Events come as the first time.
   */
  readonly lookAgain?: boolean
  /** To make the blocks smaller. */
  readonly blockBytes?: number
}

/** Pieces in the order of the file. A piece is valid until the next one is asked for. */
export type DeltaPiece = { readonly type: 'events'; readonly events: CsvEvent[] } | RowBlock

/**
 * Reads the rows of a CSV file as readRows does, but does not list those that the table knows with the same content.
 * While it reads, the table may be asked about single keys, and for new keys; nothing else.
 */
export async function* readDelta(
  source: AsyncIterable<Uint8Array>,
  dialect: Dialect,
  options: DeltaOptions,
): AsyncGenerator<DeltaPiece> {
  const limits = { ...defaultReadLimits, ...options.limits }
  const { blockBytes = BLOCK_BYTES, table } = options
  const reader: PlainReader = {
    ...rowReader(dialect, limits, options.expectHeader, 0),
    block: kernelBlock(table.kernel, blockBytes, limits.rowBytesMax),
  }
  const readBlock = blockReader(reader, options)

  yield* readSource<DeltaPiece>(source, reader, {
    *readChunk(chunk) {
      let rest = chunk
      while (rest.length > 0 && !reader.isStopped) {
        reader.block.comeBack()
        rest = fillBlock(reader.block, rest)
        if (isFull(reader.block)) yield* readBlock(false)
      }
    },
    *finish() {
      yield* readBlock(true)
      endReading(reader)
      if (reader.batch.length > 0) yield eventsOf(reader)
    },
    *refuse(issue) {
      for (const events of refuse(reader, issue)) yield { type: 'events', events }
    },
  })
}

function blockReader(reader: PlainReader, { table, watch, lookAgain = false }: DeltaOptions) {
  let readPlainRows: ReadPlainRows | undefined
  let isWatchKnown = false

  return function* readBlock(isLast: boolean): Generator<DeltaPiece> {
    skipByteOrderMarks(reader)
    do {
      reader.block.comeBack()
      if (isRowAhead(reader)) {
        if (!isWatchKnown) {
          // The header goes first: who reads it may have to find out what is watched.
          if (reader.batch.length > 0) yield eventsOf(reader)
          const watched = watch(reader.dialect.headerLine > 0 ? (reader.header ?? null) : null)
          readPlainRows = watched && plainRows(table, reader, watched, lookAgain)
          isWatchKnown = true
        }
        if (readPlainRows) yield* readPlainRows(reader, isLast)
      }
      if (isBatchFull(reader)) yield eventsOf(reader)
    } while (takeNext(reader, isLast))
  }
}

/** Whether the block stands at a row of which the kernel may know enough. The first row of a file is none such. */
function isRowAhead(reader: PlainReader): boolean {
  if (reader.isStopped || reader.needsHeader || reader.linesToSkip > 0 || reader.isSkippingLongRow) return false
  const { block, width, rows, dialect } = reader
  const isFirstRow = rows === 0 && dialect.headerLine === 0
  return !isFirstRow && width !== undefined && block.isInKernel() && block.at < block.filled
}

function eventsOf(reader: PlainReader): DeltaPiece {
  return { type: 'events', events: takeBatch(reader) }
}
