import Link from 'next/link'
import type { ReactNode } from 'react'

export type FilterLink = { id: string; title: ReactNode; href: string; isCurrent: boolean }

/** Ways to look at a list, one of them chosen: plain links, so that each has an address. */
export function FilterLinks({ label, links }: { label: string; links: readonly FilterLink[] }) {
  return (
    <nav aria-label={label} className="mb-5 print:hidden">
      <ul className="flex flex-wrap gap-2">
        {links.map((link) => (
          <li key={link.id}>
            <Link
              href={link.href}
              scroll={false}
              aria-current={link.isCurrent ? 'true' : undefined}
              className="inline-flex min-h-9 items-center gap-2 rounded-full border border-edge/50 bg-surface px-4 text-sm font-semibold text-ink hover:border-edge hover:bg-sunken aria-[current]:border-brand aria-[current]:bg-brand aria-[current]:text-on-brand"
            >
              {link.title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
