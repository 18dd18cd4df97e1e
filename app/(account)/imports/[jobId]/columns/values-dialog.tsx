'use client'
// What becomes of one column: the fields it fills, for each the steps its values go through, and what they make of the
// values of the sample.
import { Combine, Trash2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { RadioGroup } from '@/components/ui/radio-group'
import type { Fill } from '@/lib/mapping/file-mapping'
import { compileTransforms } from '@/lib/mapping/transforms'
import { fieldJudge } from './field-judge'
import { FieldPicker, type PickerSection } from './field-picker'
import { isUnfinished } from './fresh-steps'
import type { FieldChoice, GridColumn } from './grid-column'
import { columnName } from './mapping-cells'
import { StepsEditor } from './steps-editor'
import { useColumnValues, type LoadValues } from './use-column-values'
import { seenValues, valueRows } from './value-rows'
import { ValuesPreview } from './values-preview'

export type ValuesDialogProps = {
  column: GridColumn
  /** All that it fills, its own field first. */
  fills: readonly Fill[]
  fields: readonly FieldChoice[]
  /** Of its fields, those that other columns fill as well. */
  shared: ReadonlySet<string>
  sectionsWhenOpen: () => readonly PickerSection[]
  load: LoadValues
  onSave: (fills: readonly Fill[]) => void
  /** Leaves for the columns that fill the field together; what was decided so far is kept. */
  onCombine: (field: string) => void
  onClose: () => void
}

export function ValuesDialog(props: ValuesDialogProps) {
  const { column, fields, shared, load, onSave, onCombine, onClose } = props
  const words = useTranslations('columnValues')
  const columnWords = useTranslations('wizard.columns')
  const locale = useLocale()
  const [fills, setFills] = useState(props.fills)
  const [shown, show] = useState(props.fills[0]?.field ?? '')
  const [isAsked, ask] = useState(false)
  const position = useMemo(() => [column.position], [column.position])
  const answer = useColumnValues(load, position)
  const fill = fills.find(({ field }) => field === shown) ?? fills[0]
  const steps = useMemo(() => fill?.transforms ?? [], [fill])
  const name = columnName(column, columnWords)

  const seen = useMemo(
    () =>
      seenValues(
        answer,
        column.samples.map((text) => [text]),
      ),
    [answer, column.samples],
  )
  const isShared = fill !== undefined && shared.has(fill.field)
  const judge = useMemo(
    () =>
      answer && fill && !isShared ? fieldJudge(answer.check, fill.field, steps, { column: name, locale }) : undefined,
    [answer, fill, isShared, steps, name, locale],
  )
  const rows = useMemo(() => {
    const change = compileTransforms(steps)
    return valueRows(seen, ([text = '']) => change?.(text) ?? text, judge)
  }, [seen, steps, judge])
  if (!fill) return null

  const titleOf = (field: string) => fields.find((one) => one.name === field)?.title ?? field
  const change = (transforms: Fill['transforms']) =>
    setFills(fills.map((one) => (one.field === fill.field ? { ...one, transforms } : one)))
  const alsoFill = (field: string | null) => {
    if (field === null || fills.some((one) => one.field === field)) return
    setFills([...fills, { field, transforms: [] }])
    show(field)
  }
  const fillNoMore = () => {
    const others = fills.filter((one) => one !== fill)
    setFills(others)
    show(others[0]?.field ?? '')
  }
  /** Whether everything is finished, and so kept. */
  const save = (): boolean => {
    const unfinished = fills.find(({ transforms }) => transforms.some(isUnfinished))
    if (unfinished) {
      show(unfinished.field)
      ask(true)
      return false
    }
    onSave(fills)
    return true
  }
  return (
    <Dialog
      wide="extra"
      title={words('title', { column: name })}
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <p className="text-ink-soft">{words('lead')}</p>
      <div className="mt-4 flex flex-wrap items-end gap-x-6 gap-y-3">
        {fills.length > 1 ? (
          <RadioGroup
            orientation="horizontal"
            label={words('forField')}
            value={fill.field}
            onChange={show}
            options={fills.map(({ field }) => ({ value: field, label: titleOf(field) }))}
          />
        ) : null}
        <div className="w-72 max-w-full">
          <FieldPicker
            label={words('alsoFill')}
            selected={null}
            placeholder={words('alsoFill')}
            sectionsWhenOpen={props.sectionsWhenOpen}
            onPick={alsoFill}
          />
        </div>
        <Button
          variant="quiet"
          size="small"
          icon={<Combine aria-hidden className="size-4" />}
          onPress={() => (save() ? onCombine(fill.field) : undefined)}
        >
          {words(isShared ? 'combineChange' : 'combineWith', { field: titleOf(fill.field) })}
        </Button>
        {fills.length > 1 ? (
          <Button variant="quiet" size="small" icon={<Trash2 aria-hidden className="size-4" />} onPress={fillNoMore}>
            {words('fillNoMore', { field: titleOf(fill.field) })}
          </Button>
        ) : null}
      </div>
      {isShared ? (
        <p className="mt-3 text-sm text-ink-soft">{words('isPart', { field: titleOf(fill.field) })}</p>
      ) : null}
      <div className="mt-6 grid gap-8 lg:grid-cols-2">
        <StepsEditor
          key={fill.field}
          steps={steps}
          onChange={(changed) => change([...changed])}
          seen={seen}
          field={answer?.check.type.fields.find((one) => one.name === fill.field)}
          allowed={fields.find((one) => one.name === fill.field)?.allowed}
          isAsked={isAsked}
        />
        <ValuesPreview rows={rows} answer={answer} />
      </div>
      <DialogBar onSave={() => (save() ? onClose() : undefined)} />
    </Dialog>
  )
}

export function DialogBar({ onSave }: { onSave: () => void }) {
  const words = useTranslations('wizard.columns')
  return (
    <div className="sticky bottom-0 z-10 -mx-6 mt-6 -mb-6 flex flex-wrap justify-end gap-3 border-t border-rule bg-surface px-6 py-4 sm:-mx-8 sm:-mb-8 sm:px-8">
      <Button variant="secondary" slot="close">
        {words('dialogCancel')}
      </Button>
      <Button onPress={onSave}>{words('dialogSave')}</Button>
    </div>
  )
}
