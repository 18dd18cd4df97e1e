import type { Locale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import type { VersionOrigin } from './version-origin'

/** How a version came to be, where a person did not simply change it. */
export function originInWords(origin: VersionOrigin, locale: Locale): string {
  const { kind, ...params } = origin
  return translatorFor(locale)(`templates.origin.${kind}`, params)
}
