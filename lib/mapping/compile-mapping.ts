// A template's column mapping, compiled for one file: from the cells of a row to the texts of the type's fields.
import { mustBeFilled, type ImportType } from '@/lib/import-types/import-type'
import { issueOf, type Issue } from '@/lib/issues/issue'
import type { ColumnMapping, FileMapping } from './file-mapping'
import { matchColumns, type MatchSettings } from './match-columns'
import { changedTexts, compileTransforms, type ChangeText } from './transforms'

export type CompiledMapping = {
  readonly ok: true
  /** What to tell about the header of a file that can be read all the same. */
  readonly warnings: readonly Issue[]
  /** The mapped texts in the order of the type's fields; null where nothing fills the field. */
  apply(cells: readonly string[]): (string | null)[]
  /** Where these texts come from, in the same order. */
  readonly sources: readonly FieldSource[]
  /** The header, as it stands in the file, of the column that fills a field; undefined for a constant. */
  columnOf(field: string): string | undefined
  /** The number of cells a row must at least have for every mapped column to exist. */
  readonly columnsMin: number
}

/** Where the text of a field comes from: a cell of the row, perhaps changed, or the same text in every row. */
export type FieldSource = {
  /** Of the cell; undefined if no column fills the field. */
  readonly position: number | undefined
  /** What the column's transforms make of its text; undefined if it has none. */
  readonly change: ChangeText | undefined
  /** The texts that the transforms may make into others (changedTexts); undefined: any. */
  readonly changed: readonly string[] | undefined
  /** Without a column: the text, or null for none. */
  readonly constant: string | null
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
  const line = mapping.dialect.headerLine
  const { positions, issues: found } = header
    ? matchColumns(mapping.columns, header, line, settings)
    : { positions: new Map(mapping.columns.map((column) => [column, column.position])), issues: [] }
  const issues = [...contradictions(mapping, type), ...found]
  if (issues.some((issue) => issue.severity === 'error')) return { ok: false, issues }

  const filling = new Map<string, Filling>()
  for (const column of mapping.columns) {
    const position = positions.get(column)
    if (column.field === null || position === undefined) continue
    filling.set(column.field, {
      position,
      change: compileTransforms(column.transforms),
      changed: changedTexts(column.transforms),
      constant: null,
      header: header?.[position] ?? column.header,
    })
  }
  // A map, because a field may be called "constructor".
  const constants = new Map(Object.entries(mapping.constants))
  const sources = type.fields.map(({ name }) => filling.get(name) ?? withoutColumn(constants.get(name)))
  const fields = sources.map(compileSource)
  return {
    ok: true,
    warnings: issues,
    apply: (cells) => fields.map((read) => read(cells)),
    sources,
    columnOf: (field) => filling.get(field)?.header,
    columnsMin: Math.max(0, ...[...filling.values()].map(({ position }) => position + 1)),
  }
}

type Filling = FieldSource & { readonly position: number; readonly header: string }

const withoutColumn = (constant: string | undefined): FieldSource => ({
  ...{ position: undefined, change: undefined, changed: [] },
  constant: constant ?? null,
})

function compileSource({ position, change, constant }: FieldSource): (cells: readonly string[]) => string | null {
  if (position === undefined) return () => constant
  if (!change) return (cells) => cells[position] ?? null
  return (cells) => change(cells[position] ?? '')
}

/** What no file could satisfy: a field nobody knows, one filled twice, a required one filled by nothing. */
function contradictions({ columns, constants }: FileMapping, type: ImportType): Issue[] {
  const sources = new Map<string, string[]>()
  const add = (field: string, source: string) => sources.set(field, [...(sources.get(field) ?? []), source])
  for (const column of columns) if (column.field !== null) add(column.field, nameOf(column))
  for (const [field, value] of Object.entries(constants)) add(field, `"${value}"`)

  const known = new Set(type.fields.map((field) => field.name))
  const unknown = [...sources.keys()].filter((field) => !known.has(field))
  const repeated = [...sources].filter(([, names]) => names.length > 1)
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
