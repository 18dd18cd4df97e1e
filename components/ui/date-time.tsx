import { useFormatter, useTimeZone } from 'next-intl'

export type DateTimeProps = {
  at: Date | string
  /** Date alone, or date and time of day. */
  show?: 'date' | 'date-time'
  /** "5 minutes ago" in view, the full moment on hover. */
  relativeTo?: Date
}

/**
 * A moment in the account's time zone, the month by its name: 3 or 4 May is no question
 * then. Where no account is in view the zone is UTC, and that is said.
 */
export function DateTime({ at, show = 'date-time', relativeTo }: DateTimeProps) {
  const format = useFormatter()
  const zone = useTimeZone() === 'UTC' ? { timeZoneName: 'short' as const } : {}
  const moment = typeof at === 'string' ? new Date(at) : at
  const full = format.dateTime(moment, show === 'date' ? dateOnly : { ...dateAndTime, ...zone })
  return (
    <time dateTime={moment.toISOString()} title={relativeTo ? full : undefined} className="whitespace-nowrap">
      {relativeTo ? format.relativeTime(moment, relativeTo) : full}
    </time>
  )
}

const dateOnly = { day: 'numeric', month: 'short', year: 'numeric' } as const
const dateAndTime = { ...dateOnly, hour: 'numeric', minute: '2-digit' } as const
