'use client'
// Fields seen from the type's side: what is still missing, and what is filled without a column.
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import type { FieldChoice } from './grid-column'
import { FieldPicker } from './field-picker'
import { columnFor, type MappingDraft, type MappingEdit } from './mapping-draft'

/** Required fields that nothing fills yet, each with a way to fill it. */
export function MissingPanel({
  missing,
  onFill,
}: {
  missing: readonly FieldChoice[]
  onFill: (field: FieldChoice) => void
}) {
  const words = useTranslations('wizard.columns')
  return (
    <div id="missing-fields" tabIndex={-1} className="mt-8 scroll-mt-24 rounded-xl">
      {missing.length === 0 ? (
        <Alert tone="good">{words('nothingMissing')}</Alert>
      ) : (
        <Alert tone="warn" title={words('missing', { count: missing.length })}>
          <ul className="mt-2 flex flex-wrap gap-2">
            {missing.map((field) => (
              <li key={field.name}>
                <Button
                  variant="secondary"
                  size="small"
                  aria-label={words('fillLabel', { field: field.title })}
                  onPress={() => onFill(field)}
                >
                  <span className="foreign-text whitespace-normal">{field.title}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </div>
  )
}

/** Fields that get the same value in every row, and the way to add one. */
export function ConstantsPanel({
  draft,
  fields,
  onFill,
  onEdit,
}: {
  draft: MappingDraft
  fields: readonly FieldChoice[]
  onFill: (field: FieldChoice) => void
  onEdit: (edit: MappingEdit) => void
}) {
  const words = useTranslations('wizard.columns')
  const constants = fields.filter((field) => field.name in draft.constants)
  const free = fields.filter((field) => !(field.name in draft.constants) && !columnFor(draft, field.name))
  return (
    <Section id="constants" title={words('constants')} lead={words('constantsLead')}>
      {constants.length > 0 ? (
        <dl className="mb-4 divide-y divide-rule card">
          {constants.map((field) => (
            <div key={field.name} className="flex flex-wrap items-center gap-x-6 gap-y-1 px-5 py-3">
              <dt className="basis-48 font-semibold foreign-text">{field.title}</dt>
              <dd className="flex grow flex-wrap items-center justify-between gap-3">
                <bdi className="font-mono foreign-text">{draft.constants[field.name]}</bdi>
                <span className="flex gap-1">
                  <Button
                    variant="quiet"
                    size="small"
                    aria-label={words('constantChangeLabel', { field: field.title })}
                    onPress={() => onFill(field)}
                  >
                    {words('constantChange')}
                  </Button>
                  <Button
                    variant="quiet"
                    size="small"
                    aria-label={words('constantRemoveLabel', { field: field.title })}
                    onPress={() => onEdit({ type: 'constant', field: field.name, value: null })}
                  >
                    {words('constantRemove')}
                  </Button>
                </span>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {free.length > 0 ? (
        <div className="flex max-w-md items-center gap-3">
          <Plus aria-hidden className="size-5 shrink-0 text-ink-soft" />
          <FieldPicker
            label={words('constantAdd')}
            selected={null}
            placeholder={words('constantAdd')}
            sectionsWhenOpen={() => [
              { id: 'required', title: words('section.required'), fields: free.filter((field) => field.required) },
              { id: 'free', title: words('section.free'), fields: free.filter((field) => !field.required) },
            ]}
            onPick={(name) => {
              const field = free.find((candidate) => candidate.name === name)
              if (field) onFill(field)
            }}
          />
        </div>
      ) : null}
    </Section>
  )
}
