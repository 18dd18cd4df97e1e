import type { useTranslations } from 'next-intl'
import type { Schedule } from '@/lib/pull/schedule'

const WEEKDAYS = 7

/** A schedule in plain words, in the account's own time zone. @param words of the namespace pull. */
export function scheduleWords(
  words: ReturnType<typeof useTranslations<'pull'>>,
  schedule: Schedule,
  locale: string,
): string {
  if (schedule.kind === 'every') return words('everyMinutes', { minutes: schedule.minutes })
  if (schedule.kind === 'cron') return words('scheduleShown.cron', { expression: schedule.expression })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const times = list.format(schedule.times)
  if (schedule.weekdays.length === WEEKDAYS) return words('scheduleShown.daily', { times })
  return words('scheduleShown.days', {
    days: list.format(schedule.weekdays.map((day) => words(`weekdays.${day}`))),
    times,
  })
}
