import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { languageNames } from '@/components/layout/language-names'
import { classes } from '@/components/ui/classes'
import { locales } from '@/lib/words/locales'
import { guidePath, protocolsHere, type GuideChoice } from '../guide-for'

/** The language of the guide, whatever the reader's own, and the protocol where the system knows two. */
export async function Choices({ templateId, choice }: { templateId: string; choice: GuideChoice }) {
  const words = await getTranslations('guides')
  const offered = protocolsHere(choice.system)
  return (
    <div className="mb-8 flex flex-wrap gap-x-8 gap-y-3 print:hidden">
      <Choice
        label={words('page.language')}
        options={locales.map((locale) => ({
          id: locale,
          name: languageNames[locale],
          lang: locale,
          href: guidePath(templateId, { ...choice, locale }),
          isChosen: locale === choice.locale,
        }))}
      />
      {offered.length > 1 ? (
        <Choice
          label={words('page.protocol')}
          options={offered.map((protocol) => ({
            id: protocol,
            name: words(`protocols.${protocol}`),
            href: guidePath(templateId, { ...choice, protocol }),
            isChosen: protocol === choice.protocol,
          }))}
        />
      ) : null}
    </div>
  )
}

type Option = { id: string; name: string; href: string; isChosen: boolean; lang?: string }

function Choice({ label, options }: { label: string; options: readonly Option[] }) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-3">
      <span aria-hidden className="text-sm font-semibold text-ink-soft">
        {label}
      </span>
      {options.map(({ id, name, href, isChosen, lang }) => (
        <Link
          key={id}
          href={href}
          lang={lang}
          hrefLang={lang}
          aria-current={isChosen ? 'true' : undefined}
          className={classes(
            'rounded-lg border px-3 py-1.5 text-sm font-semibold',
            isChosen ? 'border-brand bg-brand-soft text-brand' : 'border-edge/60 bg-surface text-ink hover:bg-sunken',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
