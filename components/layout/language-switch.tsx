import { Languages } from 'lucide-react'
import { useLocale } from 'next-intl'
import { classes } from '@/components/ui/classes'
import { locales } from '@/lib/words/locales'
import { boardButton } from './board-button'
import { languageNames } from './language-names'
import { switchLanguage } from './switch-language'

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
            {languageNames[locale]}
          </button>
        ))}
    </form>
  )
}
