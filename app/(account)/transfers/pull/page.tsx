import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { CodeText } from '@/components/ui/code-text'
import { DataTable, type Column } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { listPullSources, type PullSource } from '@/lib/pull/source'
import { memberFor } from '../../member'
import { NextTime } from './next-time'
import { SourceState } from './source-state'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('pull')
  return { title: words('title') }
}

export default async function PullSourcesPage() {
  const { account } = await memberFor('manage-transfer-logins')
  const words = await getTranslations('pull')
  const transfers = await getTranslations('transfers')
  const sources = await listPullSources(account.id)
  const columns: Column<PullSource>[] = [
    {
      id: 'name',
      header: words('columns.name'),
      isRowHeader: true,
      cell: (source) => (
        <Link href={`/transfers/pull/${source.id}`} className="inline-block py-0.5 link">
          {source.name}
        </Link>
      ),
    },
    {
      id: 'server',
      header: words('columns.server'),
      hideBelow: 'md',
      cell: (source) => <CodeText>{source.host}</CodeText>,
    },
    { id: 'last', header: words('columns.last'), cell: (source) => <SourceState source={source} /> },
    {
      id: 'next',
      header: words('columns.next'),
      hideBelow: 'sm',
      cell: (source) => <NextTime source={source} />,
    },
  ]
  const makeOne = (
    <ButtonLink href="/transfers/pull/new" icon={<Plus aria-hidden className="size-5" />}>
      {words('new.title')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader
        crumbs={[{ title: transfers('title'), href: '/transfers' }]}
        title={words('title')}
        lead={words('lead')}
        actions={sources.length > 0 ? makeOne : null}
      />
      {sources.length > 0 ? (
        <DataTable caption={words('title')} columns={columns} rows={sources} rowKey={(source) => source.id} />
      ) : (
        <EmptyState title={words('empty.title')} actions={makeOne}>
          {words('empty.text')}
        </EmptyState>
      )}
      <RefreshWhile active={sources.some(({ lastTurn }) => lastTurn?.finishedAt === null)} everySeconds={2} />
    </>
  )
}
