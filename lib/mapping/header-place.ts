// Where the header of a file stands, when it does not stand where the template says: a line of text came in front of it
// or went, or a header came to a file that had none. None of it may be read as data.
import type { ImportType } from '@/lib/import-types/import-type'
import type { ColumnMapping } from './file-mapping'
import { normalise } from './header-words'
import { vocabularyOf } from './vocabulary'

export type PlacedRow = { readonly line: number; readonly cells: readonly string[] }

/**
 * The line of the row that names the columns of a template: more than half of those it maps, and the most of all rows.
 * @returns undefined if no row does.
 */
export function lineOfHeader(rows: readonly PlacedRow[], columns: readonly ColumnMapping[]): number | undefined {
  const mapped = columns.filter(({ field, header }) => field !== null && normalise(header) !== '')
  const names = new Set(mapped.map(({ header }) => normalise(header)))
  let best: { line: number; named: number } | undefined
  for (const { line, cells } of rows) {
    const named = new Set(cells.map(normalise).filter((name) => names.has(name))).size
    if (named > (best?.named ?? names.size / 2)) best = { line, named }
  }
  return best?.line
}

/**
 * Whether the first row of a file that should have no header names its columns: at least two of the cells that fill a
 * field are names of that field, and more than half of them.
 */
export function namesItsColumns(
  cells: readonly string[],
  columns: readonly ColumnMapping[],
  type: ImportType,
): boolean {
  const { namingsOf } = vocabularyOf(type)
  const filling = columns.filter(({ field, position }) => field !== null && (cells[position] ?? '').trim() !== '')
  const naming = filling.filter(({ field, position }) =>
    namingsOf(cells[position] ?? '').some((way) => way.field.name === field),
  )
  return naming.length >= 2 && naming.length * 2 > filling.length
}
