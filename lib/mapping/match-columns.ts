// Finds the columns of a template in the header of a file: by exact name with order free, or in strict order. A column
// that rows need must be there; one they can do without may be gone, and then its field is left as it is in every record.
import { mustBeFilled, type ImportType } from '@/lib/import-types/import-type'
import { issueOf, shorten, type Issue } from '@/lib/issues/issue'
import type { Tolerance } from '@/lib/validation/validation-settings'
import { closestHeader, groupedWithoutCase, withoutCase } from './closest-header'
import type { ChangeOf, ColumnChange } from './column-change'
import { columnChanges } from './column-changes'
import { fillsOf, type ColumnMapping, type FileMapping } from './file-mapping'
import { isKnownHeader } from './known-header'
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

/** What an issue about a header is made of. */
type Found = {
  readonly line: number
  readonly header: readonly string[]
  readonly changes: readonly ColumnChange[]
  readonly isStrict: boolean
}

export function matchColumns(
  mapping: FileMapping,
  header: readonly string[],
  type: ImportType,
  settings: MatchSettings,
): MatchedColumns {
  const { columns, dialect } = mapping
  const positions = findPositions(columns, header, settings)
  const claimed = new Set(positions.values())
  const inOrder = settings.columnMatching === 'strict-order'
  const isStrict = inOrder || settings.tolerance === 'strict'
  // What is no header of this template may be a row: none of its cells is said to be the name of a column.
  const isHeader = isKnownHeader(columns, header, type)
  const changes = isHeader ? columnChanges({ mapping, header, type }) : []
  const unclaimed = header.flatMap((_, position) => (isHeader && !claimed.has(position) ? position : []))
  const found: Found = { line: dialect.headerLine, header, changes, isStrict }
  const missing = columns.filter((column) => !positions.has(column) && (fillsOf(column).length > 0 || inOrder))
  const required = new Set(type.fields.filter((field) => mustBeFilled(type, field)).map(({ name }) => name))
  // In a partial file the mark of who has gone is needed, though no row is wrong without it.
  const isNeeded = (column: ColumnMapping) =>
    isStrict || fillsOf(column).some(({ field }) => required.has(field) || field === type.departure?.field)
  const renamedTo = new Set(changes.flatMap((change) => (change.kind === 'renamed' ? change.toPosition : [])))
  const unknown = unclaimed.filter((position) => !renamedTo.has(position))
  return {
    positions,
    issues: [
      ...list(missing, (column) => missingColumn(column, unclaimed, isNeeded(column), found)),
      ...(inOrder
        ? list([...positions], ([column, position]) => displacedColumn(column, position, found))
        : list(movedColumns(changes), (change) => movedColumn(change, found))),
      ...list([...positions], ([column, position]) => otherCase(column.header, header[position] ?? '', found)),
      ...list(unknown, (position) => unknownColumn(position, found)),
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
  const free = header.flatMap((name, position) => (claimed.has(position) || isBlank(name) ? [] : [position]))
  const byCase = groupedWithoutCase(free, (position) => header[position] ?? '')
  for (const column of columns.filter((candidate) => !positions.has(candidate))) {
    const alike = (byCase.get(withoutCase(column.header)) ?? []).filter((position) => !claimed.has(position))
    // Two that differ in case alone cannot be told apart: then neither is taken.
    if (alike.length !== 1 || alike[0] === undefined) continue
    positions.set(column, alike[0])
    claimed.add(alike[0])
  }
  return positions
}

function missingColumn(
  column: ColumnMapping,
  unclaimed: readonly number[],
  isNeeded: boolean,
  { line, header, changes }: Found,
): Issue {
  const wanted = shorten(column.header)
  const renamed = changes.find((one) => one.kind === 'renamed' && one.position === column.position)
  const free = unclaimed.map((position) => header[position] ?? '')
  const near = closestHeader(column.header, free)
  const isRenamed = renamed?.kind === 'renamed' && (near.difference === 'none' || near.difference === 'similar')
  const closest = isRenamed ? renamed.to : shorten(near.closest)
  const difference = isRenamed ? 'similar' : near.difference
  const code = isNeeded ? 'header-column-missing' : 'header-column-left-out'
  const field = fillsOf(column)[0]?.field
  const params = { difference, closest, characters: near.characters }
  return issueOf(code, { line, column: wanted, ...(!isNeeded && field !== undefined && { field }), params })
}

/** In strict order a column must stand exactly where it stood. */
function displacedColumn(column: ColumnMapping, found: number, { line }: Found): Issue | undefined {
  if (column.position === found) return undefined
  const params = { expected: column.position + 1, found: found + 1 }
  return issueOf('header-column-moved', { line, column: shorten(column.header), params })
}

/** By name, an ignored column may stand anywhere. */
function movedColumns(changes: readonly ColumnChange[]): ChangeOf<'moved'>[] {
  return changes.filter((change) => change.kind === 'moved' && change.field !== null) as ChangeOf<'moved'>[]
}

function movedColumn({ column, position, toPosition }: ChangeOf<'moved'>, { line }: Found): Issue {
  const params = { expected: position + 1, found: toPosition + 1 }
  return issueOf('header-column-order', { line, column, params })
}

function otherCase(wanted: string, found: string, { line }: Found): Issue | undefined {
  if (wanted === found || isBlank(wanted)) return undefined
  return issueOf('header-column-case', { line, column: shorten(found), params: { expected: shorten(wanted) } })
}

/** Extra columns of OneRoster are named metadata.something and belong to nobody but the sender. */
function unknownColumn(position: number, { line, header, changes, isStrict }: Found): Issue | undefined {
  const name = header[position] ?? ''
  if (name.startsWith('metadata.')) return undefined
  const code = isSensitiveHeader(name) ? 'header-column-sensitive' : 'header-column-unknown'
  const change = changes.find((one) => one.kind === 'new' && one.toPosition === position)
  const suggestion = change?.kind === 'new' ? change.suggestion : null
  return issueOf(code, {
    ...{ line, column: shorten(name) },
    ...(isStrict && { severity: 'error' }),
    ...(suggestion !== null && { params: { suggestion } }),
  })
}

function isBlank(name: string): boolean {
  return name.trim() === ''
}

function list<T>(items: readonly T[], issueFor: (item: T) => Issue | undefined): Issue[] {
  const issues: Issue[] = []
  for (const item of items) {
    const issue = issueFor(item)
    if (issue) issues.push(issue)
    if (issues.length === LISTED_MAX) break
  }
  return issues
}
