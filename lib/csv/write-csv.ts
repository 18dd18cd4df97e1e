// Writes CSV as RFC 4180 has it: CRLF, quotes only where needed, quotes doubled.

export type WriteOptions = {
  /**
   * Cells that a spreadsheet would take for a formula get an apostrophe in front, so that nothing in them is run when a
   * person opens the file (OWASP, "CSV injection"). Off only for files that a machine reads.
   */
  readonly safeForSpreadsheets?: boolean
  /** Begin with U+FEFF, so that Excel reads the file as UTF-8. */
  readonly byteOrderMark?: boolean
}

export type CsvRow = readonly (string | null)[]

/** The whole file as text; null is written as an empty cell. */
export function writeCsv(rows: Iterable<CsvRow>, options: WriteOptions = {}): string {
  let text = options.byteOrderMark ? '\uFEFF' : ''
  for (const row of rows) text += csvLine(row, options)
  return text
}

const CHUNK_CHARACTERS = 64 * 1024

/** The file piece by piece, for rows that do not fit in memory. */
export async function* streamCsv(
  rows: Iterable<CsvRow> | AsyncIterable<CsvRow>,
  options: WriteOptions = {},
): AsyncGenerator<string> {
  let text = options.byteOrderMark ? '\uFEFF' : ''
  for await (const row of rows) {
    text += csvLine(row, options)
    if (text.length >= CHUNK_CHARACTERS) {
      yield text
      text = ''
    }
  }
  if (text) yield text
}

/** One row with its line break. */
export function csvLine(row: CsvRow, { safeForSpreadsheets = false }: WriteOptions = {}): string {
  const cells = row.map((cell) => quoted(safeForSpreadsheets ? harmless(cell ?? '') : (cell ?? '')))
  // A line without anything would be read as a blank line, not as a row of one empty cell.
  return (cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')) + '\r\n'
}

function quoted(cell: string): string {
  return /[",;\t\r\n|]|^\s|\s$|^\uFEFF/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** What begins a formula, the full-width forms included (Excel in Japanese takes them too). */
const FORMULA_START = '[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20]'
/** Also behind a delimiter inside the cell: a spreadsheet that splits at another one begins a cell there. */
const formula = new RegExp(`(?<=^|[,;|\\t\\r\\n"])(?=${FORMULA_START})`, 'g')

/** A negative number says the same to whoever reads it, and is read back as one. */
const negativeNumber = /^-\d+(?:\.\d+)?$/

function harmless(cell: string): string {
  return negativeNumber.test(cell) ? cell : cell.replace(formula, "'")
}
