'use client'
// The five cells of a column's row.
import { ArrowRight, Ban, Lock, Wand2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { applyTransforms, isRefused } from '@/lib/mapping/transforms'
import { textOf, type Remarked } from '@/lib/validation/cell'
import { fillsOf, type ColumnMapping } from '@/lib/mapping/file-mapping'
import { FieldPicker } from './field-picker'
import { LIKELY, SURE, type GridColumn } from './grid-column'
import { LearnedOffer } from './learned-offer'
import { useMappingDesk } from './mapping-context'

/** Enough to know a column by; all of them are shown where its values are changed. */
const SAMPLES_SHOWN = 3

type CellProps = { column: GridColumn; mapping: ColumnMapping }

export function ColumnCell({ column }: { column: GridColumn }) {
  const words = useTranslations('wizard.columns')
  return (
    <div className="flex min-w-0 flex-col">
      {column.header.trim() === '' ? (
        <span className="text-ink-soft italic">{words('blankHeader')}</span>
      ) : (
        <bdi translate="no" className="font-mono font-semibold foreign-text whitespace-pre-wrap">
          {column.header}
        </bdi>
      )}
      <span className="text-xs text-ink-soft">{words('position', { position: column.position + 1 })}</span>
      {column.isSensitive ? <SensitiveMark /> : null}
    </div>
  )
}

/** Real values of the file; where they are changed, as they stand and as they become. */
export function SamplesCell({ column, mapping }: CellProps) {
  const words = useTranslations('wizard.columns')
  if (column.samples.length === 0 && mapping.transforms.length === 0) {
    return <span className="text-sm text-ink-soft italic">{words('allBlank')}</span>
  }
  const samples = column.samples.length === 0 ? [''] : column.samples.slice(0, SAMPLES_SHOWN)
  return (
    <ul
      aria-label={words('samplesOf', { column: columnName(column, words) })}
      className="flex min-w-0 flex-col gap-0.5 text-sm"
    >
      {samples.map((sample, index) => (
        <li key={index} className="flex min-w-0 items-center gap-1.5">
          <Value text={sample} />
          {mapping.transforms.length > 0 ? (
            <Becomes before={sample} after={applyTransforms(sample, mapping.transforms)} />
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Value({ text }: { text: string }) {
  const words = useTranslations('wizard.columns')
  if (text === '') return <span className="text-ink-soft italic">{words('blank')}</span>
  return (
    <bdi translate="no" title={text} className="min-w-0 truncate font-mono text-[0.92em] whitespace-pre">
      {text}
    </bdi>
  )
}

function Becomes({ before, after }: { before: string; after: string | Remarked }) {
  const words = useTranslations('wizard.columns')
  if (before === after) return null
  return (
    <>
      <ArrowRight aria-hidden className="size-3.5 shrink-0 text-brand" />
      <span className="sr-only">{words('becomes')}</span>
      <span className="min-w-0 rounded bg-brand-soft px-1 font-semibold">
        {isRefused(after) ? (
          <span className="text-bad italic">{words('refused')}</span>
        ) : (
          <Value text={textOf(after)} />
        )}
      </span>
    </>
  )
}

export function FieldCell({ column, mapping, together }: CellProps & { together: string }) {
  const words = useTranslations('wizard.columns')
  const desk = useMappingDesk()
  const field = mapping.field === null ? null : desk.field(mapping.field)
  return (
    <div data-field-picker className="flex min-w-0 flex-col gap-1">
      <FieldPicker
        label={words('fieldFor', { column: columnName(column, words) })}
        selected={field}
        nothing={words('ignored')}
        sectionsWhenOpen={() => desk.sectionsFor(column.position)}
        onPick={(picked) => desk.edit({ type: 'field', position: column.position, field: picked })}
      />
      {field ? (
        <span className="flex flex-wrap items-center gap-x-2 text-xs text-ink-soft">
          {field.required ? <span className="font-semibold text-ink">{words('required')}</span> : null}
          {field.isKey ? <span>{words('key')}</span> : null}
          {field.sensitive ? <SensitiveMark /> : null}
        </span>
      ) : null}
      {mapping.alsoFills && mapping.field !== null ? (
        <span className="text-xs foreign-text text-ink-soft">
          {words('alsoFills', {
            fields: mapping.alsoFills.map(({ field: name }) => desk.field(name)?.title ?? name).join(', '),
          })}
        </span>
      ) : null}
      {together === '' ? null : <span className="text-xs foreign-text text-ink-soft">{together}</span>}
      <LearnedOffer column={column} mapping={mapping} name={columnName(column, words)} />
    </div>
  )
}

function SensitiveMark() {
  const words = useTranslations('wizard.columns')
  return (
    <span className="inline-flex items-center gap-1 text-xs font-semibold text-warn">
      <Lock aria-hidden className="size-3" />
      {words('sensitive')}
    </span>
  )
}

/** The evidence for a suggestion that is followed, or the suggestion itself while it is not. */
export function WhyCell({ column, mapping }: CellProps) {
  const words = useTranslations('wizard.columns')
  const desk = useMappingDesk()
  const { suggestion } = column
  const suggested = suggestion && desk.field(suggestion.field)
  if (!suggestion || !suggested) {
    const why = mapping.field !== null ? 'chosen' : column.isSensitive ? 'sensitiveColumn' : 'noSuggestion'
    return <p className="text-sm text-ink-soft">{words(why)}</p>
  }
  const evidence = `${words(confidenceWord(suggestion.confidence))}: ${suggestion.why}`
  if (mapping.field === suggestion.field) return <p className="text-sm text-ink-soft">{evidence}</p>
  if (mapping.field !== null)
    return <p className="text-sm text-ink-soft">{words('chosenInstead', { field: suggested.title })}</p>
  return (
    <div className="flex flex-col items-start gap-1.5 text-sm">
      <p className="text-ink-soft">{evidence}</p>
      {suggested.sensitive ? <SensitiveMark /> : null}
      <Button
        variant="secondary"
        size="small"
        className="h-auto max-w-full py-1 whitespace-normal"
        aria-label={words('acceptLabel', { field: suggested.title, column: columnName(column, words) })}
        onPress={() => desk.edit({ type: 'field', position: column.position, field: suggested.name })}
      >
        {words('accept', { field: suggested.title })}
      </Button>
    </div>
  )
}

export function ActionsCell({ column, mapping }: CellProps) {
  const words = useTranslations('wizard.columns')
  const desk = useMappingDesk()
  if (mapping.field === null) return null
  const name = columnName(column, words)
  const steps = fillsOf(mapping).flatMap(({ transforms }) => transforms).length
  return (
    <div className="flex flex-wrap gap-1 lg:flex-col lg:items-start">
      <Button
        variant="quiet"
        size="small"
        className="px-2"
        icon={<Wand2 aria-hidden className="size-4" />}
        aria-label={words('changeValuesOf', { column: name })}
        onPress={() => desk.editValues(column.position)}
      >
        {steps > 0 ? words('changes', { count: steps }) : words('changeValues')}
      </Button>
      <Button
        variant="quiet"
        size="small"
        className="px-2"
        icon={<Ban aria-hidden className="size-4" />}
        aria-label={words('ignoreLabel', { column: name })}
        onPress={() => desk.edit({ type: 'field', position: column.position, field: null })}
      >
        {words('ignore')}
      </Button>
    </div>
  )
}

type Words = (key: 'blankHeaderAt', params: { position: number }) => string

/** The column as it is called in sentences. */
export function columnName(column: GridColumn, words: Words): string {
  return column.header.trim() === '' ? words('blankHeaderAt', { position: column.position + 1 }) : column.header
}

function confidenceWord(confidence: number): 'sure' | 'likely' | 'possible' {
  return confidence >= SURE ? 'sure' : confidence >= LIKELY ? 'likely' : 'possible'
}
