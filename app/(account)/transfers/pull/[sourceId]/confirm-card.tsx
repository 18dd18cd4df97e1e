import { useFormatter, useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import { CodeText } from '@/components/ui/code-text'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { ServerIdentity } from '@/lib/pull/server-identity'
import type { PullSource } from '@/lib/pull/source'
import { confirmFingerprint } from './actions'

/** The key or certificate that a server showed and nobody has confirmed: to be compared by a person. */
export function ConfirmCard({ source, found }: { source: PullSource; found: ServerIdentity }) {
  const words = useTranslations('pull.confirm')
  const format = useFormatter()
  const before = source.pin
  const type =
    found.kind === 'host-key'
      ? found.type
      : words('certificate', {
          subject: found.subject,
          validTo: format.dateTime(new Date(found.validTo), { dateStyle: 'long' }),
        })
  return (
    <Alert
      tone={before ? 'bad' : 'warn'}
      title={words(before ? 'titleChanged' : 'title')}
      className="mb-10"
      actions={
        <ConfirmDialog
          trigger={words('button')}
          title={words('question')}
          confirm={words('button')}
          danger={before !== null}
          action={confirmFingerprint.bind(null, source.id, found.sha256)}
        >
          <CodeText>{found.sha256}</CodeText>
        </ConfirmDialog>
      }
    >
      <p>{words(before ? 'textChanged' : 'text')}</p>
      <dl className="mt-3 flex flex-col gap-2">
        {before ? (
          <div>
            <dt className="text-sm text-ink-soft">{words('before')}</dt>
            <dd>
              <CodeText>{before.sha256}</CodeText>
            </dd>
          </div>
        ) : null}
        <div>
          <dt className="text-sm text-ink-soft">{words('shown', { type })}</dt>
          <dd>
            <CodeText>{found.sha256}</CodeText>
          </dd>
        </div>
      </dl>
    </Alert>
  )
}
