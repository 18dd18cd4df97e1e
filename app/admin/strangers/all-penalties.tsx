import { useTranslations } from 'next-intl'
import { waitInWords } from '@/components/sessions/wait-in-words'
import { CodeText } from '@/components/ui/code-text'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Section } from '@/components/ui/section'
import type { Penalty } from '@/lib/accounts/guessing'
import { liftAnyWait } from './actions'

/** Everybody who has to wait at the doors right now. Names of other people are for the operator alone. */
export function AllPenalties({ penalties }: { penalties: readonly Penalty[] }) {
  const words = useTranslations('sessions.strangers')
  const waits = useTranslations('sessions.penalties')
  if (penalties.length === 0) return null
  const code = (text: React.ReactNode) => <CodeText>{String(text)}</CodeText>
  return (
    <Section id="penalties" title={words('penalties')} lead={words('penaltiesLead')}>
      <ul className="divide-y divide-rule card">
        {penalties.map(({ client, name, failures, waitSeconds }) => (
          <li key={`${name} ${client}`} className="flex flex-wrap items-center justify-between gap-3 px-6 py-3.5">
            <span>
              {name === null
                ? waits.rich('address', { client, failures, wait: waitInWords(waits, waitSeconds), code })
                : words.rich('penaltyName', { name, client, failures, wait: waitInWords(waits, waitSeconds), code })}
            </span>
            <ConfirmDialog
              trigger={waits('lift')}
              triggerSize="small"
              triggerLabel={waits('liftFor', { client: name ?? client })}
              title={waits('liftTitle', { client: name ?? client })}
              confirm={waits('lift')}
              action={liftAnyWait.bind(null, { client, name })}
            >
              {waits('liftText')}
            </ConfirmDialog>
          </li>
        ))}
      </ul>
    </Section>
  )
}
