import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/ui/page-header'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { memberFor } from '../../member'
import { connection } from '../connection'
import { NewLoginForm } from './new-login-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('transfers.new')
  return { title: words('title') }
}

export default async function NewLoginPage() {
  const { account } = await memberFor('manage-transfer-logins')
  const words = await getTranslations('transfers')
  const logins = (await listTransferLogins(account.id)).filter((login) => !login.disabledAt && !login.rehearsesId)
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/transfers' }]}
        title={words('new.title')}
        lead={words('new.lead')}
      />
      <NewLoginForm
        userNameEnd={`_admin_${account.slug}_${account.state}`}
        connection={connection()}
        logins={logins.map(({ id, name }) => ({ id, name }))}
      />
    </>
  )
}
