// The mapping that would read a file whose columns have changed: every column keeps what it fills under its new name and
// in its new place; what is new is ignored until a person decides. Proposed only where nothing has to be guessed.
import type { ImportType } from '@/lib/import-types/import-type'
import { columnChanges, type HeaderInput } from './column-changes'
import type { ChangeOf, ColumnChange } from './column-change'
import { compileMapping } from './compile-mapping'
import { fillsOf, partsOf, type ColumnMapping, type FileMapping } from './file-mapping'
import type { MatchSettings } from './match-columns'

/** A mapping has no more columns than this. */
const COLUMNS_MAX = 10_000

export type Proposal = {
  readonly changes: readonly ColumnChange[]
  /** For tonight's header; undefined where a person has to decide which column is which. */
  readonly mapping: FileMapping | undefined
}

/** Compares and proposes. @param input with the whole mapping of the file. */
export function proposeColumns(
  input: HeaderInput & { readonly mapping: FileMapping },
  settings: MatchSettings,
): Proposal {
  const { mapping, header, type } = input
  const changes = columnChanges(input)
  if (changes.length === 0) return { changes, mapping: undefined }
  const proposed = mapped(mapping, header, changes)
  return { changes, mapping: proposed && isUsable(proposed, mapping, header, type, settings) ? proposed : undefined }
}

function mapped(
  mapping: FileMapping,
  header: readonly string[],
  changes: readonly ColumnChange[],
): FileMapping | undefined {
  const isUnclear = changes.some(
    (change) => change.kind === 'repeated' || (change.kind === 'renamed' && change.isRequired && !change.isSure),
  )
  if (isUnclear || header.length > COLUMNS_MAX) return undefined
  return { ...mapping, columns: followedColumns(mapping, header, changes) }
}

/**
 * The columns of a header: those that are known, or surely stand in for a known one, fill what that fills; all others are
 * ignored.
 */
export function followedColumns(
  mapping: FileMapping,
  header: readonly string[],
  changes: readonly ColumnChange[],
): ColumnMapping[] {
  const standsIn = new Map(changes.flatMap((change) => (isMeant(change) ? [[change.toPosition, change.position]] : [])))
  const gone = new Set(changes.flatMap((change) => (isMeant(change) || isGone(change) ? [change.position] : [])))
  const known = inTheirOrder(mapping)
  const byPosition = new Map(known.map((column) => [column.position, column]))
  const byName = new Map(known.filter(({ position }) => !gone.has(position)).map((column) => [column.header, column]))
  return header.map((name, position): ColumnMapping => {
    const from = standsIn.get(position)
    const blank = name.trim() === '' ? byPosition.get(position) : undefined
    const column = from === undefined ? (blank ?? byName.get(name)) : byPosition.get(from)
    const isKnown = column && (blank === undefined || column.header.trim() === '')
    return isKnown ? { ...column, header: name, position } : { header: name, position, field: null, transforms: [] }
  })
}

type StandIn = ChangeOf<'renamed'> | ChangeOf<'respelled'>

const isMeant = (change: ColumnChange): change is StandIn =>
  change.kind === 'respelled' || (change.kind === 'renamed' && change.isSure)

const isGone = (change: ColumnChange): change is ChangeOf<'renamed'> | ChangeOf<'missing'> =>
  change.kind === 'missing' || (change.kind === 'renamed' && !change.isSure)

/** Columns that fill a field together are put together in the order they had, wherever they stand now. */
function inTheirOrder({ columns, combined = {} }: FileMapping): readonly ColumnMapping[] {
  const orders = new Map<ColumnMapping, Map<string, number>>()
  for (const field of Object.keys(combined)) {
    partsOf(columns, field).forEach(({ column }, index) => {
      orders.set(column, (orders.get(column) ?? new Map<string, number>()).set(field, index))
    })
  }
  return columns.map((column) => {
    const own = orders.get(column)
    if (!own) return column
    const ordered = <Part extends { field: string | null }>(part: Part) => {
      const order = part.field === null ? undefined : own.get(part.field)
      return order === undefined ? part : { ...part, order }
    }
    return { ...ordered(column), ...(column.alsoFills && { alsoFills: column.alsoFills.map(ordered) }) }
  })
}

/** It reads the file without an objection, and no field made of several columns has lost a part. */
function isUsable(
  proposed: FileMapping,
  before: FileMapping,
  header: readonly string[],
  type: ImportType,
  settings: MatchSettings,
): boolean {
  const partsIn = ({ columns }: FileMapping, field: string) =>
    columns.flatMap(fillsOf).filter((fill) => fill.field === field).length
  const isWhole = Object.keys(before.combined ?? {}).every(
    (field) => partsIn(proposed, field) === partsIn(before, field),
  )
  return isWhole && compileMapping(proposed, header, type, settings).ok
}
