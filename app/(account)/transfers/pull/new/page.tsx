import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { memberFor } from '../../../member'
import { SourceForm } from '../source-form'
import { createSource } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('pull.new')
  return { title: words('title') }
}

export default async function NewPullSourcePage() {
  const { account } = await memberFor('manage-transfer-logins')
  const words = await getTranslations('pull')
  const logins = (await listTransferLogins(account.id)).filter((login) => !login.disabledAt)
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/transfers/pull' }]}
        title={words('new.title')}
        lead={words('new.lead')}
      />
      {logins.length > 0 ? (
        <SourceForm
          action={createSource}
          submit={words('new.submit')}
          logins={logins.map(({ id, name }) => ({ id, label: name }))}
          zone={account.timeZone}
        />
      ) : (
        <EmptyState
          title={words('edit.noLogin')}
          actions={<ButtonLink href="/transfers/new">{words('edit.makeLogin')}</ButtonLink>}
        />
      )}
    </>
  )
}
