import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Field } from '@/lib/import-types/import-type'
import type { FieldValue as Value } from '@/lib/roster/record-data'
import { FieldValue } from './field-value'

export type FieldDifference = { readonly field: Field; readonly before: Value; readonly after: Value }

/** Fields whose values are not what they were: each before and after. */
export function FieldDifferences({
  differences,
  isRevealed,
}: {
  differences: readonly FieldDifference[]
  isRevealed: boolean
}) {
  const words = useTranslations('runsPage.changes')
  return (
    <dl className="flex flex-col gap-1.5">
      {differences.map(({ field, before, after }) => (
        <div key={field.name} className="flex flex-wrap items-baseline gap-x-3">
          <dt className="font-mono text-ink-soft">{field.name}</dt>
          <dd className="flex flex-wrap items-baseline gap-x-2">
            <del className="rounded bg-bad-soft px-1.5 decoration-bad">
              <span className="sr-only">{words('before')} </span>
              <FieldValue field={field} value={before} isRevealed={isRevealed} />
            </del>
            <ArrowRight aria-hidden className="size-4 self-center text-ink-soft" />
            <ins className="rounded bg-good-soft px-1.5 font-semibold no-underline">
              <span className="sr-only">{words('after')} </span>
              <FieldValue field={field} value={after} isRevealed={isRevealed} />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Fields of a record that came or went, without their other side. */
export function FieldValues({
  values,
  isRevealed,
}: {
  values: readonly { readonly field: Field; readonly value: Value }[]
  isRevealed: boolean
}) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1">
      {values.map(({ field, value }) => (
        <div key={field.name} className="flex gap-2">
          <dt className="font-mono text-ink-soft">{field.name}</dt>
          <dd>
            <FieldValue field={field} value={value} isRevealed={isRevealed} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
