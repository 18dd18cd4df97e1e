import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LanguageSwitch } from './language-switch'
import { Logo } from './logo'
import { NavigationDrawer } from './navigation-drawer'
import { NavigationLink } from './navigation-link'
import { SignOutButton } from './sign-out-button'

export type NavigationItem = { href: string; title: string; icon: ReactNode }

export type AppShellProps = {
  /** Where the logo leads. */
  home: string
  /** The account in view, or the installation's own pages. */
  place: string
  /** Above the places of this account, where somebody looks in from outside. */
  banner?: ReactNode
  items: readonly NavigationItem[]
  /** With the page of their own sign-in. */
  person: { name: string; role: string; href: string }
  children: ReactNode
}

/** The frame of every page behind the sign-in: the board with the ways to go, and the page. */
export function AppShell({ home, place, banner, items, person, children }: AppShellProps) {
  const words = useTranslations('navigation')
  const board = <Board place={place} items={items} person={person} />
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[17.5rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-lg bg-pencil px-5 py-3 font-bold text-board focus:translate-y-0 print:hidden"
      >
        {words('skip')}
      </a>
      <header className="sticky top-0 z-30 flex items-center justify-between bg-board px-4 py-2 lg:hidden print:hidden">
        <Link href={home} className="rounded-lg focus-visible:outline-pencil!">
          <Logo />
        </Link>
        <NavigationDrawer>{board}</NavigationDrawer>
      </header>
      <header className="sticky top-0 hidden h-dvh flex-col overflow-y-auto bg-board p-4 lg:flex print:hidden">
        <Link href={home} className="mb-6 rounded-lg p-2 focus-visible:outline-pencil!">
          <Logo />
        </Link>
        {board}
      </header>
      <div className="min-w-0">
        {banner}
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-[84rem] px-4 pt-8 pb-24 outline-none sm:px-8 lg:px-12 lg:pt-12 print:p-0"
        >
          {children}
        </main>
      </div>
    </div>
  )
}

function Board({ place, items, person }: Pick<AppShellProps, 'place' | 'items' | 'person'>) {
  const words = useTranslations('navigation')
  return (
    <>
      <p className="px-3.5 pb-3 text-sm font-semibold foreign-text text-chalk-soft">{place}</p>
      <nav aria-label={words('title')} className="grow">
        <ul className="flex flex-col gap-1">
          {items.map((item) => (
            <li key={item.href}>
              <NavigationLink href={item.href} icon={item.icon}>
                {item.title}
              </NavigationLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-8 border-t border-board-rule pt-4">
        <p className="px-2.5 font-semibold foreign-text">
          <Link
            href={person.href}
            className="rounded text-chalk underline decoration-chalk-soft underline-offset-4 focus-visible:outline-pencil!"
          >
            {person.name}
          </Link>
        </p>
        <p className="px-2.5 pb-2 text-sm text-chalk-soft">{person.role}</p>
        <div className="flex flex-wrap">
          <LanguageSwitch />
          <SignOutButton />
        </div>
      </div>
    </>
  )
}
