import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import { FileSize } from '@/components/ui/file-size'
import type { SessionEvent } from '@/lib/accounts/session-events'

/** One thing that happened, in a sentence, with what to do where it did not go well. */
export function SessionEventLine({ event, isUnbound }: { event: SessionEvent; isUnbound: boolean }) {
  const words = useTranslations('sessions')
  const cure = useCure(event, isUnbound)
  return (
    <EventRow at={event.at} isTrouble={isTrouble(event) || isUnbound} cure={cure}>
      <Sentence event={event} />
      {isUnbound ? <> {words('noTemplate')}</> : null}
      {event.times > 1 ? <span className="text-ink-soft"> ({words('times', { count: event.times })})</span> : null}
    </EventRow>
  )
}

/** A time of day and what happened then. */
export function EventRow(props: { at: number | Date; isTrouble?: boolean; cure?: ReactNode; children: ReactNode }) {
  const words = useTranslations('sessions')
  const format = useFormatter()
  const at = new Date(props.at)
  return (
    <li className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[7.5rem_minmax(0,1fr)]">
      <time dateTime={at.toISOString()} className="text-sm text-ink-soft tabular-nums">
        {format.dateTime(at, { hour: 'numeric', minute: '2-digit', second: '2-digit' })}
      </time>
      <div className="min-w-0">
        <p className={props.isTrouble ? 'font-semibold text-bad' : undefined}>{props.children}</p>
        {props.cure ? (
          <p className="text-ink-soft">
            <strong>{words('cure')}</strong> {props.cure}
          </p>
        ) : null}
      </div>
    </li>
  )
}

function isTrouble({ kind }: SessionEvent): boolean {
  return ['sign-in-refused', 'upload-cut', 'upload-refused', 'refused'].includes(kind)
}

function Sentence({ event }: { event: SessionEvent }) {
  const words = useTranslations('sessions')
  const parts = {
    file: () => ('name' in event ? <FileName key="file" name={event.name} /> : null),
    to: () => ('to' in event ? <FileName key="to" name={event.to} /> : null),
    size: () => ('bytes' in event ? <FileSize key="size" bytes={event.bytes} /> : null),
    at: () =>
      'passwordEnds' in event && event.passwordEnds ? <DateTime key="at" at={new Date(event.passwordEnds)} /> : null,
    speed: () => ('milliseconds' in event ? <FileSize key="speed" bytes={speedOf(event)} /> : null),
  }
  switch (event.kind) {
    case 'sign-in-refused':
      return <>{words(`signIn.${event.trouble}`, { method: event.method, key: event.key ?? '' })}</>
    case 'signed-in':
      if (event.passwordEnds) return <>{words.rich('events.oldPassword', parts)}</>
      return <>{words('events.signed-in', { method: event.method, key: event.key ?? '' })}</>
    case 'listed':
      return <>{words('events.listed', { files: event.files })}</>
    case 'uploaded':
      return <>{words.rich(`events.${uploadedKey(event)}`, parts)}</>
    case 'upload-refused':
      return (
        <>
          {words.rich('events.upload-refused', parts)} <Reason reason={event.reason} />
        </>
      )
    case 'refused':
      return (
        <>
          {words.rich('events.refused', { ...parts, what: event.what })} <Reason reason={event.reason} />
        </>
      )
    default:
      return <>{words.rich(`events.${event.kind}`, parts)}</>
  }
}

/** Below this the speed says more about the answer than about the line. */
const SPEED_FROM_BYTES = 1_000_000

function uploadedKey(event: Extract<SessionEvent, { kind: 'uploaded' }>) {
  if (event.waits) return 'waits'
  if (event.from > 0) return 'resumed'
  return event.bytes < SPEED_FROM_BYTES ? 'uploadedSmall' : 'uploaded'
}

/** Bytes a second; what was written before the connection continued is not its doing. */
function speedOf(event: { bytes: number; milliseconds: number }): number {
  return Math.round((event.bytes * 1000) / Math.max(1, event.milliseconds))
}

function Reason({ reason }: { reason: string }) {
  const words = useTranslations('sessions')
  const isKnown = words.has(`reasons.${reason}` as 'reasons.other')
  return <>{isKnown ? words(`reasons.${reason}` as 'reasons.other', { reason }) : words('reasons.other', { reason })}</>
}

function useCure(event: SessionEvent, isUnbound: boolean): string | undefined {
  const words = useTranslations('sessions')
  if (event.kind === 'sign-in-refused') return words(`signInCures.${event.trouble}`, { method: event.method })
  if (event.kind === 'upload-cut') return words('cutCure')
  if (event.kind === 'upload-refused' || event.kind === 'refused') {
    const key = `reasonCures.${event.reason}` as 'reasonCures.other'
    return words.has(key) ? words(key) : words('reasonCures.other')
  }
  return isUnbound ? words('noTemplateCure') : undefined
}
