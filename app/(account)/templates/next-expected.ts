// When a template's next file is to be expected: learnt from the days on which files came, as days are counted where the
// account is. Said only where the past is regular enough that it would have foretold itself.

export type Expected = {
  /** Noon of the day in UTC, so that no change of clocks can move it. */
  readonly day: Date
  /** Minutes after midnight, where the account is. */
  readonly minutes: number
  /** The hour has passed by more than files have ever been late before. */
  readonly isLate: boolean
}

const DAY_MS = 86_400_000
const DAYS_MIN = 4
/** The share of past days that the rule must have foretold. */
const FORETOLD_MIN = 0.7
const LATE_MINUTES = 120

/**
 * @param receivedAt of the last deliveries, in any order.
 * @param timeZone IANA name.
 * @returns null while there is too little to go by, or files come irregularly.
 */
export function nextExpected(receivedAt: readonly Date[], now: Date, timeZone: string): Expected | null {
  const moments = receivedAt.map((moment) => placeOf(moment, timeZone))
  const days = [...new Set(moments.map(({ day }) => day))].toSorted((a, b) => a - b)
  if (days.length < DAYS_MIN) return null
  const weekdays = new Set(days.map(weekdayOf))
  const nextAfter = (day: number) => {
    let next = day + 1
    while (!weekdays.has(weekdayOf(next))) next += 1
    return next
  }
  const foretold = days.slice(1).filter((day, index) => nextAfter(days[index] ?? 0) === day).length
  if (foretold / (days.length - 1) < FORETOLD_MIN) return null
  const minutes = median(moments.map((moment) => moment.minutes))
  const today = placeOf(now, timeZone)
  const last = days.at(-1) ?? 0
  const due = nextAfter(last)
  const latest = Math.max(minutes + LATE_MINUTES, ...moments.map((moment) => moment.minutes))
  const isLate = due < today.day || (due === today.day && today.minutes > latest)
  return { day: new Date(due * DAY_MS + DAY_MS / 2), minutes, isLate }
}

/** Days since 1970 and minutes since midnight, as clocks there show them. */
function placeOf(moment: Date, timeZone: string): { day: number; minutes: number } {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  }).formatToParts(moment)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  return {
    day: Date.UTC(part('year'), part('month') - 1, part('day')) / DAY_MS,
    minutes: part('hour') * 60 + part('minute'),
  }
}

const weekdayOf = (day: number) => (day + 4) % 7

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
