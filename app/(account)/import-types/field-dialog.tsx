'use client'
// Everything that can be said of a field besides its header and kind. What is changed is changed at once; the dialog is
// only the room for it. Rules that the kind does not take are not asked for.
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ComboBox } from '@/components/ui/combo-box'
import { Dialog } from '@/components/ui/dialog'
import { NumberField } from '@/components/ui/number-field'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import {
  boundKinds,
  enumKinds,
  lengthKinds,
  patternKinds,
  referenceKinds,
  uniqueKinds,
} from '@/lib/custom-types/judge-definition'
import { patternProblem, withoutAnchors } from '@/lib/custom-types/linear-pattern'
import type { DraftField } from './draft'
import type { ReferenceTarget } from './reference-targets'

export type FieldDialogProps = {
  field: DraftField
  targets: readonly ReferenceTarget[]
  ownName: string | undefined
  change: (change: Partial<DraftField>) => void
  isOpen: boolean
  setOpen: (isOpen: boolean) => void
  /** The field's name, or its place where it has none yet. */
  spoken: string
}

export function FieldDialog({ field, targets, change, isOpen, setOpen, spoken }: FieldDialogProps) {
  const words = useTranslations('typesPage.details')
  const { kind } = field
  const text = (name: 'title' | 'note' | 'example') => ({
    isOptional: true,
    label: words(`${name}.label`),
    description: words(`${name}.help`),
    value: field[name] ?? '',
    onChange: (value: string) => change({ [name]: value === '' ? undefined : value }),
  })
  return (
    <Dialog title={words('heading', { name: spoken })} isOpen={isOpen} onOpenChange={setOpen} wide>
      {(close) => (
        <div className="flex flex-col gap-6">
          <TextField {...text('title')} maxLength={200} />
          <TextField {...text('note')} maxLength={500} />
          {enumKinds.includes(kind) ? <Lines field={field} name="enum" change={change} /> : null}
          {boundKinds.includes(kind) ? <Bounds field={field} change={change} /> : null}
          {lengthKinds.includes(kind) ? (
            <NumberField
              label={words('maxLength.label')}
              description={words('maxLength.help')}
              minValue={1}
              maxValue={10_000}
              value={field.maxLength ?? Number.NaN}
              onChange={(value) => change({ maxLength: Number.isNaN(value) ? undefined : value })}
            />
          ) : null}
          {patternKinds.includes(kind) ? <Pattern field={field} change={change} /> : null}
          {referenceKinds.includes(kind) ? <Reference field={field} targets={targets} change={change} /> : null}
          <Lines field={field} name="synonyms" change={change} />
          <TextField {...text('example')} maxLength={200} />
          <Ticks field={field} change={change} />
          <div className="flex justify-end">
            <Button onPress={close}>{words('done')}</Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

type PartProps = Pick<FieldDialogProps, 'field' | 'change'>

/** Several texts, one a line. */
function Lines({ field, name, change }: PartProps & { name: 'enum' | 'synonyms' }) {
  const words = useTranslations('typesPage.details')
  return (
    <TextArea
      label={words(`${name}.label`)}
      description={words(`${name}.help`)}
      isOptional
      mono
      rows={4}
      // Blank lines stay while they are being written.
      defaultValue={(field[name] ?? []).join('\n')}
      onChange={(text) => {
        const lines = [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
        change({ [name]: lines.length > 0 ? lines : undefined })
      }}
    />
  )
}

function Bounds({ field, change }: PartProps) {
  const words = useTranslations('typesPage.details')
  return (
    <div className="flex flex-wrap gap-6">
      {(['minimum', 'maximum'] as const).map((name) => (
        <NumberField
          key={name}
          label={words(`${name}.label`)}
          formatOptions={{ useGrouping: false, maximumFractionDigits: 6 }}
          value={field[name] ?? Number.NaN}
          onChange={(value) => change({ [name]: Number.isNaN(value) ? undefined : value })}
        />
      ))}
    </div>
  )
}

function Pattern({ field, change }: PartProps) {
  const words = useTranslations('typesPage')
  const problem = field.pattern ? patternProblem(withoutAnchors(field.pattern)) : undefined
  return (
    <TextField
      label={words('details.pattern.label')}
      description={words('details.pattern.help')}
      isOptional
      mono
      value={field.pattern ?? ''}
      errorMessage={problem && words(`problem.pattern-${problem}`)}
      onChange={(pattern) => change({ pattern: pattern === '' ? undefined : pattern })}
    />
  )
}

function Reference({ field, targets, change }: PartProps & Pick<FieldDialogProps, 'targets'>) {
  const words = useTranslations('typesPage.details')
  const idOf = (importType: string, name: string) => JSON.stringify([importType, name])
  const sections = targets
    .filter(({ fields }) => fields.length > 0)
    .map(({ importType, title, fields }) => ({
      id: importType,
      title,
      options: fields.map((one) => ({
        id: idOf(importType, one.name),
        label: `${title} · ${one.title}`,
        description: `${importType} · ${one.name}`,
        keywords: `${importType} ${one.name}`,
      })),
    }))
  return (
    <div className="flex flex-wrap items-end gap-3">
      <ComboBox
        label={words('reference.label')}
        description={words('reference.help')}
        className="min-w-72 flex-1"
        sections={sections}
        value={field.reference ? idOf(field.reference.importType, field.reference.field) : null}
        onChange={(id) => {
          if (id === null) return
          const [importType = '', name = ''] = JSON.parse(String(id)) as string[]
          change({ reference: { importType, field: name } })
        }}
      />
      {field.reference ? (
        <Button variant="secondary" onPress={() => change({ reference: undefined })}>
          {words('reference.none')}
        </Button>
      ) : null}
    </div>
  )
}

function Ticks({ field, change }: PartProps) {
  const words = useTranslations('typesPage.details')
  const names = [
    ...(uniqueKinds.includes(field.kind) ? (['unique'] as const) : []),
    ...(field.isKey ? [] : (['sensitive', 'hidden'] as const)),
  ]
  return (
    <div className="flex flex-col gap-3">
      {names.map((name) => (
        <Checkbox
          key={name}
          description={words(`${name}.help`)}
          isSelected={field[name] === true}
          onChange={(value) =>
            change({ [name]: value || undefined, ...(name === 'hidden' && value ? { required: undefined } : {}) })
          }
        >
          {words(`${name}.label`)}
        </Checkbox>
      ))}
    </div>
  )
}
