import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/layout/app-shell'
import { VisitingBanner } from '@/components/layout/visiting-banner'
import { mayOperate } from '@/lib/accounts/permissions'
import { accountInView, requireMember } from '@/lib/auth/session'
import { leaveAccount } from './leave-account'
import { navigationItems } from './navigation-items'

/** The frame of an account's pages. Each page asks for itself what the caller may do. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const caller = await requireMember()
  const account = await accountInView(caller)
  const words = await getTranslations('navigation')
  return (
    <AppShell
      home="/"
      place={account.name}
      items={await navigationItems(caller, account.id)}
      person={{
        name: caller.name,
        role: words(`roles.${caller.role}`),
        href: mayOperate(caller) ? '/admin/my-sign-in' : '/my-sign-in',
      }}
      banner={mayOperate(caller) ? <VisitingBanner accountName={account.name} leave={leaveAccount} /> : null}
    >
      {children}
    </AppShell>
  )
}
