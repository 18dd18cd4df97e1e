// A template's column mapping, compiled for one file: from the cells of a row to the texts of the type's fields.
import { mustBeFilled, type ImportType } from '@/lib/import-types/import-type'
import { issueOf, type Issue } from '@/lib/issues/issue'
import type { Cell } from '@/lib/validation/cell'
import type { DateFormat } from '@/lib/validation/validation-settings'
import { combine } from './combine'
import {
  fillsOf,
  partsOf,
  type ColumnMapping,
  type Combination,
  type FileMapping,
  type Transform,
} from './file-mapping'
import { matchColumns, type MatchSettings } from './match-columns'
import { changedTexts, compileTransforms, type ChangeText } from './transforms'

export type CompiledMapping = {
  readonly ok: true
  /** What to tell about the header of a file that can be read all the same. */
  readonly warnings: readonly Issue[]
  /** The mapped texts in the order of the type's fields; null where nothing fills the field. */
  apply(cells: readonly string[]): Cell[]
  /** Where these texts come from, in the same order. */
  readonly sources: readonly FieldSource[]
  /** The header, as it stands in the file, of the column that fills a field; of several, all; undefined for a constant. */
  columnOf(field: string): string | undefined
  /** How dates are written behind the transforms of a field's columns; undefined: as the template's settings say. */
  dateFormatsOf(field: string): readonly DateFormat[] | undefined
  /** The number of cells a row must at least have for every mapped column to exist. */
  readonly columnsMin: number
}

/** Where the text of a field comes from: a cell of the row, perhaps changed, several cells, or the same in every row. */
export type FieldSource = {
  /** Of the cell; undefined if no column fills the field, or several do. */
  readonly position: number | undefined
  /** What the column's transforms make of its text; undefined if it has none. */
  readonly change: ChangeText | undefined
  /** The texts that the transforms may make into others (changedTexts); undefined: any. */
  readonly changed: readonly string[] | undefined
  /** Without a column: the text, or null for none. */
  readonly constant: string | null
  /** Where several columns fill the field: where they stand, in order, and what their texts become together. */
  readonly several?: {
    readonly positions: readonly number[]
    combine(texts: readonly string[]): ReturnType<ChangeText>
  }
}

/** Where the cells of a field stand. */
export function positionsOf({ position, several }: FieldSource): readonly number[] {
  return several?.positions ?? (position === undefined ? [] : [position])
}

/**
 * Compiles the mapping for a file.
 * @param header of the file, or null for a file without one, whose columns are found by position.
 * @returns the compiled mapping, or every reason why the file cannot be read with it.
 */
export function compileMapping(
  mapping: FileMapping,
  header: readonly string[] | null,
  type: ImportType,
  settings: MatchSettings,
): CompiledMapping | { readonly ok: false; readonly issues: readonly Issue[] } {
  const { positions, issues: found } = header
    ? matchColumns(mapping, header, type, settings)
    : { positions: new Map(mapping.columns.map((column) => [column, column.position])), issues: [] }
  const combinations: Combinations = new Map(Object.entries(mapping.combined ?? {}))
  const issues = [...contradictions(mapping, type, combinations), ...found]
  if (issues.some((issue) => issue.severity === 'error')) return { ok: false, issues }

  const filling = new Map<string, Filling>()
  const fields = new Set(mapping.columns.flatMap(fillsOf).map(({ field }) => field))
  for (const field of fields) {
    const parts = partsOf(mapping.columns, field)
    const found = parts.flatMap(({ column, fill: { transforms } }) => {
      const position = positions.get(column)
      return position === undefined ? [] : { position, transforms, header: header?.[position] ?? column.header }
    })
    // Of a field made of several columns, a part is not the whole.
    if (found.length === parts.length) filling.set(field, fillingOf(found, combinations.get(field)))
  }
  // A map, because a field may be called "constructor".
  const constants = new Map(Object.entries(mapping.constants))
  const sources = type.fields.map(({ name }) => filling.get(name)?.source ?? withoutColumn(constants.get(name)))
  const readers = sources.map(compileSource)
  return {
    ok: true,
    warnings: issues,
    apply: (cells) => readers.map((read) => read(cells)),
    sources,
    columnOf: (field) => filling.get(field)?.header,
    dateFormatsOf: (field) => (filling.get(field)?.writesDates ? CHANGED_DATES : undefined),
    columnsMin: Math.max(0, ...[...filling.values()].flatMap(({ source }) => positionsOf(source)).map((at) => at + 1)),
  }
}

/** What the transform of dates writes. */
const CHANGED_DATES = ['YYYY-MM-DD'] as const

type Combinations = ReadonlyMap<string, Combination>

type Filling = { readonly source: FieldSource; readonly header: string; readonly writesDates: boolean }

type Found = { readonly position: number; readonly transforms: readonly Transform[]; readonly header: string }

function fillingOf(found: readonly Found[], combination: Combination | undefined): Filling {
  const [only] = found
  const all = [...found.flatMap(({ transforms }) => transforms), ...(combination?.transforms ?? [])]
  const header = found.map((part) => part.header).join(' + ')
  const writesDates = all.some(({ type }) => type === 'date')
  if (only && !combination) {
    const { position, transforms } = only
    const source = {
      position,
      change: compileTransforms(transforms),
      changed: changedTexts(transforms),
      constant: null,
    }
    return { source, header, writesDates }
  }
  const several = {
    positions: found.map(({ position }) => position),
    combine: combine(
      combination ?? { separator: '', transforms: [] },
      found.map(({ transforms }) => transforms),
    ),
  }
  const source = { position: undefined, change: undefined, changed: undefined, constant: null, several }
  return { source, header, writesDates }
}

const withoutColumn = (constant: string | undefined): FieldSource => ({
  ...{ position: undefined, change: undefined, changed: [] },
  constant: constant ?? null,
})

function compileSource({ position, change, constant, several }: FieldSource): (cells: readonly string[]) => Cell {
  if (several) return (cells) => several.combine(several.positions.map((at) => cells[at] ?? ''))
  if (position === undefined) return () => constant
  if (!change) return (cells) => cells[position] ?? null
  return (cells) => change(cells[position] ?? '')
}

/** What no file could satisfy: a field nobody knows, one filled twice, a required one filled by nothing. */
function contradictions({ columns, constants }: FileMapping, type: ImportType, combined: Combinations): Issue[] {
  const sources = new Map<string, string[]>()
  const add = (field: string, source: string) => sources.set(field, [...(sources.get(field) ?? []), source])
  for (const column of columns) for (const { field } of fillsOf(column)) add(field, nameOf(column))
  for (const [field, value] of Object.entries(constants)) add(field, `"${value}"`)

  const known = new Set(type.fields.map((field) => field.name))
  const unknown = [...sources.keys()].filter((field) => !known.has(field))
  const isTwice = ([field, names]: [string, string[]]) =>
    combined.has(field) ? Object.hasOwn(constants, field) || new Set(names).size < names.length : names.length > 1
  const repeated = [...sources].filter(isTwice)
  const unfilled = type.fields.filter((field) => !sources.has(field.name) && mustBeFilled(type, field))
  return [
    ...unknown.map((field) => issueOf('header-field-unknown', { field })),
    ...repeated.map(([field, names]) => issueOf('header-field-repeated', { field, params: { columns: names } })),
    ...unfilled.map(({ name }) => issueOf('header-field-unmapped', { field: name })),
  ]
}

function nameOf(column: ColumnMapping): string {
  return column.header.trim() === '' ? String(column.position + 1) : column.header
}
