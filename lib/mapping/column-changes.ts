// Compares the columns of a template with the header of a file and names every difference once: renamed, missing,
// respelled, moved, new, repeated. It only explains; what is read all the same is decided in match-columns.ts, and what
// is proposed instead in propose-columns.ts.
import { mustBeFilled, type ImportType } from '@/lib/import-types/import-type'
import { shorten } from '@/lib/issues/issue'
import { groupedWithoutCase, withoutCase } from './closest-header'
import type { ChangeOf, ColumnChange } from './column-change'
import { fillsOf, type ColumnMapping, type FileMapping } from './file-mapping'
import { renamedColumns } from './renamed-columns'
import { isSensitiveHeader } from './sensitive-column'
import type { SampleColumn } from './suggestion'
import { suggestMapping } from './suggest-mapping'

/** New columns beyond these are named without a guess at what they hold. */
const GUESSED_MAX = 500

export type EarlierColumns = { readonly version: number; readonly columns: readonly ColumnMapping[] }

export type HeaderInput = {
  readonly mapping: Pick<FileMapping, 'columns' | 'constants'>
  readonly header: readonly string[]
  readonly type: ImportType
  /** Some values of each column of the file, by position; without them, names alone are compared. */
  readonly samples?: readonly (readonly string[])[]
  /** What other versions of the template called its columns, the newest first. */
  readonly earlier?: readonly EarlierColumns[]
}

/** A column of the template together with where it stands in the file. */
export type Place = { readonly known: ColumnMapping; readonly position: number }

/** Whether the file's columns are exactly those of the template, in their places: then there is nothing to compare. */
export function hasSameColumns(columns: readonly ColumnMapping[], header: readonly string[]): boolean {
  return (
    columns.length === header.length &&
    columns.every((column, index) => column.position === index && column.header === header[index])
  )
}

/** @returns the changes: those of columns that rows need first, then in the order of the template and of the file. */
export function columnChanges(input: HeaderInput): ColumnChange[] {
  const { mapping, header, type } = input
  if (hasSameColumns(mapping.columns, header)) return []
  const repeated = repeatedHeaders(header)
  const { exact, respelled } = placesByName(mapping.columns, header)
  const claimed = new Set([...exact, ...respelled].map(({ position }) => position))
  const placed = new Set([...exact, ...respelled].map(({ known }) => known))
  const gone = mapping.columns.filter((column) => !placed.has(column))
  const again = new Set(repeated.flatMap(({ positions }) => positions.slice(1)))
  const free = header
    .map((name, position): SampleColumn => ({ header: name, position, samples: input.samples?.[position] ?? [] }))
    .filter(({ position }) => !claimed.has(position) && !again.has(position))
  const renamed = renamedColumns(gone, free, { ...input, placed: exact })
  const renamedFrom = new Set(renamed.map(({ known }) => known))
  const renamedTo = new Set(renamed.map(({ position }) => position))
  const about = describedFor(type)
  const changes: ColumnChange[] = [
    ...renamed.map(({ known, position, ...why }): ColumnChange => {
      return { kind: 'renamed', ...about(known), to: shorten(header[position] ?? ''), toPosition: position, ...why }
    }),
    ...gone
      .filter((column) => !renamedFrom.has(column))
      .map((column): ColumnChange => ({ kind: 'missing', ...about(column) })),
    ...respelled.map(({ known, position }): ColumnChange => {
      return { kind: 'respelled', ...about(known), to: shorten(header[position] ?? ''), toPosition: position }
    }),
    ...movedColumns([...exact, ...respelled]).map(({ known, position }): ColumnChange => {
      const after = position === 0 ? null : shorten(header[position - 1] ?? '')
      return { kind: 'moved', ...about(known), toPosition: position, after }
    }),
    ...newColumns(
      free.filter(({ position }) => !renamedTo.has(position)),
      input,
    ),
    ...repeated.map(({ column, positions }): ColumnChange => ({ kind: 'repeated', column, positions })),
  ]
  const isUrgent = (change: ColumnChange) => 'isRequired' in change && change.isRequired && change.kind !== 'moved'
  // A column that is respelled and moved is named once, by its spelling.
  const spelled = new Set(respelled.map(({ position }) => position))
  const once = changes.filter((change) => change.kind !== 'moved' || !spelled.has(change.toPosition))
  return [...once.filter(isUrgent), ...once.filter((change) => !isUrgent(change))]
}

function describedFor(type: ImportType) {
  const required = new Set(type.fields.filter((field) => mustBeFilled(type, field)).map(({ name }) => name))
  return (column: ColumnMapping) => {
    const { header, position, field } = column
    const isRequired = fillsOf(column).some((fill) => required.has(fill.field))
    return { column: shorten(header), position, field, isRequired }
  }
}

/** The columns of the template that stand in the file by name, exactly or but for case and white space. */
function placesByName(
  columns: readonly ColumnMapping[],
  header: readonly string[],
): { exact: Place[]; respelled: Place[] } {
  const byName = new Map(header.map((name, position) => [name, position] as const).reverse())
  const isBlank = (name: string | undefined) => (name ?? 'x').trim() === ''
  const exact = columns.flatMap((known): Place[] => {
    const position = isBlank(known.header) ? known.position : byName.get(known.header)
    return position !== undefined && isBlank(header[position]) === isBlank(known.header) ? [{ known, position }] : []
  })
  const placed = new Set(exact.map(({ known }) => known))
  const claimed = new Set(exact.map(({ position }) => position))
  const positions = header.map((_, position) => position)
  const free = positions.filter((position) => !claimed.has(position) && !isBlank(header[position]))
  const gone = columns.filter((column) => !placed.has(column) && !isBlank(column.header))
  const alike = groupedWithoutCase(free, (position) => header[position] ?? '')
  const rivals = groupedWithoutCase(gone, (column) => column.header)
  const respelled = gone.flatMap((known): Place[] => {
    const name = withoutCase(known.header)
    const [position, ...others] = alike.get(name) ?? []
    // Two that differ in case alone cannot be told apart.
    const isClear = others.length === 0 && rivals.get(name)?.length === 1
    return position !== undefined && isClear ? [{ known, position }] : []
  })
  return { exact, respelled }
}

function repeatedHeaders(header: readonly string[]): { column: string; positions: number[] }[] {
  const byName = new Map<string, number[]>()
  header.forEach((name, position) => {
    if (name.trim() !== '') byName.set(name, [...(byName.get(name) ?? []), position])
  })
  return [...byName]
    .filter(([, positions]) => positions.length > 1)
    .map(([name, positions]) => ({ column: shorten(name), positions }))
}

/** The fewest columns whose moving makes one order into the other; those between them only made room. */
function movedColumns(places: readonly Place[]): Place[] {
  const inOrder = places.toSorted((a, b) => a.known.position - b.known.position)
  const kept = heaviestRising(
    inOrder.map(({ known, position }) => {
      // Where either of two may have moved, it is not the one that stands where it stood.
      return { value: position, weight: inOrder.length + 1 + (known.position === position ? 1 : 0) }
    }),
  )
  return inOrder.filter((_, index) => !kept.has(index))
}

/** The indexes of a rising subsequence of the largest weight (a Fenwick tree of the best one up to each value). */
function heaviestRising(items: readonly { value: number; weight: number }[]): Set<number> {
  type End = { index: number; weight: number; before: End | undefined }
  const size = Math.max(0, ...items.map(({ value }) => value)) + 1
  const tree: (End | undefined)[] = []
  const better = (one: End | undefined, other: End | undefined) =>
    (one?.weight ?? 0) >= (other?.weight ?? 0) ? one : other
  items.forEach(({ value, weight }, index) => {
    let before: End | undefined
    for (let at = value; at > 0; at -= at & -at) before = better(before, tree[at])
    const end = { index, weight: (before?.weight ?? 0) + weight, before }
    for (let at = value + 1; at <= size; at += at & -at) tree[at] = better(tree[at], end)
  })
  const kept = new Set<number>()
  let end: End | undefined
  for (let at = size; at > 0; at -= at & -at) end = better(end, tree[at])
  for (; end; end = end.before) kept.add(end.index)
  return kept
}

function newColumns(free: readonly SampleColumn[], { mapping, type }: HeaderInput): ChangeOf<'new'>[] {
  const filled = new Set([
    ...mapping.columns.flatMap(fillsOf).map(({ field }) => field),
    ...Object.keys(mapping.constants),
  ])
  const guesses = suggestMapping(free.slice(0, GUESSED_MAX), type)
  return free.map(({ header, position }, index) => {
    const guess = guesses[index]?.field
    const suggestion = guess === undefined || filled.has(guess) ? null : guess
    return {
      ...{ kind: 'new' as const, column: shorten(header), toPosition: position, suggestion },
      isSensitive: isSensitiveHeader(header),
    }
  })
}
