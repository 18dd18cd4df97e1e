// Finds the columns of a template in the header of a file: by exact name with order free, or in strict order. A column
// the template maps must be there, required or not, because a column gone would blank its values in every record.
import { issueOf, shorten, type Issue } from '@/lib/issues/issue'
import type { Tolerance } from '@/lib/validation/validation-settings'
import { closestHeader, isSameButForCase } from './closest-header'
import type { ColumnMapping } from './file-mapping'
import { isSensitiveHeader } from './sensitive-column'

/** More issues of one code than this are not listed one by one. */
const LISTED_MAX = 50

export type MatchSettings = {
  readonly columnMatching: 'by-name' | 'strict-order'
  /** Tolerant (if left out): a column that differs in case alone is taken, with a warning. */
  readonly tolerance?: Tolerance
}

export type MatchedColumns = {
  /** Position in the file, counted from 0, for each column of the mapping that is there. */
  readonly positions: ReadonlyMap<ColumnMapping, number>
  readonly issues: readonly Issue[]
}

/** @param line of the header, for the issues. */
export function matchColumns(
  columns: readonly ColumnMapping[],
  header: readonly string[],
  line: number,
  settings: MatchSettings,
): MatchedColumns {
  const positions = findPositions(columns, header, settings)
  const claimed = new Set(positions.values())
  const unclaimed = header.map((_, position) => position).filter((position) => !claimed.has(position))
  const free = unclaimed.map((position) => header[position] ?? '')
  const inOrder = settings.columnMatching === 'strict-order'
  const missing = columns.filter((column) => !positions.has(column) && (column.field !== null || inOrder))
  return {
    positions,
    issues: [
      ...list(missing, (column) => missingColumn(column.header, free, line)),
      ...list(inOrder ? [...positions] : [], ([column, found]) => movedColumn(column, found, line)),
      ...list([...positions], ([column, found]) => otherCase(column.header, header[found] ?? '', line)),
      ...list(unclaimed, (position) =>
        unknownColumn(header[position] ?? '', line, inOrder || settings.tolerance === 'strict'),
      ),
    ],
  }
}

function findPositions(columns: readonly ColumnMapping[], header: readonly string[], { tolerance }: MatchSettings) {
  const byName = new Map(header.map((name, position) => [name, position] as const).reverse())
  const positions = new Map<ColumnMapping, number>()
  for (const column of columns) {
    const position = isBlank(column.header) ? column.position : byName.get(column.header)
    const isThere = position !== undefined && isBlank(header[position] ?? 'x') === isBlank(column.header)
    if (isThere) positions.set(column, position)
  }
  if (tolerance === 'strict') return positions
  const claimed = new Set(positions.values())
  for (const column of columns.filter((candidate) => !positions.has(candidate))) {
    const alike = header.flatMap((name, position) =>
      !claimed.has(position) && !isBlank(name) && isSameButForCase(name, column.header) ? [position] : [],
    )
    // Two that differ in case alone cannot be told apart: then neither is taken.
    if (alike.length !== 1 || alike[0] === undefined) continue
    positions.set(column, alike[0])
    claimed.add(alike[0])
  }
  return positions
}

function missingColumn(wanted: string, free: readonly string[], line: number): Issue {
  const { difference, closest, characters } = closestHeader(wanted, free)
  const params = { difference, closest: shorten(closest), characters }
  return issueOf('header-column-missing', { line, column: shorten(wanted), params })
}

function movedColumn(column: ColumnMapping, found: number, line: number): Issue | undefined {
  if (column.position === found) return undefined
  const params = { expected: column.position + 1, found: found + 1 }
  return issueOf('header-column-moved', { line, column: shorten(column.header), params })
}

function otherCase(wanted: string, found: string, line: number): Issue | undefined {
  if (wanted === found || isBlank(wanted)) return undefined
  return issueOf('header-column-case', { line, column: shorten(found), params: { expected: shorten(wanted) } })
}

/** Extra columns of OneRoster are named metadata.something and belong to nobody but the sender. */
function unknownColumn(name: string, line: number, isError: boolean): Issue | undefined {
  if (name.startsWith('metadata.')) return undefined
  const code = isSensitiveHeader(name) ? 'header-column-sensitive' : 'header-column-unknown'
  return issueOf(code, { line, column: shorten(name), ...(isError && { severity: 'error' }) })
}

function isBlank(name: string): boolean {
  return name.trim() === ''
}

function list<T>(items: readonly T[], issueFor: (item: T) => Issue | undefined): Issue[] {
  return items
    .map(issueFor)
    .filter((issue) => issue !== undefined)
    .slice(0, LISTED_MAX)
}
