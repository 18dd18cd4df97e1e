'use client'
// The columns step: the draft with its history, what is said about it, and the parts that show it.
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useCallback, useDeferredValue, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { LiveRegion } from '@/components/ui/live-region'
import { firstDraft, openSuggestions } from './first-draft'
import type { FieldChoice, GridColumn } from './grid-column'
import { ContinueBar } from './continue-bar'
import { FillDialog } from './fill-dialog'
import { fillsOf } from '@/lib/mapping/file-mapping'
import { ConstantsPanel, MissingPanel } from './filled-fields'
import { columnName } from './mapping-cells'
import { MappingContext, type MappingDesk } from './mapping-context'
import { columnFor, columnsFor, missingFields, type MappingDraft, type MappingEdit } from './mapping-draft'
import { advanceHistory, startHistory } from './mapping-history'
import { MappingTable, type MappingRow, type RowFilter } from './mapping-table'
import { MappingToolbar } from './mapping-toolbar'
import { pickerSections } from './picker-sections'
import { useAutosave } from './use-autosave'
import type { LoadValues } from './use-column-values'
import { useDescription } from './use-description'
import { useUndoKeys } from './use-undo-keys'

/** Opened by few, so they come when they are asked for. */
const ValuesDialog = dynamic(() => import('./values-dialog').then((module) => module.ValuesDialog))
const CombineDialog = dynamic(() => import('./combine-dialog').then((module) => module.CombineDialog))

export type MappingBoardProps = {
  columns: readonly GridColumn[]
  fields: readonly FieldChoice[]
  saved: MappingDraft | undefined
  save: (draft: MappingDraft) => Promise<boolean>
  /** Counts the values of columns in the whole sample. */
  loadValues: LoadValues
  /** Starts the check and leads there. */
  goOn: () => Promise<void>
}

export function MappingBoard({ columns, fields, saved, save, loadValues, goOn }: MappingBoardProps) {
  const words = useTranslations('wizard.columns')
  const [history, advance] = useReducer(advanceHistory, null, () => startHistory(firstDraft(columns, fields, saved)))
  const { draft } = history
  const [announcement, announce] = useState('')
  const [filter, setFilter] = useState<RowFilter>({ search: '', positions: null })
  // The letters of a search come first, the rows it finds after them.
  const shownFilter = useDeferredValue(filter)
  const [valuesOf, editValues] = useState<number | null>(null)
  const [filling, fill] = useState<FieldChoice | null>(null)
  const [combining, combine] = useState<FieldChoice | null>(null)
  const autosave = useAutosave(save)

  const describe = useDescription(columns, fields)
  const latest = useRef(history)
  useEffect(() => {
    if (latest.current !== history && latest.current.draft !== history.draft) autosave.change(history.draft)
    latest.current = history
  }, [history, autosave])

  const edit = useCallback(
    (change: MappingEdit) => {
      advance({ type: 'edit', edit: change })
      announce(describe(change))
      if ('position' in change) keepFocusNear(change.position)
    },
    [describe],
  )
  const undo = useCallback(() => {
    const step = latest.current.done.at(-1)
    advance({ type: 'undo' })
    announce(step ? words('undone', { edit: describe(step.edit) }) : words('nothingToUndo'))
  }, [describe, words])
  const redo = useCallback(() => {
    const step = latest.current.undone.at(-1)
    advance({ type: 'redo' })
    announce(step ? words('redone', { edit: describe(step.edit) }) : words('nothingToRedo'))
  }, [describe, words])
  useUndoKeys({ undo, redo })

  const desk = useMemo((): MappingDesk => {
    const byName = new Map(fields.map((field) => [field.name, field]))
    return {
      field: (name) => byName.get(name) ?? null,
      edit,
      editValues,
      combine: (name) => combine(byName.get(name) ?? null),
      sectionsFor: (position) => pickerSections({ position, columns, fields, draft: latest.current.draft, words }),
    }
  }, [fields, columns, edit, words])

  const rows = useRows(columns, draft, fields)
  const missing = missingFields(draft, fields)
  const open = openSuggestions(draft, columns, fields)
  const valuesColumn = columns.find((column) => column.position === valuesOf)
  const valuesMapping = draft.columns.find((column) => column.position === valuesOf)
  return (
    <MappingContext value={desk}>
      <LiveRegion>{announcement}</LiveRegion>
      <MissingPanel missing={missing} onFill={fill} />
      <MappingToolbar
        columns={columns}
        draft={draft}
        filter={filter}
        onFilter={setFilter}
        openSuggestions={open.length}
        onAccept={() => edit({ type: 'accept', fields: open })}
        undo={history.done.length > 0 ? describe(history.done.at(-1)!.edit) : null}
        redo={history.undone.length > 0 ? describe(history.undone.at(-1)!.edit) : null}
        onUndo={undo}
        onRedo={redo}
        saveState={autosave.state}
      />
      <MappingTable rows={rows} filter={shownFilter} />
      <ConstantsPanel draft={draft} fields={fields} onFill={fill} onEdit={edit} />
      <ContinueBar
        missing={missing}
        saveState={autosave.state}
        onContinue={() => {
          // What was chosen for the person counts once they go on; a saved draft is not saved again, because that would
          // make its check out of date.
          if (!saved && history.done.length === 0) autosave.change(draft)
          return autosave.flush()
        }}
        onGoOn={goOn}
      />
      {valuesColumn && valuesMapping ? (
        <ValuesDialog
          key={valuesColumn.position}
          column={valuesColumn}
          fills={fillsOf(valuesMapping)}
          fields={fields}
          shared={new Set(Object.keys(draft.combined ?? {}))}
          sectionsWhenOpen={() => desk.sectionsFor(valuesColumn.position)}
          load={loadValues}
          onSave={(fills) => edit({ type: 'fills', position: valuesColumn.position, fills })}
          onCombine={(name) => {
            editValues(null)
            desk.combine(name)
          }}
          onClose={() => editValues(null)}
        />
      ) : null}
      {combining ? (
        <CombineDialog
          key={combining.name}
          field={combining}
          columns={columns}
          draft={draft}
          load={loadValues}
          onSave={edit}
          onClose={() => combine(null)}
        />
      ) : null}
      {filling ? (
        <FillDialog
          key={filling.name}
          field={filling}
          columns={columns}
          draft={draft}
          current={columnFor(draft, filling.name)?.position}
          onFill={edit}
          onCombine={() => {
            fill(null)
            combine(filling)
          }}
          onClose={() => fill(null)}
        />
      ) : null}
    </MappingContext>
  )
}

/** One row a column; a row changes only when its column's mapping does, or that of a column with which it fills a field. */
function useRows(columns: readonly GridColumn[], draft: MappingDraft, fields: readonly FieldChoice[]): MappingRow[] {
  const words = useTranslations('wizard.columns')
  return useMemo(() => {
    const mappings = new Map(draft.columns.map((mapping) => [mapping.position, mapping]))
    const names = new Map(columns.map((column) => [column.position, columnName(column, words)]))
    const together = new Map<number, string[]>()
    for (const field of Object.keys(draft.combined ?? {})) {
      const title = fields.find(({ name }) => name === field)?.title ?? field
      const parts = columnsFor(draft, field).map(({ position }) => position)
      const all = parts.map((position) => names.get(position) ?? '').join(' + ')
      for (const position of parts) {
        together.set(position, [...(together.get(position) ?? []), words('together', { field: title, columns: all })])
      }
    }
    return columns.flatMap((column) => {
      const mapping = mappings.get(column.position)
      return mapping ? [{ column, mapping, together: together.get(column.position)?.join('; ') ?? '' }] : []
    })
  }, [columns, draft, fields, words])
}

/** A button that went away with its press (accept, ignore) leaves the focus with its row, not at the page's top. */
function keepFocusNear(position: number): void {
  requestAnimationFrame(() => {
    if (document.activeElement && document.activeElement !== document.body) return
    document.querySelector<HTMLElement>(`[data-column="${position}"] [data-field-picker] button`)?.focus()
  })
}
