import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { memberFor } from '../../member'
import { ImportForm } from './import-form'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('templateForms.import')
  return { title: words('title') }
}

/** Takes a template from a file: another login's, another account's, another installation's. */
export default async function ImportTemplatePage() {
  const { account } = await memberFor('manage-templates')
  const words = await getTranslations('templateForms.import')
  const page = await getTranslations('templatesPage')
  const logins = (await listTransferLogins(account.id)).filter(
    ({ disabledAt, rehearsesId }) => !disabledAt && !rehearsesId,
  )
  return (
    <>
      <PageHeader crumbs={[{ title: page('title'), href: '/templates' }]} title={words('title')} lead={words('lead')} />
      {logins.length > 0 ? (
        <ImportForm logins={logins.map(({ id, name, sftpUserName }) => ({ id, name, userName: sftpUserName }))} />
      ) : (
        <EmptyState
          title={words('noLogin')}
          actions={<ButtonLink href="/transfers/new">{words('makeLogin')}</ButtonLink>}
        >
          {words('noLoginText')}
        </EmptyState>
      )}
    </>
  )
}
