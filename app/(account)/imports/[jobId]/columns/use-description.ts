'use client'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { FieldChoice, GridColumn } from './grid-column'
import { columnName } from './mapping-cells'
import type { MappingEdit } from './mapping-draft'

/** Says an edit in words, for the announcement and for the undo button. */
export function useDescription(
  columns: readonly GridColumn[],
  fields: readonly FieldChoice[],
): (edit: MappingEdit) => string {
  const words = useTranslations('wizard.columns')
  return useCallback(
    (edit) => {
      const nameOf = (position: number) => {
        const column = columns.find((candidate) => candidate.position === position)
        return column ? columnName(column, words) : String(position + 1)
      }
      const titleOf = (name: string) => fields.find((field) => field.name === name)?.title ?? name
      switch (edit.type) {
        case 'field':
          return edit.field === null
            ? words('edit.ignored', { column: nameOf(edit.position) })
            : words('edit.field', { column: nameOf(edit.position), field: titleOf(edit.field) })
        case 'fills':
          return words('edit.values', { column: nameOf(edit.position) })
        case 'combine':
          return words('edit.combined', {
            ...{ field: titleOf(edit.field), count: edit.positions.length },
            columns: edit.positions.map(nameOf).join(' + '),
          })
        case 'constant':
          return edit.value === null
            ? words('edit.constantDropped', { field: titleOf(edit.field) })
            : words('edit.constant', { field: titleOf(edit.field), value: edit.value })
        case 'accept':
          return words('edit.accepted', { count: edit.fields.length })
      }
    },
    [columns, fields, words],
  )
}
