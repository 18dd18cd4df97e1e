import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { CodeText } from '@/components/ui/code-text'
import { Count } from '@/components/ui/count'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { listTransferLogins, type TransferLogin } from '@/lib/accounts/transfer-logins'
import { countSessions } from '@/lib/accounts/transfer-sessions'
import { memberFor } from '../member'
import { connection } from './connection'
import { Fingerprints } from './fingerprints'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('transfers')
  return { title: words('title') }
}

export default async function TransfersPage() {
  const { account } = await memberFor('manage-transfer-logins')
  const words = await getTranslations('transfers')
  const pull = await getTranslations('pull')
  const [logins, sessions] = await Promise.all([listTransferLogins(account.id), countSessions(account.id)])
  const tests = await getTranslations('sessions')
  const server = connection()
  const columns: Column<TransferLogin>[] = [
    {
      id: 'name',
      header: words('columns.name'),
      isRowHeader: true,
      cell: (login) => (
        <Link href={`/transfers/${login.id}`} className="inline-block py-0.5 link">
          {login.name}
        </Link>
      ),
    },
    { id: 'userName', header: words('columns.userName'), cell: (login) => <CodeText>{login.sftpUserName}</CodeText> },
    {
      id: 'state',
      header: words('columns.state'),
      cell: (login) =>
        login.disabledAt ? <Badge>{words('states.off')}</Badge> : <Badge tone="good">{words('states.on')}</Badge>,
    },
    {
      id: 'lastUsed',
      header: words('columns.lastUsed'),
      hideBelow: 'md',
      cell: (login) => (login.lastUsedAt ? <DateTime at={login.lastUsedAt} /> : words('neverUsed')),
    },
    {
      id: 'sessions',
      header: tests('column'),
      align: 'end',
      cell: (login) => (
        <Link
          href={`/transfers/${login.id}/sessions`}
          aria-label={tests('openFor', { count: sessions.get(login.id) ?? 0, name: login.name })}
          className="inline-block min-w-6 py-0.5 link"
        >
          <Count value={sessions.get(login.id) ?? 0} />
        </Link>
      ),
    },
  ]
  const makeOne = (
    <ButtonLink href="/transfers/new" icon={<Plus aria-hidden className="size-5" />}>
      {words('new.title')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} actions={logins.length > 0 ? makeOne : null} />
      {logins.length > 0 ? (
        <DataTable caption={words('title')} columns={columns} rows={logins} rowKey={(login) => login.id} />
      ) : (
        <EmptyState title={words('empty.title')} actions={makeOne}>
          {words('empty.text')}
        </EmptyState>
      )}
      <Section id="pull" title={pull('link.title')} lead={pull('link.text')} className="mt-14!">
        <ButtonLink href="/transfers/pull" variant="secondary">
          {pull('link.open')}
        </ButtonLink>
      </Section>
      <Section id="host-keys" title={words('hostKeys.title')} lead={words('hostKeys.lead')} className="mt-14!">
        <div className="card p-6">
          <p className="mb-4">
            {words.rich('hostKeys.server', {
              host: server.host,
              port: String(server.port),
              code: (text) => <CodeText>{String(text)}</CodeText>,
            })}
          </p>
          <Fingerprints connection={server} />
        </div>
      </Section>
    </>
  )
}
