'use client'
import { CheckCheck, Redo2, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { SearchField } from 'react-aria-components/SearchField'
import { Input } from 'react-aria-components/Input'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import { inputStyle } from '@/components/ui/field-parts'
import { Select } from '@/components/ui/select'
import type { GridColumn } from './grid-column'
import type { MappingDraft } from './mapping-draft'
import type { RowFilter } from './mapping-table'
import { SaveStatus } from './save-status'
import type { SaveState } from './use-autosave'

const views = ['all', 'ignored', 'imported'] as const

type MappingToolbarProps = {
  columns: readonly GridColumn[]
  draft: MappingDraft
  filter: RowFilter
  onFilter: (filter: RowFilter) => void
  openSuggestions: number
  onAccept: () => void
  /** The edit that undo would take back, in words. */
  undo: string | null
  redo: string | null
  onUndo: () => void
  onRedo: () => void
  saveState: SaveState
}

/** Search, filter, accept all, undo and redo, and whether everything is saved. */
export function MappingToolbar(props: MappingToolbarProps) {
  const words = useTranslations('wizard.columns')
  const { columns, draft, filter, onFilter, undo, redo } = props
  const imported = draft.columns.filter((column) => column.field !== null).length
  const show = (view: string | number | null) => {
    if (view === 'all') return onFilter({ ...filter, positions: null })
    const shown = draft.columns.filter((column) => (column.field === null) === (view === 'ignored'))
    onFilter({ ...filter, positions: new Set(shown.map((column) => column.position)) })
  }
  return (
    <div className="mt-8 mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="flex grow flex-wrap items-end gap-3">
        <SearchField
          aria-label={words('searchColumns')}
          value={filter.search}
          onChange={(search) => onFilter({ ...filter, search })}
          className="max-w-72 grow basis-48"
        >
          <Input
            placeholder={words('searchColumns')}
            className={classes(inputStyle, 'text-sm [&::-webkit-search-cancel-button]:hidden')}
          />
        </SearchField>
        <Select
          aria-label={words('show')}
          defaultValue="all"
          onChange={show}
          options={views.map((view) => ({ id: view, label: words(`view.${view}`) }))}
          className="w-56"
        />
        <p className="py-2.5 text-sm text-ink-soft">{words('importedCount', { imported, total: columns.length })}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <SaveStatus state={props.saveState} />
        <Button
          variant="quiet"
          size="small"
          icon={<Undo2 aria-hidden className="size-4" />}
          isDisabled={undo === null}
          aria-label={undo === null ? words('undo') : words('undoLabel', { edit: undo })}
          aria-keyshortcuts="Control+Z"
          onPress={props.onUndo}
        >
          {words('undo')}
        </Button>
        <Button
          variant="quiet"
          size="small"
          icon={<Redo2 aria-hidden className="size-4" />}
          isDisabled={redo === null}
          aria-label={redo === null ? words('redo') : words('redoLabel', { edit: redo })}
          aria-keyshortcuts="Control+Shift+Z"
          onPress={props.onRedo}
        >
          {words('redo')}
        </Button>
        {props.openSuggestions > 0 ? (
          <Button
            variant="secondary"
            size="small"
            icon={<CheckCheck aria-hidden className="size-4" />}
            onPress={props.onAccept}
          >
            {words('acceptAll', { count: props.openSuggestions })}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
