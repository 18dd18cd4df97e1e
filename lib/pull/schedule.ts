// When a source is looked at: at times of the day on days of the week, every so often, or by a cron expression; always in
// the time zone of the account, summer time included.
import { z } from 'zod'
import { isCronDay, readCron, type Cron } from './cron'
import { dayAfter, localDay, momentsOf, weekdayOf, type LocalDay } from './local-time'

const TIMES_MAX = 24
const CRON_LENGTH_MAX = 200
/** 29 February comes after eight years where a century is none. */
const DAYS_AHEAD_MAX = 366 * 8
const DAY_MINUTES = 24 * 60
/** No source is asked more often, whatever a cron expression says. In minutes. */
const EVERY_MINUTES_MIN = 5
export const everyMinutes = [15, 30, 60, 120, 180, 240, 360, 720] as const

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 05:30')
const weekday = z.int().min(1).max(7)
const distinct = <Value>(values: Value[]) => [...new Set(values)].toSorted()

export const scheduleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('times'),
    times: z.array(time).min(1).max(TIMES_MAX).transform(distinct).describe('local times such as 05:30'),
    weekdays: z.array(weekday).min(1).max(7).transform(distinct).describe('1 is Monday, 7 is Sunday'),
  }),
  z.object({
    kind: z.literal('every'),
    minutes: z.literal([...everyMinutes]).describe('counted from midnight'),
  }),
  z.object({
    kind: z.literal('cron'),
    expression: z
      .string()
      .max(CRON_LENGTH_MAX)
      .refine((text) => isUsableCron(text), {
        error: 'must be a cron expression of five fields that ever comes, at most every five minutes',
      }),
  }),
])
export type Schedule = z.output<typeof scheduleSchema>

function isUsableCron(text: string): boolean {
  const cron = readCron(text)
  if (!cron) return false
  const times = cronTimes(cron)
  if (times.some((at, index) => index > 0 && at - (times[index - 1] ?? 0) < EVERY_MINUTES_MIN)) return false
  return nextMoment({ kind: 'cron', expression: text }, 'UTC', new Date(0)) !== undefined
}

/**
 * The next moment after the one given, or undefined if none ever comes. A time of day that a clock jumps over in spring
 * comes that much later; one that comes twice in autumn counts once, but what happens every so often goes on.
 */
export function nextMoment(schedule: Schedule, zone: string, after: Date): Date | undefined {
  const times = timesOf(schedule)
  const today = localDay(after, zone)
  // A moment of yesterday's may lie after a midnight that was put back.
  for (let ahead = -1; ahead <= DAYS_AHEAD_MAX; ahead++) {
    const day = dayAfter(today, ahead)
    if (!times.isDay(day)) continue
    const moments = times.minutes.flatMap((minutes) => {
      const all = momentsOf(day, minutes, zone)
      return times.goesOn ? all : [all[0]]
    })
    const next = moments.filter((moment) => moment > after).toSorted((a, b) => a.getTime() - b.getTime())[0]
    if (next) return next
  }
  return undefined
}

type Times = {
  /** Since midnight. */
  readonly minutes: readonly number[]
  readonly isDay: (day: LocalDay) => boolean
  /** It happens in every hour, so in the one that comes twice, too. */
  readonly goesOn: boolean
}

function timesOf(schedule: Schedule): Times {
  switch (schedule.kind) {
    case 'times': {
      const minutes = schedule.times.map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
      return { minutes, isDay: (day) => schedule.weekdays.includes(weekdayOf(day)), goesOn: false }
    }
    case 'every': {
      const minutes = Array.from({ length: DAY_MINUTES / schedule.minutes }, (_, index) => index * schedule.minutes)
      return { minutes, isDay: () => true, goesOn: schedule.minutes <= 60 }
    }
    case 'cron': {
      const cron = readCron(schedule.expression)
      if (!cron) throw new Error('not a cron expression')
      return { minutes: cronTimes(cron), isDay: (day) => isCronDay(cron, day), goesOn: cron.hour.values.size === 24 }
    }
  }
}

const cronTimes = ({ hour, minute }: Cron) => {
  const sorted = (values: ReadonlySet<number>) => [...values].toSorted((a, b) => a - b)
  return sorted(hour.values).flatMap((each) => sorted(minute.values).map((minutes) => each * 60 + minutes))
}
