import { useTranslations } from 'next-intl'
import type { Field } from '@/lib/import-types/import-type'
import type { FieldValue as Value } from '@/lib/roster/record-data'

/** A value of a record as it is kept; what is sensitive only if it was asked for. */
export function FieldValue({ field, value, isRevealed }: { field: Field; value: Value; isRevealed: boolean }) {
  const words = useTranslations('rosterPage')
  if (value === null || value === '') return <span className="text-ink-soft">–</span>
  if (field.sensitive && !isRevealed) {
    return (
      <span className="text-ink-soft">
        <span aria-hidden>•••••</span>
        <span className="sr-only">{words('sensitive.hidden')}</span>
      </span>
    )
  }
  if (typeof value === 'boolean') return <>{value ? words('yes') : words('no')}</>
  return <bdi className="foreign-text">{typeof value === 'object' ? value.join(', ') : String(value)}</bdi>
}
