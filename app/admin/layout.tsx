import { Activity, Building2, Inbox, Mail, PlayCircle, UserX, Waypoints } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AppShell } from '@/components/layout/app-shell'
import { requireOperator } from '@/lib/auth/session'

/** The pages of the installation. Each page asks for itself whether an operator calls. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const caller = await requireOperator()
  const words = await getTranslations('navigation')
  return (
    <AppShell
      home="/admin"
      place={words('allDistricts')}
      items={[
        { href: '/admin', title: words('accounts'), icon: <Building2 /> },
        { href: '/admin/deliveries', title: words('deliveries'), icon: <Inbox /> },
        { href: '/admin/runs', title: words('runs'), icon: <PlayCircle /> },
        { href: '/admin/messages', title: words('messages'), icon: <Mail /> },
        { href: '/admin/strangers', title: words('strangers'), icon: <UserX /> },
        { href: '/admin/fronts', title: words('fronts'), icon: <Waypoints /> },
        { href: '/admin/health', title: words('health'), icon: <Activity /> },
      ]}
      person={{ name: caller.name, role: words(`roles.${caller.role}`), href: '/admin/my-sign-in' }}
    >
      {children}
    </AppShell>
  )
}
