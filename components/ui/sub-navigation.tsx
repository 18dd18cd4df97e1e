'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

export type SubNavigationProps = { label: string; links: readonly { href: string; title: string }[] }

/** The pages of one part, side by side; each has an address. The first one is the part's own. */
export function SubNavigation({ label, links }: SubNavigationProps) {
  const path = usePathname()
  const first = links[0]?.href
  const isCurrent = (href: string) => path === href || (href !== first && path.startsWith(`${href}/`))
  return (
    <nav aria-label={label} className="mb-10 border-b border-rule print:hidden">
      <ul className="-mb-px flex flex-wrap gap-x-2">
        {links.map(({ href, title }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent(href) ? 'page' : undefined}
              className="inline-block rounded-t-lg border-b-3 border-transparent px-4 py-2.5 font-semibold text-ink-soft hover:text-ink aria-[current]:border-brand aria-[current]:text-ink"
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
