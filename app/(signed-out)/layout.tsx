import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LanguageSwitch } from '@/components/layout/language-switch'
import { Logo } from '@/components/layout/logo'
import { RegisterPicture } from './register-picture'

/** The pages before the sign-in: the board with its picture on one side, the form on the other. */
export default function SignedOutLayout({ children }: { children: ReactNode }) {
  const words = useTranslations('signIn')
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:grid-rows-1">
      <header className="relative flex flex-col overflow-hidden bg-board px-6 py-4 sm:px-10 lg:justify-between lg:p-14">
        <div className="flex items-center justify-between">
          <Logo />
          <LanguageSwitch className="lg:hidden" />
        </div>
        <RegisterPicture />
        <p className="relative hidden max-w-md text-2xl font-semibold tracking-tight text-balance text-chalk lg:block">
          {words('motto')}
        </p>
      </header>
      <div className="flex flex-col px-6 py-10 sm:px-10 lg:p-14">
        <aside aria-label={words('language')} className="hidden justify-end lg:flex">
          <LanguageSwitch className="text-ink-soft! hover:bg-sunken! hover:text-ink!" />
        </aside>
        <main className="m-auto w-full max-w-md">{children}</main>
      </div>
    </div>
  )
}
