// The rows of a block that are to be looked at, out of the kernel's records (kernel/record.as).
import { cellsAt } from '@/lib/csv/row-cells'
import type { KernelViews } from './kernel/open-kernel'
import { verdicts, type Verdict } from './verdict'

export type RowBlock = {
  readonly type: 'rows'
  /** Rows read in this block; and of them those that are passed over, which are only counted. */
  readonly read: number
  readonly same: number
  /** Rows to look at; what follows is asked for by their number, 0 to `count` - 1. */
  readonly count: number
  line(row: number): number
  /**
   * 'unclear': the key is not plain printable ASCII; work it out and ask `table.see`. Plain rows of the block, also those
   * further down, have been seen before.
   */
  verdict(row: number): Exclude<Verdict, 'same'>
  /** Of the watched content: 60 bits, never below 16. */
  hash(row: number): bigint
  /** All cells, as readRows gives them. */
  cells(row: number): string[]

  /**
   * For who reads bytes: cell c of a row is bytes[offsets[at(row) + 2c]] up to offsets[at(row) + 2c + 1], without its
   * quotes; doubled ones in it stand doubled. Ask for both anew after each call of the table: it may have grown.
   */
  readonly bytes: Buffer
  readonly offsets: Int32Array
  at(row: number): number
  /** NON_ASCII and DOUBLED_QUOTE of scan-row.ts. */
  flags(row: number): number
}

/** Where in a record, which begins with 32 bytes before its cells. */
const START = 0
const END = 1
const LINE = 2
const FLAGS = 3
const CELLS = 8
const CONTENT_HASH = 2
/** The flags are of scan-row.ts; above them stands the verdict. */
const FLAG_BITS = 0xff
const VERDICT_SHIFT = 8

export type Listed = {
  readonly read: number
  readonly listed: number
  /** The line that the records count from. */
  readonly line: number
  /** Cells of a row. */
  readonly width: number
  /** Bytes of a record. */
  readonly stride: number
}

export function rowBlock(views: () => KernelViews, { read, listed, line, width, stride }: Listed): RowBlock {
  const numbers = stride / 4
  const hashes = stride / 8
  const numberAt = (row: number, at: number) => views().recordNumbers[row * numbers + at]!

  return {
    type: 'rows',
    read,
    same: read - listed,
    count: listed,
    line: (row) => line + numberAt(row, LINE),
    verdict: (row) => verdicts[numberAt(row, FLAGS) >> VERDICT_SHIFT] as Exclude<Verdict, 'same'>,
    hash: (row) => views().recordHashes[row * hashes + CONTENT_HASH]!,
    cells(row) {
      const { block, recordNumbers } = views()
      const at = row * numbers
      const where = {
        offsets: recordNumbers,
        at: at + CELLS,
        count: width,
        flags: recordNumbers[at + FLAGS]! & FLAG_BITS,
      }
      return cellsAt(block, recordNumbers[at + START]!, recordNumbers[at + END]!, where)
    },
    get bytes() {
      return views().block
    },
    get offsets() {
      return views().recordNumbers
    },
    at: (row) => row * numbers + CELLS,
    flags: (row) => numberAt(row, FLAGS) & FLAG_BITS,
  }
}
