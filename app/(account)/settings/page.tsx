import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { timeZones } from '@/components/accounts/time-zones'
import { PageHeader } from '@/components/ui/page-header'
import { memberFor } from '../member'
import { AccountForm } from './account-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('settings')
  return { title: words('title') }
}

export default async function SettingsPage() {
  const { account } = await memberFor('manage-settings')
  const words = await getTranslations('settings.account')
  const { name, timeZone, locale, reportRecipients } = account
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} />
      <AccountForm account={{ name, timeZone, locale, reportRecipients }} timeZones={timeZones()} />
    </>
  )
}
