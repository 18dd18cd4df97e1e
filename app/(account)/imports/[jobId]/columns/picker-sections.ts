// The fields in the order in which one column's list offers them.
import type { PickerField, PickerSection } from './field-picker'
import type { FieldChoice, GridColumn } from './grid-column'
import { columnName } from './mapping-cells'
import { columnsFor, type MappingDraft } from './mapping-draft'

type Words = (
  key: 'section.suggested' | 'section.required' | 'section.free' | 'section.used' | 'usedBy' | 'usedByValue',
  params?: Record<string, string>,
) => string

/** Suggested, then required and still empty, then free, then those that another column or a fixed value fills. */
export function pickerSections({
  position,
  columns,
  fields,
  draft,
  words,
}: {
  position: number
  columns: readonly GridColumn[]
  fields: readonly FieldChoice[]
  draft: MappingDraft
  words: Words & Parameters<typeof columnName>[1]
}): PickerSection[] {
  const nameAt = (at: number) => {
    const column = columns.find((candidate) => candidate.position === at)
    return column ? columnName(column, words) : ''
  }
  const suggested = columns.find((column) => column.position === position)?.suggestion?.field
  const groups = { suggested: [], required: [], free: [], used: [] } as Record<
    'suggested' | 'required' | 'free' | 'used',
    PickerField[]
  >
  for (const field of fields) {
    const all = columnsFor(draft, field.name)
    const by = all[0]
    const isElsewhere =
      (by !== undefined && !all.some((one) => one.position === position)) || Object.hasOwn(draft.constants, field.name)
    const note = !isElsewhere ? undefined : by ? words('usedBy', { column: nameAt(by.position) }) : words('usedByValue')
    const group = field.name === suggested ? 'suggested' : isElsewhere ? 'used' : field.required ? 'required' : 'free'
    groups[group].push({ ...field, note })
  }
  return (['suggested', 'required', 'free', 'used'] as const).map((id) => ({
    id,
    title: words(`section.${id}`),
    fields: groups[id],
  }))
}
