import { getTranslations } from 'next-intl/server'
import { CodeText } from '@/components/ui/code-text'
import { DateTime } from '@/components/ui/date-time'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { Section } from '@/components/ui/section'
import type { Delivery } from '@/lib/deliveries/delivery'
import { repliesTo, type OutboxFile } from '@/lib/outbox-files/outbox-file'

/** What the sender of a delivery finds in its outbox; rows may stand in it, so not everybody downloads it. */
export async function RepliesSection({ delivery, mayDownload }: { delivery: Delivery; mayDownload: boolean }) {
  const words = await getTranslations('deliveriesPage.replies')
  const replies = await repliesTo(delivery.accountId, delivery.id)
  return (
    <Section id="replies" title={words('title')}>
      <RefreshWhile active={replies.some(({ readyAt }) => readyAt === null)} />
      {delivery.isRehearsal ? <p className="mb-3">{words('rehearsal')}</p> : null}
      {replies.length === 0 ? <p className="text-ink-soft">{words('none')}</p> : null}
      <ul className="flex flex-col gap-2">
        {replies.map((reply) => (
          <li key={reply.id}>
            <Reply reply={reply} mayDownload={mayDownload} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

async function Reply({ reply, mayDownload }: { reply: OutboxFile; mayDownload: boolean }) {
  const words = await getTranslations('deliveriesPage.replies')
  if (reply.readyAt === null) return <span role="status">{words('waiting')}</span>
  if (reply.storageKey === null) return <span className="text-ink-soft">{words('gone', { name: reply.name })}</span>
  return (
    <>
      {mayDownload ? (
        <a href={`/outbox-files/${reply.id}`} className="link" download>
          <CodeText>{reply.name}</CodeText>
        </a>
      ) : (
        <CodeText>{reply.name}</CodeText>
      )}
      <span className="text-ink-soft">
        {' '}
        {reply.fetchedAt
          ? words.rich('fetched', { at: () => <DateTime key="at" at={reply.fetchedAt ?? ''} /> })
          : words('notFetched')}
      </span>
    </>
  )
}
