import { Languages } from 'lucide-react'
import { useLocale } from 'next-intl'
import { classes } from '@/components/ui/classes'
import { locales, type Locale } from '@/lib/words/locales'
import { boardButton } from './board-button'
import { switchLanguage } from './switch-language'

/** A language is named in itself, so that whoever needs it can read it. */
const names: Record<Locale, string> = { en: 'English', 'es-MX': 'Español' }

/** The other language, one press away, on every page. */
export function LanguageSwitch({ className }: { className?: string }) {
  const current = useLocale()
  return (
    <form action={switchLanguage} className="flex">
      {locales
        .filter((locale) => locale !== current)
        .map((locale) => (
          <button key={locale} name="locale" value={locale} lang={locale} className={classes(boardButton, className)}>
            <Languages aria-hidden className="size-4.5" />
            {names[locale]}
          </button>
        ))}
    </form>
  )
}
