// The mapping while a person edits it: pure steps from one draft to the next. Every step can be undone, and each knows
// what it did in a form the page has words for.
import type { ColumnMapping, Transform } from '@/lib/mapping/file-mapping'

export type MappingDraft = {
  readonly columns: readonly ColumnMapping[]
  /** Fields that get the same value in every row, by field name. */
  readonly constants: Readonly<Record<string, string>>
}

export type MappingEdit =
  | { readonly type: 'field'; readonly position: number; readonly field: string | null }
  | { readonly type: 'transforms'; readonly position: number; readonly transforms: readonly Transform[] }
  | { readonly type: 'constant'; readonly field: string; readonly value: string | null }
  | { readonly type: 'accept'; readonly fields: readonly { readonly position: number; readonly field: string }[] }

/**
 * The draft after one edit; the very same one if the edit changes nothing. A field is filled from one place only: whoever gives it to a column takes it from the
 * column or constant that had it.
 */
export function applyEdit(draft: MappingDraft, edit: MappingEdit): MappingDraft {
  switch (edit.type) {
    case 'field':
      return giveField(draft, edit.position, edit.field)
    case 'transforms':
      return changeColumn(draft, edit.position, { transforms: [...edit.transforms] })
    case 'constant':
      return edit.value === null ? dropConstant(draft, edit.field) : setConstant(draft, edit.field, edit.value)
    case 'accept':
      return edit.fields.reduce((current, { position, field }) => giveField(current, position, field), draft)
  }
}

/** The column that fills the field, if one does. */
export function columnFor(draft: MappingDraft, field: string): ColumnMapping | undefined {
  return draft.columns.find((column) => column.field === field)
}

/** Required fields that neither a column nor a constant fills. */
export function missingFields<F extends { name: string; required: boolean }>(
  draft: MappingDraft,
  fields: readonly F[],
): F[] {
  return fields.filter((field) => field.required && !columnFor(draft, field.name) && !(field.name in draft.constants))
}

function giveField(draft: MappingDraft, position: number, field: string | null): MappingDraft {
  const freed = field === null ? draft : dropConstant(draft, field)
  const columns = freed.columns.map((column) => {
    if (column.position === position) return column.field === field ? column : { ...column, field }
    return field !== null && column.field === field ? { ...column, field: null } : column
  })
  const isSame = freed === draft && columns.every((column, index) => column === draft.columns[index])
  return isSame ? draft : { ...freed, columns }
}

function setConstant(draft: MappingDraft, field: string, value: string): MappingDraft {
  const columns = draft.columns.map((column) => (column.field === field ? { ...column, field: null } : column))
  return { columns, constants: { ...draft.constants, [field]: value } }
}

function dropConstant(draft: MappingDraft, field: string): MappingDraft {
  if (!(field in draft.constants)) return draft
  const { [field]: dropped, ...constants } = draft.constants
  return { ...draft, constants }
}

function changeColumn(draft: MappingDraft, position: number, change: Partial<ColumnMapping>): MappingDraft {
  return {
    ...draft,
    columns: draft.columns.map((column) => (column.position === position ? { ...column, ...change } : column)),
  }
}
