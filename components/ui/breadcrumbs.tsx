import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

export type Crumb = { title: ReactNode; href: string }

/** The way down to this page; the page itself is not in it. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const words = useTranslations('ui')
  return (
    <nav aria-label={words('breadcrumbs')} className="print:hidden">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm">
        {crumbs.map((crumb) => (
          <li key={crumb.href} className="flex items-center gap-1.5">
            <Link href={crumb.href} className="inline-block py-1 link">
              {crumb.title}
            </Link>
            <ChevronRight aria-hidden className="size-4 text-ink-soft" />
          </li>
        ))}
      </ol>
    </nav>
  )
}
