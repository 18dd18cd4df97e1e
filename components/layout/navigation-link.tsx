'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** A line of the navigation; marked while the page, or one below it, is shown. */
export function NavigationLink({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  const path = usePathname()
  const isCurrent = href === '/' || href === '/admin' ? path === href : path === href || path.startsWith(`${href}/`)
  return (
    <Link
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      className="group relative flex min-h-11 items-center gap-3.5 rounded-lg px-3.5 font-medium text-chalk-soft outline-offset-0! transition-colors hover:bg-board-raised hover:text-chalk focus-visible:outline-pencil! aria-[current=page]:bg-board-raised aria-[current=page]:font-bold aria-[current=page]:text-chalk"
    >
      <span
        aria-hidden
        className="absolute top-2.5 bottom-2.5 left-0 w-1 scale-y-0 rounded-full bg-pencil transition-transform group-aria-[current=page]:scale-y-100"
      />
      <span aria-hidden className="[&>svg]:size-5">
        {icon}
      </span>
      {children}
    </Link>
  )
}
