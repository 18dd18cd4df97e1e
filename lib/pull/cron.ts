// Cron expressions as programs send them: five fields (minute, hour, day of the month, month, day of the week) of numbers,
// ranges, lists and steps, and names of months and days in English (POSIX crontab, with the usual extensions).
import { weekdayOf, type LocalDay } from './local-time'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

type FieldKind = { readonly min: number; readonly max: number; readonly names?: readonly string[] }

const kinds = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: months },
  // Sunday is 0 and 7.
  { min: 0, max: 7, names: weekdays },
] as const satisfies readonly FieldKind[]

type Field = { readonly values: ReadonlySet<number>; readonly isAny: boolean }

export type Cron = { readonly [name in 'minute' | 'hour' | 'day' | 'month' | 'weekday']: Field }

/** The expression read, or undefined if it is none. */
export function readCron(expression: string): Cron | undefined {
  const parts = expression.trim().toLowerCase().split(/\s+/)
  if (parts.length !== kinds.length) return undefined
  const fields = kinds.map((kind, index) => readField(parts[index] ?? '', kind))
  const [minute, hour, day, month, weekday] = fields
  return minute && hour && day && month && weekday ? { minute, hour, day, month, weekday } : undefined
}

function readField(text: string, kind: FieldKind): Field | undefined {
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(part) ?? []
    if (from === undefined || (from === '*' && to !== undefined)) return undefined
    const first = from === '*' ? kind.min : numberOf(from, kind)
    const last = to === undefined ? (from === '*' || step ? kind.max : first) : numberOf(to, kind)
    const by = step === undefined ? 1 : Number(step)
    if (first === undefined || last === undefined || first > last || by < 1) return undefined
    for (let value = first; value <= last; value += by) values.add(value)
  }
  return { values, isAny: text.startsWith('*') }
}

function numberOf(text: string, { min, max, names }: FieldKind): number | undefined {
  const named = names?.indexOf(text) ?? -1
  const number = named >= 0 ? named + (names === months ? 1 : 0) : /^\d{1,2}$/.test(text) ? Number(text) : NaN
  return number >= min && number <= max ? number : undefined
}

/** Whether it means that day. Where both days of the month and of the week are named, either will do, as in cron. */
export function isCronDay({ day, month, weekday }: Cron, date: LocalDay): boolean {
  if (!month.values.has(date.month)) return false
  const iso = weekdayOf(date)
  const isWeekday = weekday.values.has(iso) || (iso === 7 && weekday.values.has(0))
  const isDay = day.values.has(date.day)
  return day.isAny || weekday.isAny ? isDay && isWeekday : isDay || isWeekday
}
