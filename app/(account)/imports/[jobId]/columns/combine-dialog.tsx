'use client'
// One field out of several columns: which, in which order, what stands between them, and what is done to the whole.
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ComboBox } from '@/components/ui/combo-box'
import { Dialog } from '@/components/ui/dialog'
import { LiveRegion } from '@/components/ui/live-region'
import { TextField } from '@/components/ui/text-field'
import { combine } from '@/lib/mapping/combine'
import { partsOf } from '@/lib/mapping/file-mapping'
import { SEPARATOR_LENGTH_MAX } from '@/lib/mapping/transforms/transform'
import { fieldJudge } from './field-judge'
import { isUnfinished } from './fresh-steps'
import type { FieldChoice, GridColumn } from './grid-column'
import { columnName } from './mapping-cells'
import type { MappingDraft, MappingEdit } from './mapping-draft'
import { StepsEditor } from './steps-editor'
import { useColumnValues, type LoadValues } from './use-column-values'
import { seenValues, valueRows } from './value-rows'
import { DialogBar } from './values-dialog'
import { ValuesPreview } from './values-preview'

/** As many as are read together (lib/import-jobs/column-values.ts). */
const PARTS_MAX = 20

export type CombineDialogProps = {
  field: FieldChoice
  columns: readonly GridColumn[]
  draft: MappingDraft
  load: LoadValues
  onSave: (edit: MappingEdit) => void
  onClose: () => void
}

export function CombineDialog({ field, columns, draft, load, onSave, onClose }: CombineDialogProps) {
  const words = useTranslations('columnValues.combine')
  const columnWords = useTranslations('wizard.columns')
  const locale = useLocale()
  const known = useMemo(() => partsOf(draft.columns, field.name), [draft.columns, field.name])
  const [positions, setPositions] = useState<readonly number[]>(known.map(({ column }) => column.position))
  const [combination, setCombination] = useState(draft.combined?.[field.name] ?? { separator: ' ', transforms: [] })
  const [isAsked, ask] = useState(false)
  const [announcement, announce] = useState('')
  const answer = useColumnValues(load, positions)

  const nameAt = (position: number) => {
    const column = columns.find((one) => one.position === position)
    return column ? columnName(column, columnWords) : String(position + 1)
  }
  const headers = positions.map(nameAt)
  const transforms = useMemo(
    () => positions.map((position) => known.find((part) => part.column.position === position)?.fill.transforms ?? []),
    [positions, known],
  )
  const { rows, joined } = useMemo(() => {
    const all = [...transforms.flat(), ...combination.transforms]
    const judge = answer && fieldJudge(answer.check, field.name, all, { column: field.title, locale })
    const texts = seenValues(answer, firstTexts(columns, positions))
    const join = combine({ ...combination, transforms: [] }, transforms)
    return {
      rows: valueRows(texts, combine(combination, transforms), judge ?? undefined),
      // What the steps of the whole see.
      joined: texts.flatMap(({ texts: parts, count }) => {
        const text = join(parts)
        return typeof text === 'string' ? [{ texts: [text], count }] : []
      }),
    }
  }, [answer, columns, positions, transforms, combination, field, locale])

  const move = (from: number, to: number) => {
    setPositions(positions.toSpliced(from, 1).toSpliced(to, 0, positions[from]!))
    announce(words('moved', { column: headers[from] ?? '', place: to + 1, count: positions.length }))
  }
  const save = () => {
    if (combination.transforms.some(isUnfinished)) return ask(true)
    onSave({ type: 'combine', field: field.name, positions, combination })
    onClose()
  }
  return (
    <Dialog
      wide="extra"
      title={words('title', { field: field.title })}
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
    >
      <LiveRegion>{announcement}</LiveRegion>
      <p className="text-ink-soft">{words('lead')}</p>
      <div className="mt-6 grid gap-8 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <ol aria-label={words('columns')} className="flex flex-col gap-2 empty:hidden">
            {positions.map((position, index) => (
              <li
                key={position}
                className="flex items-center justify-between gap-2 rounded-xl border border-rule px-4 py-2"
              >
                <span className="min-w-0">
                  {index + 1}. <bdi className="font-mono font-semibold foreign-text">{headers[index]}</bdi>
                </span>
                <span className="flex shrink-0">
                  <Button
                    variant="quiet"
                    size="small"
                    isDisabled={index === 0}
                    aria-label={words('earlier', { column: headers[index] ?? '' })}
                    onPress={() => move(index, index - 1)}
                  >
                    <ArrowUp aria-hidden className="size-4" />
                  </Button>
                  <Button
                    variant="quiet"
                    size="small"
                    isDisabled={index === positions.length - 1}
                    aria-label={words('later', { column: headers[index] ?? '' })}
                    onPress={() => move(index, index + 1)}
                  >
                    <ArrowDown aria-hidden className="size-4" />
                  </Button>
                  <Button
                    variant="quiet"
                    size="small"
                    aria-label={words('remove', { column: headers[index] ?? '' })}
                    onPress={() => setPositions(positions.filter((one) => one !== position))}
                  >
                    <Trash2 aria-hidden className="size-4" />
                  </Button>
                </span>
              </li>
            ))}
          </ol>
          {positions.length < PARTS_MAX ? (
            <ComboBox
              // Made anew after each choice, so that it is empty for the next one.
              key={positions.length}
              menuTrigger="input"
              label={words('add')}
              autoFocus={positions.length > 0 && positions.length !== known.length}
              onChange={(key) => {
                if (key !== null && !positions.includes(Number(key))) setPositions([...positions, Number(key)])
              }}
              options={columns
                .filter(({ position }) => !positions.includes(position))
                .map((one) => ({
                  id: String(one.position),
                  label: columnName(one, columnWords),
                  description: one.samples.slice(0, 3).join(' · '),
                }))}
            />
          ) : null}
          <TextField
            label={words('separator')}
            description={words('separatorHelp')}
            mono
            maxLength={SEPARATOR_LENGTH_MAX}
            value={combination.separator}
            onChange={(separator) => setCombination({ ...combination, separator })}
          />
          <div>
            <h3 className="mb-2 font-semibold">{words('whole')}</h3>
            <StepsEditor
              steps={combination.transforms}
              onChange={(steps) => setCombination({ ...combination, transforms: [...steps] })}
              seen={joined}
              field={answer?.check.type.fields.find((one) => one.name === field.name)}
              allowed={field.allowed}
              isAsked={isAsked}
            />
          </div>
        </div>
        {positions.length > 0 ? <ValuesPreview rows={rows} answer={answer} headers={headers} /> : null}
      </div>
      <DialogBar onSave={save} />
    </Dialog>
  )
}

/** The first values of each column do not stand in one row: they are shown only until the rows are there. */
function firstTexts(columns: readonly GridColumn[], positions: readonly number[]): string[][] {
  const samplesAt = positions.map((position) => columns.find((one) => one.position === position)?.samples ?? [])
  const longest = Math.max(0, ...samplesAt.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => samplesAt.map((samples) => samples[index] ?? ''))
}
