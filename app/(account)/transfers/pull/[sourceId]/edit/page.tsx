import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/ui/page-header'
import { listTransferLogins } from '@/lib/accounts/transfer-logins'
import { shownProtocol } from '@/lib/pull/save-source'
import { pullSourceById } from '@/lib/pull/source'
import { memberFor } from '../../../../member'
import { SourceForm } from '../../source-form'
import { saveSource } from './actions'

type Props = { params: Promise<{ sourceId: string }> }

export default async function EditPullSourcePage({ params }: Props) {
  const { account } = await memberFor('manage-transfer-logins')
  const { sourceId } = await params
  const source = await pullSourceById(account.id, sourceId)
  if (!source) notFound()
  const words = await getTranslations('pull')
  const logins = await listTransferLogins(account.id)
  const { name, host, port, userName, folder, fileNames, schedule, after, moveFolder } = source
  return (
    <>
      <PageHeader
        crumbs={[
          { title: words('title'), href: '/transfers/pull' },
          { title: name, href: `/transfers/pull/${source.id}` },
        ]}
        title={words('edit.title', { name })}
      />
      <SourceForm
        action={saveSource.bind(null, source.id)}
        submit={words('edit.submit')}
        logins={logins.map((login) => ({ id: login.id, label: login.name }))}
        zone={account.timeZone}
        values={{
          ...{ name, host, port, userName, folder, fileNames, schedule, after, moveFolder },
          protocol: shownProtocol(source.protocol),
          transferLogin: source.transferLoginId,
        }}
      />
    </>
  )
}
