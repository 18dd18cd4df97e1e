import type { Locale } from '@/lib/words/locales'

/** A language is named in itself, so that whoever needs it can read it. */
export const languageNames: Record<Locale, string> = { en: 'English', 'es-MX': 'Español' }
