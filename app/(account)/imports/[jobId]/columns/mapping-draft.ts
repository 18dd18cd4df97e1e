// The mapping while a person edits it: pure steps from one draft to the next. Every step can be undone, and each knows
// what it did in a form the page has words for.
import { fillsOf, partsOf, type ColumnMapping, type Combination, type Fill } from '@/lib/mapping/file-mapping'

export type MappingDraft = {
  readonly columns: readonly ColumnMapping[]
  /** Fields that get the same value in every row, by field name. */
  readonly constants: Readonly<Record<string, string>>
  /** Fields that several columns fill together. */
  readonly combined?: Readonly<Record<string, Combination>> | undefined
}

export type MappingEdit =
  | { readonly type: 'field'; readonly position: number; readonly field: string | null }
  /** All that a column fills, with what is done to its values on the way; the first is its own field. */
  | { readonly type: 'fills'; readonly position: number; readonly fills: readonly Fill[] }
  /** The columns that fill a field together, in their order; of one alone, or none, nothing is put together. */
  | {
      readonly type: 'combine'
      readonly field: string
      readonly positions: readonly number[]
      readonly combination: Combination
    }
  | { readonly type: 'constant'; readonly field: string; readonly value: string | null }
  | { readonly type: 'accept'; readonly fields: readonly { readonly position: number; readonly field: string }[] }

/**
 * The draft after one edit; the very same one if the edit changes nothing. A field is filled from one place only, unless
 * it is put together: whoever gives it to a column takes it from the columns or the constant that had it.
 */
export function applyEdit(draft: MappingDraft, edit: MappingEdit): MappingDraft {
  switch (edit.type) {
    case 'field':
      return giveField(draft, edit.position, edit.field)
    case 'fills':
      return setFills(draft, edit.position, edit.fills)
    case 'combine':
      return combine(draft, edit)
    case 'constant':
      return edit.value === null ? dropConstant(draft, edit.field) : setConstant(draft, edit.field, edit.value)
    case 'accept':
      return edit.fields.reduce((current, { position, field }) => giveField(current, position, field), draft)
  }
}

/** The column that fills the field, if one does; of several, the first. */
export function columnFor(draft: MappingDraft, field: string): ColumnMapping | undefined {
  return columnsFor(draft, field)[0]
}

/** The columns that fill the field, in the order in which they are put together. */
export function columnsFor(draft: MappingDraft, field: string): ColumnMapping[] {
  return partsOf(draft.columns, field).map(({ column }) => column)
}

/** Required fields that neither a column nor a constant fills. */
export function missingFields<F extends { name: string; required: boolean }>(
  draft: MappingDraft,
  fields: readonly F[],
): F[] {
  const filled = new Set(draft.columns.flatMap((column) => fillsOf(column).map(({ field }) => field)))
  return fields.filter(
    (field) => field.required && !filled.has(field.name) && !Object.hasOwn(draft.constants, field.name),
  )
}

function giveField(draft: MappingDraft, position: number, field: string | null): MappingDraft {
  const column = columnAt(draft, position)
  if (!column || column.field === field) return draft
  if (field === null) return tidy(changeColumn(draft, position, () => withFills(column, [])))
  const [, ...others] = fillsOf(column)
  const { transforms } = column
  return setFills(draft, position, [{ field, transforms }, ...others.filter((fill) => fill.field !== field)])
}

function setFills(draft: MappingDraft, position: number, fills: readonly Fill[]): MappingDraft {
  const column = columnAt(draft, position)
  if (!column || JSON.stringify(fillsOf(column)) === JSON.stringify(fills)) return draft
  const before = new Set(fillsOf(column).map(({ field }) => field))
  const taken = fills.filter(({ field }) => !before.has(field)).map(({ field }) => field)
  const freed = taken.reduce(freeField, draft)
  return tidy(changeColumn(freed, position, (own) => withFills(own, fills)))
}

type Combine = Extract<MappingEdit, { type: 'combine' }>

function combine(draft: MappingDraft, { field, positions, combination }: Combine): MappingDraft {
  const columns = draft.columns.map((column) => {
    const fills = fillsOf(column)
    const order = positions.indexOf(column.position)
    const known = fills.find((fill) => fill.field === field)
    if (order < 0) {
      const others = fills.filter((fill) => fill !== known)
      return known ? withFills(column, others) : column
    }
    const fill = { field, transforms: known?.transforms ?? [], order }
    return withFills(column, known ? fills.map((one) => (one === known ? fill : one)) : [...fills, fill])
  })
  const made = tidy({ ...dropConstant(draft, field), columns, combined: { ...draft.combined, [field]: combination } })
  return JSON.stringify(made) === JSON.stringify(draft) ? draft : made
}

/** Takes the field from whatever fills it. */
function freeField(draft: MappingDraft, field: string): MappingDraft {
  const freed = dropConstant(draft, field)
  const columns = freed.columns.map((column) => {
    const fills = fillsOf(column)
    const others = fills.filter((fill) => fill.field !== field)
    return others.length === fills.length ? column : withFills(column, others)
  })
  return { ...freed, columns }
}

/** What one column fills alone is not put together: what was done to the whole is done to it. */
function tidy(draft: MappingDraft): MappingDraft {
  let { columns } = draft
  const entries = Object.entries(draft.combined ?? {})
  const kept = entries.filter(([field, { transforms: whole }]) => {
    const parts = partsOf(columns, field)
    const [only] = parts
    if (!only || parts.length > 1) return parts.length > 1
    const alone = { field, transforms: [...only.fill.transforms, ...whole] }
    const fills = fillsOf(only.column).map((fill) => (fill.field === field ? alone : fill))
    columns = columns.map((column) => (column === only.column ? withFills(column, fills) : column))
    return false
  })
  if (entries.length === 0) return draft
  return { columns, constants: draft.constants, ...(kept.length > 0 && { combined: Object.fromEntries(kept) }) }
}

/** The column with other fields. One that fills none keeps what was done to its values, for whoever chooses again. */
function withFills({ header, position, transforms }: ColumnMapping, fills: readonly Fill[]): ColumnMapping {
  const [own, ...others] = fills
  if (!own) return { header, position, field: null, transforms }
  return { header, position, ...own, ...(others.length > 0 && { alsoFills: others }) }
}

function setConstant(draft: MappingDraft, field: string, value: string): MappingDraft {
  if (Object.hasOwn(draft.constants, field) && draft.constants[field] === value) return draft
  const freed = tidy(freeField(draft, field))
  return { ...freed, constants: { ...freed.constants, [field]: value } }
}

function dropConstant(draft: MappingDraft, field: string): MappingDraft {
  if (!Object.hasOwn(draft.constants, field)) return draft
  const { [field]: dropped, ...constants } = draft.constants
  return { ...draft, constants }
}

function columnAt(draft: MappingDraft, position: number): ColumnMapping | undefined {
  return draft.columns.find((column) => column.position === position)
}

function changeColumn(
  draft: MappingDraft,
  position: number,
  change: (column: ColumnMapping) => ColumnMapping,
): MappingDraft {
  return {
    ...draft,
    columns: draft.columns.map((column) => (column.position === position ? change(column) : column)),
  }
}
