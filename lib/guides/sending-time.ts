// When a district should send: in the night, and not all at the same minute.
import type { Locale } from '@/lib/words/locales'

export type SendingTime = {
  /** As the files have come until now. */
  readonly isUsual: boolean
  /** 03:17, for machines. */
  readonly clock: string
  /** 3:17 a.m., for people. */
  readonly shown: string
  readonly hour: number
  readonly minute: number
}

const HOUR = 3

/**
 * @param templateId spreads the templates of an installation over the hour; the same one always gets the same minute.
 * @param usualMinutes after midnight, where it is known when files come.
 */
export function sendingTime(templateId: string, usualMinutes: number | null, locale: Locale): SendingTime {
  const minutes = usualMinutes ?? HOUR * 60 + minuteOf(templateId)
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60]
  const clock = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  const shown = format.format(Date.UTC(2000, 0, 1, hour, minute))
  return { isUsual: usualMinutes !== null, clock, shown, hour, minute }
}

/** From 5 to 54: around the full hour everybody else's tasks run. */
function minuteOf(templateId: string): number {
  const sum = [...templateId].reduce((total, sign) => (total * 31 + sign.charCodeAt(0)) % 65_521, 7)
  return 5 + (sum % 50)
}
