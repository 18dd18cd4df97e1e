// From the offsets of a scanned row to its text. One row is decoded at once and cut, because a call per cell costs more
// than the text. So a cell may share memory with its row: who keeps one cell of each of many rows keeps their rows.
import { DOUBLED_QUOTE, NON_ASCII, QUOTE, type ScannedRow } from './scan-row'

/** The cells of a row that begins at `from`, as text. Bytes that are not UTF-8 become U+FFFD: judge the row first. */
export function cellsOf(bytes: Buffer, from: number, row: ScannedRow): string[] {
  const { starts, ends, flags } = row
  const count = Math.min(row.count, starts.length)
  const text = bytes.toString('latin1', from, row.end)
  const cells: string[] = new Array(count)
  for (let index = 0; index < count; index++) {
    cells[index] = text.substring(starts[index]! - from, ends[index]! - from)
  }
  if (flags & NON_ASCII) decodeCells(bytes, row, cells)
  if (flags & DOUBLED_QUOTE) undoubleQuotes(bytes, row, cells)
  return cells
}

/** The latin1 text is right for the ASCII cells of the row; the others are decoded on their own. */
function decodeCells(bytes: Buffer, { starts, ends }: ScannedRow, cells: string[]): void {
  for (let index = 0; index < cells.length; index++) {
    const end = ends[index]!
    for (let at = starts[index]!; at < end; at++) {
      if (bytes[at]! > 127) {
        cells[index] = bytes.toString('utf8', starts[index]!, end)
        break
      }
    }
  }
}

function undoubleQuotes(bytes: Buffer, { starts }: ScannedRow, cells: string[]): void {
  for (let index = 0; index < cells.length; index++) {
    // Only a quoted cell begins behind a quote: before an unquoted one stands a delimiter or a line break.
    const isQuoted = starts[index]! > 0 && bytes[starts[index]! - 1] === QUOTE
    if (isQuoted) cells[index] = cells[index]!.replaceAll('""', '"')
  }
}
