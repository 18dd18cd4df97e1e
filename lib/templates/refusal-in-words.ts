import type { Locale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import type { MappingRefusal } from './template-rules'

/** What keeps the mapping of a file from being used, in one sentence. */
export function mappingRefusalInWords({ code, field }: Pick<MappingRefusal, 'code' | 'field'>, locale: Locale): string {
  const words = translatorFor(locale)
  if (code === 'type-gone') return words('templates.typeGone', { importType: field })
  return words(`importJobs.mapping.${code}`, { subject: field })
}
