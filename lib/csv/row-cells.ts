// From the offsets of a scanned row to its text. One row is decoded at once and cut, because a call per cell costs more
// than the text. So a cell may share memory with its row: who keeps one cell of each of many rows keeps their rows.
import { DOUBLED_QUOTE, NON_ASCII, QUOTE, type ScannedRow } from './scan-row'

/** The cells of a row that begins at `from`, as text. Bytes that are not UTF-8 become U+FFFD: judge the row first. */
export function cellsOf(bytes: Buffer, from: number, row: ScannedRow): string[] {
  const { offsets, end, flags } = row
  return cellsAt(bytes, from, end, { offsets, at: 0, count: Math.min(row.count, offsets.length / 2), flags })
}

/** Cells among the offsets of many rows: the first one's are at `at`. */
export type CellOffsets = {
  readonly offsets: Int32Array
  readonly at: number
  readonly count: number
  readonly flags: number
}

/** The cells of the row in the bytes `from` to `end`. */
export function cellsAt(bytes: Buffer, from: number, end: number, where: CellOffsets): string[] {
  const { offsets, at, count, flags } = where
  const text = bytes.toString('latin1', from, end)
  const cells: string[] = new Array(count)
  for (let index = 0; index < count; index++) {
    cells[index] = text.substring(offsets[at + 2 * index]! - from, offsets[at + 2 * index + 1]! - from)
  }
  if (flags & NON_ASCII) decodeCells(bytes, where, cells)
  if (flags & DOUBLED_QUOTE) undoubleQuotes(bytes, where, cells)
  return cells
}

/** The latin1 text is right for the ASCII cells of the row; the others are decoded on their own. */
function decodeCells(bytes: Buffer, { offsets, at }: CellOffsets, cells: string[]): void {
  for (let index = 0; index < cells.length; index++) {
    const start = offsets[at + 2 * index]!
    const end = offsets[at + 2 * index + 1]!
    for (let place = start; place < end; place++) {
      if (bytes[place]! > 127) {
        cells[index] = bytes.toString('utf8', start, end)
        break
      }
    }
  }
}

function undoubleQuotes(bytes: Buffer, { offsets, at }: CellOffsets, cells: string[]): void {
  for (let index = 0; index < cells.length; index++) {
    const start = offsets[at + 2 * index]!
    // Only a quoted cell begins behind a quote: before an unquoted one stands a delimiter or a line break.
    const isQuoted = start > 0 && bytes[start - 1] === QUOTE
    if (isQuoted) cells[index] = cells[index]!.replaceAll('""', '"')
  }
}
