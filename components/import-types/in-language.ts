import type { LocalizedText } from '@/lib/import-types/import-type'

/** The text in the language of the page; types are declared in English and Spanish. */
export function inLanguage(text: LocalizedText, locale: string): string {
  return locale.startsWith('es') ? text.es : text.en
}
