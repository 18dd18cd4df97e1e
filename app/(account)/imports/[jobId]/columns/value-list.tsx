'use client'
// A list of values: every different one of the sample with its count, each with what it becomes. Where the field takes
// only some tokens, each value is proposed one, with how sure that is; nothing is listed before the person says so.
import { CheckCheck, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import type { Transform } from '@/lib/mapping/file-mapping'
import { proposeValue } from '@/lib/mapping/transforms/propose-values'
import { TEXT_LENGTH_MAX, type TransformOf } from '@/lib/mapping/transforms/transform'
import type { StepContext } from './fresh-steps'
import type { SeenText } from './value-rows'
import { ListedValue } from './listed-value'

const ROWS_SHOWN = 40
const ROWS_MORE = 100

const policies = ['error', 'warning', 'keep'] as const

type Replace = TransformOf<'replace'>

export function ValueList({
  step,
  context,
  onChange,
}: {
  step: Replace
  context: StepContext
  onChange: (step: Transform) => void
}) {
  const words = useTranslations('columnValues.list')
  const [shown, show] = useState(ROWS_SHOWN)
  const { texts, field, allowed } = context
  const { values } = step
  const set = (changes: Readonly<Record<string, string | undefined>>) => {
    const entries = Object.entries({ ...values, ...changes }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    )
    onChange({ ...step, values: Object.fromEntries(entries) })
  }
  const rows = rowsOf(texts, values)
  const proposalOf = (text: string) => (allowed && field ? proposeValue(text, field, allowed) : undefined)
  const open = rows.flatMap(({ text }) => {
    const proposal = Object.hasOwn(values, text) ? undefined : proposalOf(text)
    return proposal && proposal.by !== 'similar' ? [[text, proposal.token] as const] : []
  })
  return (
    <div className="flex flex-col gap-4">
      <Select
        label={words('unseen')}
        description={words('unseenHelp')}
        value={step.unseen ?? 'keep'}
        onChange={(key) => {
          const unseen = key === 'error' || key === 'warning' ? key : undefined
          onChange({ type: 'replace', values, ...(unseen && { unseen }) })
        }}
        options={policies.map((policy) => ({
          id: policy,
          label: words(`policy.${policy}`),
          description: words(`policyHelp.${policy}`),
        }))}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-ink-soft">
          {words('listed', {
            listed: rows.filter(({ text }) => Object.hasOwn(values, text)).length,
            count: rows.length,
          })}
        </p>
        {open.length > 0 ? (
          <Button
            variant="secondary"
            size="small"
            icon={<CheckCheck aria-hidden className="size-4" />}
            onPress={() => set(Object.fromEntries(open))}
          >
            {words('acceptAll', { count: open.length })}
          </Button>
        ) : null}
      </div>
      {rows.length > 0 ? (
        <ul aria-label={words('title')} className="divide-y divide-rule rounded-lg border border-rule">
          {rows.slice(0, shown).map(({ text, count }) => (
            <ListedValue
              key={text}
              text={text}
              count={count}
              becomes={Object.hasOwn(values, text) ? values[text] : undefined}
              proposal={proposalOf(text)}
              allowed={allowed}
              onChange={(to) => set({ [text]: to })}
            />
          ))}
        </ul>
      ) : null}
      {rows.length > shown ? (
        <Button variant="quiet" size="small" className="self-start" onPress={() => show(shown + ROWS_MORE)}>
          {words('more', { count: rows.length - shown })}
        </Button>
      ) : null}
      <AnotherValue
        isKnown={(text) => Object.hasOwn(values, text)}
        onAdd={(text) => set({ [text]: allowed?.[0] ?? '' })}
      />
    </div>
  )
}

/** What the step sees, then what is listed and not in the sample. */
function rowsOf(texts: readonly SeenText[], values: Replace['values']): SeenText[] {
  const seen = new Set(texts.map(({ text }) => text))
  const others = Object.keys(values).filter((text) => !seen.has(text))
  return [...others.map((text) => ({ text, count: 0 })), ...texts]
}

/** A value that the sample does not hold, but a later file may. */
function AnotherValue({ isKnown, onAdd }: { isKnown: (text: string) => boolean; onAdd: (text: string) => void }) {
  const words = useTranslations('columnValues.list')
  const [text, write] = useState('')
  const value = text.trim()
  const add = () => {
    if (value === '' || isKnown(value)) return
    onAdd(value)
    write('')
  }
  return (
    <div className="flex flex-wrap items-end gap-3">
      <TextField
        className="grow basis-40"
        label={words('another')}
        mono
        maxLength={TEXT_LENGTH_MAX}
        value={text}
        onChange={write}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add()
        }}
      />
      <Button
        variant="secondary"
        icon={<Plus aria-hidden className="size-4" />}
        isDisabled={value === '' || isKnown(value)}
        onPress={add}
      >
        {words('add')}
      </Button>
    </div>
  )
}
