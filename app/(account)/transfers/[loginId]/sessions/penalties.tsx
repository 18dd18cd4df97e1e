import { useTranslations } from 'next-intl'
import { waitInWords } from '@/components/sessions/wait-in-words'
import { Alert } from '@/components/ui/alert'
import { CodeText } from '@/components/ui/code-text'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Penalty } from '@/lib/accounts/guessing'
import { liftWait } from './actions'

/** Who has to wait after wrong passwords, and the button that lets the next try through. */
export function Penalties({ loginId, penalties }: { loginId: string; penalties: readonly Penalty[] }) {
  const words = useTranslations('sessions.penalties')
  if (penalties.length === 0) return null
  const code = (text: React.ReactNode) => <CodeText>{String(text)}</CodeText>
  return (
    <Alert tone="warn" title={words('title')} className="mb-8">
      <ul className="flex flex-col gap-3">
        {penalties.map(({ against, client, failures, waitSeconds }) => (
          <li key={`${against} ${client}`} className="flex flex-wrap items-center justify-between gap-3">
            <span className="max-w-2xl">
              {words.rich(against, { client, failures, wait: waitInWords(words, waitSeconds), code })}
            </span>
            <ConfirmDialog
              trigger={words('lift')}
              triggerSize="small"
              triggerLabel={words('liftFor', { client })}
              title={words('liftTitle', { client })}
              confirm={words('lift')}
              action={liftWait.bind(null, loginId, { against, client })}
            >
              {words('liftText')}
            </ConfirmDialog>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
