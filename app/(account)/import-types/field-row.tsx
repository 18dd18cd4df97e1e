'use client'
import { ArrowDown, ArrowUp, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { classes } from '@/components/ui/classes'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { kindNames, NAME_LENGTH_MAX } from '@/lib/custom-types/definition'
import { keyKinds } from '@/lib/custom-types/judge-definition'
import type { ProblemShown } from './actions'
import type { DraftField } from './draft'
import { FieldDialog } from './field-dialog'
import type { ReferenceTarget } from './reference-targets'

export type FieldRowProps = {
  field: DraftField
  /** From 1. */
  place: number
  count: number
  problems: readonly ProblemShown[]
  targets: readonly ReferenceTarget[]
  ownName: string | undefined
  change: (change: Partial<DraftField>) => void
  remove: () => void
  move: (by: -1 | 1) => void
}

/** One field: its header, how its text is read, whether it is part of the key; everything else in a dialog. */
export function FieldRow({ field, place, count, problems, targets, ownName, change, remove, move }: FieldRowProps) {
  const words = useTranslations('typesPage.form')
  const kinds = useTranslations('typesPage.kind')
  const [isOpen, setOpen] = useState(false)
  const { name, kind, isKey, was } = field
  const spoken = name || words('fieldAt', { place })
  const nameProblem = problems.find(({ path }) => path[2] === 'name')
  const others = problems.filter((problem) => problem !== nameProblem)
  const isRenamed = was !== undefined && name.trim() !== was
  return (
    <li aria-label={spoken} className={classes('card p-4', problems.length > 0 && 'border-bad!')}>
      <div className="flex flex-wrap items-end gap-x-3 gap-y-3">
        <TextField
          label={words('name')}
          isRequired
          mono
          className="min-w-44 flex-1"
          maxLength={NAME_LENGTH_MAX}
          value={name}
          errorMessage={nameProblem?.text}
          onChange={(text) => change({ name: text })}
        />
        <Select
          label={words('kind')}
          className="w-44"
          value={kind}
          onChange={(value) => change({ kind: value as DraftField['kind'] })}
          options={kindNames.map((one) => ({
            id: one,
            label: kinds(`${one}.title`),
            description: kinds(`${one}.text`),
          }))}
        />
        <div className="flex min-h-11 items-center gap-4">
          <Checkbox
            isSelected={isKey}
            isDisabled={!isKey && !keyKinds.includes(kind)}
            onChange={(value) => change({ isKey: value })}
          >
            {words('isKey')}
          </Checkbox>
          <Checkbox
            isSelected={isKey || field.required === true}
            isDisabled={isKey}
            onChange={(required) => change({ required: required || undefined })}
          >
            {words('required')}
          </Checkbox>
        </div>
        <div className="flex gap-1">
          <Button
            variant="quiet"
            size="small"
            icon={<SlidersHorizontal aria-hidden className="size-4" />}
            aria-label={words('detailsOf', { name: spoken })}
            onPress={() => setOpen(true)}
          >
            {words('details')}
          </Button>
          <Button
            variant="quiet"
            size="small"
            icon={<ArrowUp aria-hidden className="size-4" />}
            aria-label={words('moveUp', { name: spoken })}
            isDisabled={place === 1}
            onPress={() => move(-1)}
          />
          <Button
            variant="quiet"
            size="small"
            icon={<ArrowDown aria-hidden className="size-4" />}
            aria-label={words('moveDown', { name: spoken })}
            isDisabled={place === count}
            onPress={() => move(1)}
          />
          <Button
            variant="quiet"
            size="small"
            icon={<Trash2 aria-hidden className="size-4" />}
            aria-label={words('removeOf', { name: spoken })}
            isDisabled={count === 1}
            onPress={remove}
          />
        </div>
      </div>
      <RulesInWords field={field} />
      {isRenamed ? <p className="mt-2 text-sm text-ink-soft">{words('renamed', { was })}</p> : null}
      {others.length > 0 ? (
        <ul className="mt-2 text-sm font-semibold text-bad">
          {others.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ) : null}
      <FieldDialog {...{ field, targets, ownName, change, isOpen, setOpen, spoken }} />
    </li>
  )
}

/** What else is said of the field, in one line. */
function RulesInWords({ field }: { field: DraftField }) {
  const words = useTranslations('typesPage.rule')
  const { title, unique, sensitive, hidden, minimum, maximum, maxLength, pattern, reference } = field
  const rules = [
    title ? `“${title}”` : null,
    unique ? words('unique') : null,
    sensitive ? words('sensitive') : null,
    hidden ? words('hidden') : null,
    field.enum?.length ? words('enum', { values: field.enum.join(', ') }) : null,
    minimum !== undefined ? words('minimum', { minimum }) : null,
    maximum !== undefined ? words('maximum', { maximum }) : null,
    maxLength !== undefined ? words('maxLength', { count: maxLength }) : null,
    pattern ? words('pattern', { pattern }) : null,
    reference ? words('reference', { type: reference.importType, field: reference.field }) : null,
  ].filter((rule) => rule !== null)
  if (rules.length === 0) return null
  return <p className="mt-2 text-sm foreign-text text-ink-soft">{rules.join(' · ')}</p>
}
