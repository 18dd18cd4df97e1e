import { useLocale } from 'next-intl'
import { originInWords } from '@/lib/templates/origin-in-words'
import type { TemplateVersion } from '@/lib/templates/template-versions'
import { toLocale } from '@/lib/words/locales'

/** Why a version was made: how it came to be, and the note of who saved it. Drawn on the server. */
export function VersionReason({ version: { note, origin } }: { version: Pick<TemplateVersion, 'note' | 'origin'> }) {
  const locale = toLocale(useLocale())
  const how = origin ? originInWords(origin, locale) : null
  return (
    <span className="foreign-text">
      {note}
      {how ? <span className="block text-ink-soft">{how}</span> : null}
    </span>
  )
}
