'use client'
// The settings of one step.
import { useTranslations } from 'next-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { Transform } from '@/lib/mapping/file-mapping'
import { applyTransforms } from '@/lib/mapping/transforms'
import {
  columnDateFormats,
  gradeStyles,
  SEPARATOR_LENGTH_MAX,
  TEXT_LENGTH_MAX,
  ZEROS_MAX,
  type TransformOf,
} from '@/lib/mapping/transforms/transform'
import type { StepContext } from './fresh-steps'
import { ValueList } from './value-list'

type Props<Step> = {
  step: Step
  context: StepContext
  onChange: (step: Transform) => void
  /** The person asked to go on, so what is missing is said. */
  isAsked: boolean
}

export function StepSettings({ step, ...props }: Props<Transform>) {
  const words = useTranslations('columnValues.setting')
  const { onChange, context } = props
  switch (step.type) {
    case 'trim':
      return (
        <Checkbox
          isSelected={step.inner ?? false}
          onChange={(inner) => onChange({ type: 'trim', ...(inner && { inner }) })}
        >
          {words('inner')}
        </Checkbox>
      )
    case 'replace':
      return <ValueList step={step} context={context} onChange={onChange} />
    case 'find':
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextSetting
            {...props}
            label={words('find')}
            value={step.find}
            onText={(find) => onChange({ ...step, find })}
          />
          <TextSetting
            {...props}
            label={words('with')}
            description={words('withHelp')}
            mayBeBlank
            value={step.with}
            onText={(text) => onChange({ ...step, with: text })}
          />
        </div>
      )
    case 'default':
      return (
        <TokenSetting
          {...props}
          label={words('default')}
          value={step.value}
          onText={(value) => onChange({ ...step, value })}
        />
      )
    case 'date':
      return <DateSetting step={step} {...props} />
    case 'part':
      return <PartSetting step={step} {...props} />
    case 'strip-start':
    case 'strip-end':
    case 'add-start':
    case 'add-end':
      return (
        <TextSetting
          {...props}
          label={words('text')}
          value={step.text}
          onText={(text) => onChange({ ...step, text })}
        />
      )
    case 'pad':
      return (
        <NumberField
          label={words('width')}
          minValue={2}
          maxValue={ZEROS_MAX}
          value={step.width}
          onChange={(width) => onChange({ ...step, width: Number.isNaN(width) ? 2 : Math.round(width) })}
        />
      )
    case 'grade':
      return (
        <Select
          label={words('gradeAs')}
          value={step.as}
          onChange={(key) => onChange({ ...step, as: gradeStyles.find((style) => style === key) ?? 'codes' })}
          options={gradeStyles.map((style) => ({ id: style, label: words(`gradeStyle.${style}`) }))}
        />
      )
    case 'yes-no':
      return (
        <div className="grid gap-3 sm:grid-cols-2">
          <TokenSetting {...props} label={words('yes')} value={step.yes} onText={(yes) => onChange({ ...step, yes })} />
          <TokenSetting {...props} label={words('no')} value={step.no} onText={(no) => onChange({ ...step, no })} />
          <Checkbox
            className="sm:col-span-2"
            isSelected={step.marks ?? false}
            onChange={(marks) => onChange({ type: step.type, yes: step.yes, no: step.no, ...(marks && { marks }) })}
          >
            {words('marks')}
          </Checkbox>
        </div>
      )
    default:
      return null
  }
}

type TextProps = {
  label: string
  description?: string
  value: string
  onText: (text: string) => void
  isAsked: boolean
  mayBeBlank?: boolean
  maxLength?: number
}

function TextSetting({
  label,
  description,
  value,
  onText,
  isAsked,
  mayBeBlank,
  maxLength = TEXT_LENGTH_MAX,
}: TextProps) {
  const words = useTranslations('columnValues.setting')
  return (
    <TextField
      label={label}
      description={description}
      mono
      maxLength={maxLength}
      value={value}
      onChange={onText}
      errorMessage={isAsked && !mayBeBlank && value === '' ? words('missing') : undefined}
    />
  )
}

/** A text, or, where the field takes only some, one of those. */
function TokenSetting({ context: { allowed }, ...props }: TextProps & { context: StepContext }) {
  if (!allowed) return <TextSetting {...props} />
  const all = props.value === '' || allowed.includes(props.value) ? allowed : [props.value, ...allowed]
  return (
    <Select
      label={props.label}
      value={props.value === '' ? null : props.value}
      onChange={(key) => props.onText(String(key))}
      options={all.map((token) => ({ id: token, label: token }))}
    />
  )
}

/** Each form with the same day, and how many of the sample's values it reads. */
function DateSetting({ step, context, onChange }: Props<TransformOf<'date'>>) {
  const words = useTranslations('columnValues.setting')
  const texts = context.texts.filter(({ text }) => text !== '')
  const read = (format: (typeof columnDateFormats)[number]) =>
    texts.filter(({ text }) => typeof applyTransforms(text, [{ type: 'date', format }]) === 'string').length
  return (
    <Select
      label={words('dateFormat')}
      description={words('dateHelp')}
      value={step.format}
      onChange={(key) => {
        const format = columnDateFormats.find((one) => one === key)
        if (format) onChange({ type: 'date', format })
      }}
      options={columnDateFormats.map((format) => ({
        id: format,
        label: `${format}   ${dateExamples[format]}`,
        description: words('dateRead', { read: read(format), count: texts.length }),
      }))}
    />
  )
}

/** 5 August 2025 in every form. */
const dateExamples: Record<(typeof columnDateFormats)[number], string> = {
  'YYYY-MM-DD': '2025-08-05',
  'MM/DD/YYYY': '08/05/2025',
  'M/D/YYYY': '8/5/2025',
  'DD/MM/YYYY': '05/08/2025',
  'D/M/YYYY': '5/8/2025',
  'MM-DD-YYYY': '08-05-2025',
  'DD-MM-YYYY': '05-08-2025',
  YYYYMMDD: '20250805',
  'YYYY/MM/DD': '2025/08/05',
  'D MMM YYYY': '5 Aug 2025',
  'MMM D, YYYY': 'Aug 5, 2025',
}

const places = [1, 2, 3, 4, 5, -1, -2, -3] as const

function PartSetting({ step, onChange, isAsked }: Props<TransformOf<'part'>>) {
  const words = useTranslations('columnValues.setting')
  const known = places.some((place) => place === step.part) ? places : [step.part, ...places]
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextSetting
        label={words('separator')}
        description={words('separatorHelp')}
        maxLength={SEPARATOR_LENGTH_MAX}
        value={step.separator}
        isAsked={isAsked}
        onText={(separator) => onChange({ ...step, separator })}
      />
      <Select
        label={words('part')}
        value={String(step.part)}
        onChange={(key) => onChange({ ...step, part: Number(key) })}
        options={known.map((place) => ({
          id: String(place),
          label: words(place > 0 ? 'partFromStart' : 'partFromEnd', { place: Math.abs(place) }),
        }))}
      />
      <Checkbox
        className="sm:col-span-2"
        isSelected={step.rest ?? false}
        onChange={(rest) =>
          onChange({ type: 'part', separator: step.separator, part: step.part, ...(rest && { rest }) })
        }
      >
        {words(step.part > 0 ? 'restAfter' : 'restBefore')}
      </Checkbox>
    </div>
  )
}
