// Whether the header row can be worked with. A header that cannot stops the file: nothing is known of its columns.
import { shorten, type Issue } from '@/lib/issues/issue'
import { csvIssue } from './csv-issue'
import { delimiterNames, delimiters, type Delimiter } from './dialect'
import { splitLine } from './split-line'

/** More duplicated headers than this are not listed one by one. */
const DUPLICATES_LISTED_MAX = 20

/** The issues of a header row whose cells could be read; none if it is good. */
export function judgeHeader(cells: readonly string[], line: number): Issue[] {
  if (cells.every((cell) => cell.trim() === '')) return [csvIssue('header-missing', { line })]
  return duplicatesOf(cells).map((column) => csvIssue('header-duplicate', { line, column: shorten(column) }))
}

/** Columns without a name cannot be told apart by name anyway, so several of them are allowed. */
function duplicatesOf(cells: readonly string[]): string[] {
  const seen = new Set<string>()
  const duplicates = new Set<string>()
  for (const cell of cells) {
    const name = cell.trim()
    if (name !== '' && seen.has(name)) duplicates.add(name)
    seen.add(name)
  }
  return [...duplicates].slice(0, DUPLICATES_LISTED_MAX)
}

/**
 * The issue of a file with evidently another delimiter: its first row is one cell though several columns are expected,
 * and another delimiter splits it.
 */
export function delimiterIssue(
  text: string,
  line: number,
  expected: Delimiter,
  expectHeader: readonly string[] | undefined,
): Issue | undefined {
  if (!expectHeader || expectHeader.length < 2) return undefined
  const names = new Set(expectHeader.map((name) => name.trim()))
  const split = (delimiter: Delimiter) => splitLine(text, delimiter, expectHeader.length * 2)
  if (split(expected).length > 1) return undefined
  const [best] = delimiters
    .filter((delimiter) => delimiter !== expected)
    .map((delimiter) => ({ delimiter, cells: split(delimiter) }))
    .filter(({ cells }) => cells.length > 1)
    .map(({ delimiter, cells }) => ({
      delimiter,
      score: cells.filter((cell) => names.has(cell.trim())).length * 1000 + Math.min(cells.length, 999),
    }))
    .sort((a, b) => b.score - a.score)
  if (!best) return undefined
  const params = { expected: delimiterNames[expected], found: delimiterNames[best.delimiter] }
  return csvIssue('file-delimiter', { line, params })
}
