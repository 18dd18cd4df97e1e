import { ChevronRight, Clock, Monitor, Send, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { DateTime } from '@/components/ui/date-time'
import type { Tone } from '@/components/ui/tone'
import type { ListedMessage } from '@/lib/outbox/list-messages'

const looks: Record<ListedMessage['state'], { tone: Tone; icon?: LucideIcon }> = {
  queued: { tone: 'info', icon: Clock },
  sent: { tone: 'good', icon: Send },
  failed: { tone: 'bad' },
  inApp: { tone: 'neutral', icon: Monitor },
}

/** Messages as they went out, or as they would have; each opens in place. */
export function MessageList({ messages }: { messages: readonly ListedMessage[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {messages.map((message) => (
        <li key={message.id}>
          <Message message={message} />
        </li>
      ))}
    </ul>
  )
}

function Message({ message }: { message: ListedMessage }) {
  const words = useTranslations('messagesPage')
  const { tone, icon } = looks[message.state]
  return (
    <details className="group card">
      <summary className="flex cursor-pointer list-none items-start gap-4 rounded-2xl px-5 py-4">
        <ChevronRight
          aria-hidden
          className="mt-1 size-5 shrink-0 text-ink-soft transition-transform group-open:rotate-90"
        />
        <span className="flex min-w-0 grow flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <span className="min-w-0 grow basis-72">
            <span className="block font-semibold foreign-text">{message.subject}</span>
            <span className="block text-sm foreign-text text-ink-soft">
              {message.to ? words('to', { to: message.to }) : words('toNobody')}{' '}
              <DateTime at={message.sentAt ?? message.createdAt} />
            </span>
          </span>
          <Badge tone={tone} icon={icon}>
            {words(`states.${message.state}`)}
          </Badge>
        </span>
      </summary>
      <div className="border-t border-rule px-5 py-5 sm:px-13">
        {message.lastError ? (
          <p className="mb-4 foreign-text text-bad">
            {words('lastError', { attempts: message.attempts, error: message.lastError })}
          </p>
        ) : null}
        <div className="max-w-[46rem] text-sm leading-relaxed foreign-text whitespace-pre-wrap">{message.text}</div>
      </div>
    </details>
  )
}
