import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SubNavigation } from '@/components/ui/sub-navigation'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const words = await getTranslations('settings')
  return (
    <>
      <SubNavigation
        label={words('title')}
        links={[
          { href: '/settings', title: words('account.tab') },
          { href: '/settings/members', title: words('members.title') },
          { href: '/settings/api-keys', title: words('keys.title') },
        ]}
      />
      {children}
    </>
  )
}
