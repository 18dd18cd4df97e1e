// Which moment a person or a program means by a date: its end, in the time zone of the account, so that "on count day"
// holds whatever was imported on that day. Today means now.

/**
 * @param text a date (2026-10-01) or a moment (2026-10-01T12:00:00Z, with its offset).
 * @returns undefined if the text is neither.
 */
export function asOfMoment(text: string, timeZone: string, now: Date): Date | undefined {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    const moment = new Date(text)
    return Number.isNaN(moment.getTime()) ? undefined : moment
  }
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (day === undefined) return undefined
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  // 30 February is no date.
  if (midnight.toISOString().slice(0, 10) !== text) return undefined
  if (text === dateIn(timeZone, now)) return now
  const next = new Date(midnight.getTime() + DAY_MS)
  return new Date(startOfDay(next, timeZone) - 1)
}

const DAY_MS = 86_400_000

/** The date in the zone, as 2026-10-01. Sweden writes dates as ISO 8601 does. */
export function dateIn(timeZone: string, moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment)
}

/** When the day begins in the zone. The offset is looked up twice: the first guess may lie on the other side of a change of clocks. */
function startOfDay(midnightUtc: Date, timeZone: string): number {
  const guess = midnightUtc.getTime() - offsetOf(timeZone, midnightUtc.getTime())
  return midnightUtc.getTime() - offsetOf(timeZone, guess)
}

/** How far the clocks of the zone are ahead of UTC at a moment, in milliseconds. */
function offsetOf(timeZone: string, at: number): number {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const seconds = Math.floor(at / 1000) * 1000
  return Date.parse(`${clock.format(seconds).replace(' ', 'T')}Z`) - seconds
}
