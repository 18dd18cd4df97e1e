'use client'
// Fills one field from the type's side: from a column of the file, or with the same value in every row.
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ComboBox } from '@/components/ui/combo-box'
import { Dialog } from '@/components/ui/dialog'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { FieldChoice, GridColumn } from './grid-column'
import { columnName } from './mapping-cells'
import type { MappingDraft, MappingEdit } from './mapping-draft'

const VALUE_LENGTH_MAX = 500

const ways = ['column', 'several', 'value'] as const
type Way = (typeof ways)[number]

export function FillDialog({
  field,
  columns,
  draft,
  current,
  onFill,
  onCombine,
  onClose,
}: {
  field: FieldChoice
  columns: readonly GridColumn[]
  draft: MappingDraft
  /** The position of the column that fills it now. */
  current: number | undefined
  onFill: (edit: MappingEdit) => void
  /** Leaves for the columns that are to fill the field together. */
  onCombine: () => void
  onClose: () => void
}) {
  const words = useTranslations('wizard.columns')
  const [way, choose] = useState<Way>(Object.hasOwn(draft.constants, field.name) ? 'value' : 'column')
  const likely = current ?? columns.find((candidate) => candidate.suggestion?.field === field.name)?.position
  const [column, setColumn] = useState<string | null>(likely === undefined ? null : String(likely))
  const [value, setValue] = useState(draft.constants[field.name] ?? '')
  const isReady = way === 'column' ? column !== null : way === 'several' || value !== ''
  const save = () => {
    if (way === 'several') return onCombine()
    if (way === 'column') onFill({ type: 'field', position: Number(column), field: field.name })
    else onFill({ type: 'constant', field: field.name, value })
    onClose()
  }
  return (
    <Dialog
      title={words('fillTitle', { field: field.title })}
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <div className="flex flex-col gap-6">
        <RadioGroup
          label={words('fillWay')}
          value={way}
          onChange={(chosen) => choose(ways.find((one) => one === chosen) ?? 'column')}
          options={[
            { value: 'column', label: words('fillFromColumn') },
            { value: 'several', label: words('fillFromSeveral'), description: words('fillFromSeveralHelp') },
            { value: 'value', label: words('fillWithValue'), description: words('fillWithValueHelp') },
          ]}
        />
        {way === 'column' ? (
          <ComboBox
            label={words('fillColumn')}
            value={column}
            onChange={(key) => setColumn(key === null ? null : String(key))}
            options={columns.map((candidate) => optionOf(candidate, draft, words))}
          />
        ) : way === 'several' ? null : field.allowed ? (
          <Select
            label={words('fillValue')}
            value={value === '' ? null : value}
            onChange={(key) => setValue(String(key))}
            options={field.allowed.map((token) => ({ id: token, label: token }))}
          />
        ) : (
          <TextField
            label={words('fillValue')}
            description={field.kind}
            value={value}
            onChange={setValue}
            maxLength={VALUE_LENGTH_MAX}
            mono
          />
        )}
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="secondary" slot="close">
            {words('dialogCancel')}
          </Button>
          <Button isDisabled={!isReady} onPress={save}>
            {words(way === 'several' ? 'fillGoOn' : 'dialogSave')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function optionOf(column: GridColumn, draft: MappingDraft, words: Parameters<typeof columnName>[1]) {
  const used = draft.columns.find((candidate) => candidate.position === column.position)?.field
  return {
    id: String(column.position),
    label: columnName(column, words),
    description: [used ? `→ ${used}` : '', column.samples.slice(0, 3).join(' · ')].filter(Boolean).join('   '),
    keywords: column.samples.join(' '),
  }
}
