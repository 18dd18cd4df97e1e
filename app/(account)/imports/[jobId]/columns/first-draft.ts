// The mapping as the page opens: what the person saved, or what is beyond doubt.
import { fillsOf } from '@/lib/mapping/file-mapping'
import { SURE, type FieldChoice, type GridColumn } from './grid-column'
import type { MappingDraft } from './mapping-draft'

/**
 * @param saved the columns and constants last saved for exactly these columns, if any.
 * @returns a draft with one entry for each column of the file, in its order.
 */
export function firstDraft(
  columns: readonly GridColumn[],
  fields: readonly FieldChoice[],
  saved: MappingDraft | undefined,
): MappingDraft {
  const known = new Map(saved?.columns.map((column) => [column.position, column]))
  return {
    columns: columns.map(({ key: header, position, suggestion }) => {
      const before = known.get(position)
      if (before) return { ...before, header, position }
      const isSure =
        !saved && suggestion !== null && mayPreselect(suggestion.field, fields) && suggestion.confidence >= SURE
      return { header, position, field: isSure ? suggestion.field : null, transforms: [] }
    }),
    constants: saved?.constants ?? {},
    ...(saved?.combined && { combined: saved.combined }),
  }
}

/** The suggestions that are not followed yet and that one press may follow: never those for sensitive fields. */
export function openSuggestions(
  draft: MappingDraft,
  columns: readonly GridColumn[],
  fields: readonly FieldChoice[],
): { position: number; field: string }[] {
  const filled = draft.columns.flatMap((column) => fillsOf(column).map(({ field }) => field))
  const taken = new Set([...filled, ...Object.keys(draft.constants)])
  return columns.flatMap(({ position, suggestion }) => {
    const isFree = draft.columns.find((column) => column.position === position)?.field === null
    if (!suggestion || !isFree || taken.has(suggestion.field) || !mayPreselect(suggestion.field, fields)) return []
    return [{ position, field: suggestion.field }]
  })
}

function mayPreselect(name: string, fields: readonly FieldChoice[]): boolean {
  const field = fields.find((candidate) => candidate.name === name)
  return field !== undefined && !field.sensitive
}
