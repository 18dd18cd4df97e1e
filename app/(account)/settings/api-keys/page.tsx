import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Badge } from '@/components/ui/badge'
import { CodeText } from '@/components/ui/code-text'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { PageHeader } from '@/components/ui/page-header'
import { listApiKeys, type ApiKey } from '@/lib/accounts/api-keys'
import { memberFor } from '../../member'
import { revoke } from './actions'
import { NewKey } from './new-key'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('settings.keys')
  return { title: words('title') }
}

export default async function ApiKeysPage() {
  const { account } = await memberFor('manage-settings')
  const words = await getTranslations('settings.keys')
  const keys = await listApiKeys(account.id)
  const columns: Column<ApiKey>[] = [
    { id: 'name', header: words('columns.name'), isRowHeader: true, cell: (key) => <bdi>{key.name}</bdi> },
    { id: 'prefix', header: words('columns.prefix'), cell: (key) => <CodeText>{`${key.prefix}…`}</CodeText> },
    {
      id: 'state',
      header: words('columns.state'),
      cell: (key) =>
        key.revokedAt ? <Badge>{words('states.revoked')}</Badge> : <Badge tone="good">{words('states.active')}</Badge>,
    },
    {
      id: 'created',
      header: words('columns.created'),
      hideBelow: 'md',
      cell: (key) => <DateTime at={key.createdAt} show="date" />,
    },
    {
      id: 'lastUsed',
      header: words('columns.lastUsed'),
      hideBelow: 'md',
      cell: (key) => (key.lastUsedAt ? <DateTime at={key.lastUsedAt} /> : words('never')),
    },
    {
      id: 'revoke',
      header: <span className="sr-only">{words('revoke.trigger')}</span>,
      align: 'end',
      cell: (key) =>
        key.revokedAt ? null : (
          <ConfirmDialog
            trigger={words('revoke.trigger')}
            triggerLabel={words('revoke.of', { name: key.name })}
            triggerVariant="danger"
            triggerSize="small"
            title={words('revoke.title', { name: key.name })}
            confirm={words('revoke.trigger')}
            danger
            action={revoke.bind(null, key.id)}
          >
            {words('revoke.text')}
          </ConfirmDialog>
        ),
    },
  ]
  return (
    <>
      <PageHeader
        title={words('title')}
        lead={words.rich('lead', {
          link: (text) => (
            <a href="/api/v1/docs" className="link">
              {text}
            </a>
          ),
        })}
      />
      <NewKey />
      {keys.length > 0 ? (
        <div className="mt-10">
          <DataTable caption={words('title')} columns={columns} rows={keys} rowKey={(key) => key.id} />
        </div>
      ) : null}
    </>
  )
}
