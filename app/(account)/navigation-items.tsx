// The ways to go in an account: those the caller may go, and no others.
import { BookUser, Download, FilePlus2, Inbox, KeyRound, Mail, Settings, Shapes, Sunrise, Table2 } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { NavigationItem } from '@/components/layout/app-shell'
import type { Caller } from '@/lib/accounts/caller'
import { may, type Action } from '@/lib/accounts/permissions'

export async function navigationItems(caller: Caller, accountId: string): Promise<NavigationItem[]> {
  const words = await getTranslations('navigation')
  const ways: (NavigationItem & { needs: Action })[] = [
    { needs: 'see-deliveries', href: '/', title: words('home'), icon: <Sunrise /> },
    { needs: 'see-deliveries', href: '/deliveries', title: words('deliveries'), icon: <Inbox /> },
    { needs: 'see-roster', href: '/roster', title: words('roster'), icon: <BookUser /> },
    { needs: 'manage-templates', href: '/templates', title: words('templates'), icon: <Table2 /> },
    { needs: 'manage-types', href: '/import-types', title: words('types'), icon: <Shapes /> },
    { needs: 'import', href: '/imports', title: words('imports'), icon: <FilePlus2 /> },
    { needs: 'manage-transfer-logins', href: '/transfers', title: words('transfers'), icon: <KeyRound /> },
    { needs: 'download-templates', href: '/downloads', title: words('downloads'), icon: <Download /> },
    { needs: 'see-messages', href: '/messages', title: words('messages'), icon: <Mail /> },
    { needs: 'manage-settings', href: '/settings', title: words('settings'), icon: <Settings /> },
  ]
  return ways.filter((way) => may(caller, way.needs, accountId))
}
