import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { timeZones } from '@/components/accounts/time-zones'
import { PageHeader } from '@/components/ui/page-header'
import { requireOperator } from '@/lib/auth/session'
import { NewAccountForm } from './new-account-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('admin.newAccount')
  return { title: words('title') }
}

export default async function NewAccountPage() {
  await requireOperator()
  const words = await getTranslations('admin')
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('accounts.title'), href: '/admin' }]}
        title={words('newAccount.title')}
        lead={words('newAccount.lead')}
      />
      <NewAccountForm timeZones={timeZones()} />
    </>
  )
}
