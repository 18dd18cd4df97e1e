// Words outside of pages: e-mails, reports, API answers.
import { createTranslator } from 'use-intl/core'
import type { Locale } from './locales'
import { wordsOf } from './words'

export type Translate = (key: string, params?: Record<string, string | number | Date>) => string

const translators = new Map<string, Translate>()

/**
 * A translator for one language.
 * @param timeZone IANA name, for dates in the words.
 * @returns a function that takes "namespace.key" and params; it throws for a key that does not exist.
 */
export function translatorFor(locale: Locale, timeZone = 'UTC'): Translate {
  const name = `${locale} ${timeZone}`
  const known = translators.get(name)
  if (known) return known
  const translator = createTranslator({
    locale,
    timeZone,
    messages: wordsOf(locale),
    onError: (error) => {
      throw error
    },
  }) as unknown as Translate
  translators.set(name, translator)
  return translator
}

/**
 * A translator of words that have marks for links and code: for places where there are neither, they say the same plainly.
 */
export function plainTranslatorFor(locale: Locale): Translate {
  const translator = translatorFor(locale) as Translate & { markup: (key: string, params: object) => string }
  const plainly = (inner: string) => inner
  return (key, params = {}) => translator.markup(key, { ...params, code: plainly, link: plainly })
}

/** One sentence in one language. */
export function translate(locale: Locale, key: string, params?: Record<string, string | number | Date>): string {
  return translatorFor(locale)(key, params)
}
