import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { CodeText } from '@/components/ui/code-text'
import { DateTime } from '@/components/ui/date-time'
import type { TransferSession } from '@/lib/accounts/transfer-sessions'
import { EventRow, SessionEventLine } from './session-event-line'
import { isUnbound, sessionState, stateTones, type IsBound } from './session-state'

export type SessionCardProps = {
  session: TransferSession
  /** Opened without being asked: the newest, and those that are going on. */
  isUnfolded: boolean
  /** Whether some template of the login is bound to exactly this name; undefined: not known. */
  isBound?: IsBound
}

/** In this order. */
const SECURITY = ['protocol', 'kex', 'hostKey', 'cipher', 'mac'] as const

/** One connection: who, from where and how it went; with all that happened when it is unfolded. */
export function SessionCard({ session, isUnfolded, isBound }: SessionCardProps) {
  const words = useTranslations('sessions')
  const state = sessionState(session, isBound)
  const { via, address, client, security, startedAt, endedAt, ending, events, omitted } = session
  const agreed = SECURITY.flatMap((part) => security[part] ?? [])
  const code = (text: React.ReactNode) => <CodeText>{String(text)}</CodeText>
  return (
    <details className="group card" open={isUnfolded}>
      <summary className="flex cursor-pointer list-none items-start gap-4 rounded-2xl px-5 py-4">
        <ChevronRight
          aria-hidden
          className="mt-1 size-5 shrink-0 text-ink-soft transition-transform group-open:rotate-90"
        />
        <span className="flex min-w-0 grow flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <span className="min-w-0">
            <span className="font-semibold">{via.toUpperCase()}</span>{' '}
            <bdi className="foreign-text">{words('from', { address })}</bdi>
            <span className="block text-sm text-ink-soft">
              <DateTime at={startedAt} />
            </span>
          </span>
          <Badge tone={stateTones[state]} isBusy={session.isOpen}>
            {words(`states.${state}`)}
          </Badge>
        </span>
      </summary>
      <div className="border-t border-rule px-5 py-4 sm:px-13">
        {client ? <p className="text-sm">{words.rich('client', { client, code })}</p> : null}
        {agreed.length > 0 ? (
          <p className="text-sm">{words.rich('secured', { security: agreed.join(', '), code })}</p>
        ) : null}
        <ol className="mt-3 divide-y divide-rule">
          <EventRow at={startedAt}>{words('connected')}</EventRow>
          {events.map((event, index) => (
            <SessionEventLine key={`${event.at}-${index}`} event={event} isUnbound={isUnbound(event, isBound)} />
          ))}
          {endedAt && ending ? <EventRow at={endedAt}>{words(`endings.${ending}`)}</EventRow> : null}
        </ol>
        {omitted > 0 ? <p className="mt-2 text-sm text-ink-soft">{words('omitted', { count: omitted })}</p> : null}
      </div>
    </details>
  )
}
