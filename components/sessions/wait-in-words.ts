// How long somebody has to wait, as a person says it.
import type { useTranslations } from 'next-intl'

export function waitInWords(words: ReturnType<typeof useTranslations<'sessions.penalties'>>, seconds: number): string {
  return seconds < 90 ? words('seconds', { count: seconds }) : words('minutes', { count: Math.ceil(seconds / 60) })
}
