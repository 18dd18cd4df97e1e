import { useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button-link'
import { DateTime } from '@/components/ui/date-time'
import type { AsOf } from './as-of-query'

/** Says that this is not the roster as it stands, or why that of the wanted day cannot be shown; and leads back to today. */
export function AsOfAlert({ asOf: { past, refusal }, today }: { asOf: AsOf; today: string }) {
  const words = useTranslations('rosterPage.asOf')
  if (!past && !refusal) return null
  const back = (
    <ButtonLink href={today} variant="secondary" size="small">
      {words('today')}
    </ButtonLink>
  )
  if (past) {
    return (
      <Alert tone="info" className="mb-6" actions={back}>
        {words.rich('shown', { at: () => <DateTime key="at" at={past.at} /> })}
      </Alert>
    )
  }
  const since = refusal?.reason === 'history-gone' ? refusal.since : undefined
  return (
    <Alert tone="bad" className="mb-6" title={words('refused.title')} actions={back}>
      {words.rich(`refused.${refusal?.reason ?? 'unreadable'}`, {
        since: () => (since ? <DateTime key="since" at={since} /> : null),
      })}
    </Alert>
  )
}
