import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'

/** What became of a delivery, in the word that the pages have for it. */
export function outcomeWord(outcome: string, locale: Locale): string {
  return translate(locale, `deliveriesPage.outcomes.${outcome}`)
}
