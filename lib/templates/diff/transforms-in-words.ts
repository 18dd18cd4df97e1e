import type { Transform } from '@/lib/mapping/file-mapping'
import type { Locale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'

const worded: ReadonlySet<string> = new Set(['trim', 'lowercase', 'uppercase', 'replace', 'default'])

/** The steps of a column, one after the other. */
export function transformsInWords(transforms: readonly Transform[], locale: Locale): string {
  const words = translatorFor(locale)
  return transforms
    .map(({ type }) => (worded.has(type) ? words(`templatesPage.mapping.transforms.${type}`) : type))
    .join(', ')
}
