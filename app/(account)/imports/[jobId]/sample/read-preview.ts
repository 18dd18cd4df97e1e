// The first rows of a file, in the browser: only a slice of it is read, so a file of any size opens at once. What is found
// here is shown and then forgotten; the server reads the file itself.
import Papa from 'papaparse'
import type { Delimiter, Encoding } from '@/lib/csv/dialect'
import { recogniseBytes, recogniseText, type NotCsvFound } from './recognise-bytes'

const SLICE_BYTES = 2 * 1024 * 1024
const ROWS_SHOWN = 20
/** More rows than this are not needed to tell the delimiter and to show the beginning. */
const ROWS_READ = 60
/** The rows usually end within this much of the text; only where they do not, all of the slice is parsed. */
const PARSED_CHARACTERS = 128 * 1024
const COLUMNS_SHOWN = 200
/** So many tell the delimiter, and fill the screen. */
const ROWS_ENOUGH = 30
/** The ones nearly every file has. The server knows the rare ones too. */
const delimiters = [',', '\t', ';', '|'] as const satisfies readonly Delimiter[]

export type Preview = {
  readonly fileName: string
  readonly sizeBytes: number
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  /** Physical line of the header, counted from 1; 0: none was found, or none is wanted. */
  readonly headerLine: number
  readonly header: readonly string[]
  readonly columns: number
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
  readonly rowsEstimate: number
  /** The slice held the whole file, so the number of rows is no estimate. */
  readonly isWhole: boolean
}

export type PreviewOutcome =
  { readonly ok: true; readonly preview: Preview } | { readonly ok: false; readonly notCsv: NotCsvFound | 'other' }

/**
 * Reads the beginning of a file.
 * @param hasHeader whether the person said that one line names the columns.
 * @throws if the browser cannot read the file (moved, locked).
 */
export async function readPreview(file: File, { hasHeader }: { hasHeader: boolean }): Promise<PreviewOutcome> {
  const bytes = new Uint8Array(await file.slice(0, SLICE_BYTES).arrayBuffer())
  const notCsv = recogniseBytes(bytes)
  if (notCsv) return { ok: false, notCsv }
  const { encoding, text } = decode(bytes)
  const notRows = recogniseText(text)
  if (notRows) return { ok: false, notCsv: notRows }

  const isWhole = file.size <= SLICE_BYTES
  const { delimiter, rows } = parse(text, isWhole)
  const first = rows.findIndex((row) => row.cells.some((cell) => cell.trim() !== ''))
  if (first < 0) return { ok: false, notCsv: 'other' }
  const headerAt = hasHeader ? headerIndex(rows, first) : -1
  const beneath = rows.slice(headerAt < 0 ? first : headerAt + 1)
  const linesBefore = headerAt < 0 ? 0 : (rows[headerAt]?.line ?? 1)
  const header = (rows[headerAt]?.cells ?? []).slice(0, COLUMNS_SHOWN)
  return {
    ok: true,
    preview: {
      fileName: file.name,
      sizeBytes: file.size,
      encoding,
      delimiter,
      headerLine: headerAt < 0 ? 0 : (rows[headerAt]?.line ?? 1),
      header,
      columns: Math.max(...rows.map((row) => row.cells.length)),
      rows: beneath.slice(0, ROWS_SHOWN).map((row) => ({ ...row, cells: row.cells.slice(0, COLUMNS_SHOWN) })),
      rowsEstimate: Math.max(0, estimateLines(text, bytes.length, file.size) - linesBefore),
      isWhole,
    },
  }
}

/** The text of the bytes, by byte order mark, by the NULs of UTF-16, or as UTF-8 if it is that. */
function decode(bytes: Uint8Array): { encoding: Encoding; text: string } {
  const wide = wideEncodingOf(bytes)
  if (wide) return { encoding: wide, text: new TextDecoder(wide).decode(bytes) }
  try {
    // The slice may end in the middle of a character, which `stream` forgives.
    return { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }) }
  } catch {
    return { encoding: 'windows-1252', text: new TextDecoder('windows-1252').decode(bytes) }
  }
}

function wideEncodingOf(bytes: Uint8Array): Encoding | undefined {
  const [first = 0, second = 0] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 1000)
  const nulsAt = (side: number) => head.reduce((count, byte, at) => count + (byte === 0 && at % 2 === side ? 1 : 0), 0)
  if (nulsAt(1) > head.length * 0.15) return 'utf-16le'
  if (nulsAt(0) > head.length * 0.15) return 'utf-16be'
  return undefined
}

type ReadRow = { line: number; cells: string[] }

type Parsed = { delimiter: Delimiter; rows: ReadRow[] }

/** Reads as many rows as are needed: from the first part of the text, if they are there. */
function parse(text: string, isWhole: boolean): Parsed {
  const part = text.length > PARSED_CHARACTERS ? parseAll(text.slice(0, PARSED_CHARACTERS), false) : undefined
  return part && part.rows.length >= ROWS_ENOUGH ? part : parseAll(text, isWhole)
}

/** Reads the rows with the delimiter that makes them most alike; the first one where none does. */
function parseAll(text: string, isWhole: boolean): Parsed {
  const candidates = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { preview: ROWS_READ, delimiter })
    // A row that reaches the end of the slice may be cut in its middle.
    const complete = !isWhole && data.length < ROWS_READ ? data.slice(0, -1) : data
    const rows = numbered(complete)
    return { delimiter, rows, score: likeness(rows) }
  })
  return candidates.reduce((best, candidate) => (candidate.score > best.score ? candidate : best))
}

/** The share of rows that are as wide as most; of two equal ones the wider rows. One column is no sign of anything. */
function likeness(rows: readonly ReadRow[]): number {
  const usual = usualWidth(rows)
  const share = rows.filter((row) => row.cells.length === usual).length / Math.max(1, rows.length)
  return usual === 1 ? 0.1 : share * (1 + usual / 1000)
}

function usualWidth(rows: readonly ReadRow[]): number {
  const widths = rows.map((row) => row.cells.length).sort((a, b) => a - b)
  return widths[Math.floor(widths.length / 2)] ?? 1
}

/** The rows that are not blank, with the physical lines where they begin. */
function numbered(data: readonly string[][]): ReadRow[] {
  let line = 1
  return data
    .map((cells) => {
      const row = { line, cells }
      line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
      return row
    })
    .filter((row) => row.cells.some((cell) => cell !== ''))
}

/** The first row that is as wide as most are: what stands above it is a title, not the header. */
function headerIndex(rows: readonly ReadRow[], first: number): number {
  const usual = usualWidth(rows)
  const at = rows.findIndex((row, index) => index >= first && row.cells.length >= usual)
  return at < 0 ? first : at
}

/** Lines of the whole file, from those of its beginning. A line break inside a cell makes it a little too high. */
function estimateLines(text: string, bytesRead: number, bytesTotal: number): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  if (lines === 0) for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) lines++
  const isWhole = bytesRead >= bytesTotal
  if (isWhole) return lines + (/[\r\n]$/.test(text) ? 0 : 1)
  return Math.round((lines / bytesRead) * bytesTotal)
}
