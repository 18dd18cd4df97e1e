// Local times as moments, with the summer time of a zone: the one place that knows of its gaps and repetitions.

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A day of the calendar; months and days from 1. */
export type LocalDay = { readonly year: number; readonly month: number; readonly day: number }

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    const numbers = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', second: 'numeric', ...numbers })
    formats.set(zone, format)
  }
  return format
}

/** What a clock on the wall there shows, as milliseconds since 1970 if that place were UTC. */
function wallClock(moment: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

const offset = (moment: number, zone: string) => wallClock(moment, zone) - Math.floor(moment / 1000) * 1000

/**
 * When it is that time there: one moment, two where the clock is put back over it, the earlier first. A time that the
 * clock jumps over is read by the offset before the jump, as calendars do it (RFC 5545, section 3.3.5).
 * @param minutes since midnight.
 */
export function momentsOf({ year, month, day }: LocalDay, minutes: number, zone: string): readonly [Date, ...Date[]] {
  const wanted = Date.UTC(year, month - 1, day) + minutes * MINUTE_MS
  const before = offset(wanted - DAY_MS, zone)
  const offsets = [...new Set([before, offset(wanted + DAY_MS, zone)])]
  const found = offsets.map((each) => wanted - each).filter((moment) => wallClock(moment, zone) === wanted)
  const [first = wanted - before, ...more] = found.toSorted((a, b) => a - b)
  return [new Date(first), ...more.map((moment) => new Date(moment))]
}

/** Which day it is there. */
export function localDay(moment: Date, zone: string): LocalDay {
  const wall = new Date(wallClock(moment.getTime(), zone))
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() }
}

/** The day so many days later. */
export function dayAfter({ year, month, day }: LocalDay, days: number): LocalDay {
  const date = new Date(Date.UTC(year, month - 1, day + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf({ year, month, day }: LocalDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
}
