import { Building2, Moon } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DeliveryBadge } from '@/components/deliveries/delivery-badge'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Count } from '@/components/ui/count'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { EmptyState } from '@/components/ui/empty-state'
import { FileName } from '@/components/ui/file-name'
import { PageHeader } from '@/components/ui/page-header'
import { requireOperator } from '@/lib/auth/session'
import { now } from '@/lib/platform/clock'
import { LookIntoButton } from './look-into-button'
import { lastNight, type Night } from './night'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('admin')
  return { title: words('accounts.title') }
}

export default async function AdminPage() {
  await requireOperator()
  const words = await getTranslations('admin.accounts')
  const nights = await lastNight(now())
  const columns: Column<Night>[] = [
    {
      id: 'name',
      header: words('columns.name'),
      isRowHeader: true,
      cell: ({ account }) => (
        <>
          <LookIntoButton accountId={account.id} className="text-base">
            {account.name}
          </LookIntoButton>
          <span className="block font-mono font-normal text-ink-soft">{`${account.slug}_${account.state}`}</span>
        </>
      ),
    },
    {
      id: 'night',
      header: words('columns.night'),
      cell: (night) => <NightBadge night={night} />,
    },
    {
      id: 'deliveries',
      header: words('columns.deliveries'),
      align: 'end',
      cell: (night) => <Count value={night.deliveries} />,
    },
    {
      id: 'imported',
      header: words('columns.imported'),
      align: 'end',
      hideBelow: 'sm',
      cell: (night) => <Count value={night.imported} />,
    },
    {
      id: 'why',
      header: words('columns.why'),
      className: 'min-w-64',
      cell: (night) => (
        <ul className="flex flex-col gap-1.5">
          {night.waiting.map((delivery) => (
            <li key={delivery.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <LookIntoButton accountId={night.account.id} to={`/deliveries/${delivery.id}`}>
                <FileName name={delivery.fileName} />
              </LookIntoButton>
              <DeliveryBadge delivery={delivery} />
            </li>
          ))}
        </ul>
      ),
    },
    {
      id: 'latest',
      header: words('columns.latest'),
      hideBelow: 'lg',
      cell: ({ latest }) => (latest ? <DateTime at={latest.receivedAt} /> : null),
    },
  ]
  const create = (
    <ButtonLink href="/admin/accounts/new" icon={<Building2 aria-hidden className="size-5" />}>
      {words('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} actions={nights.length > 0 ? create : null} />
      {nights.length > 0 ? (
        <DataTable
          caption={words('title')}
          columns={columns}
          rows={nights}
          rowKey={({ account }) => account.id}
          isMarked={({ waiting }) => waiting.length > 0}
        />
      ) : (
        <EmptyState title={words('empty.title')} actions={create}>
          {words('empty.text')}
        </EmptyState>
      )}
    </>
  )
}

async function NightBadge({ night }: { night: Night }) {
  const words = await getTranslations('admin.accounts.nights')
  if (night.waiting.length > 0) return <Badge tone="warn">{words('waiting', { count: night.waiting.length })}</Badge>
  if (night.deliveries === 0) return <Badge icon={Moon}>{words('quiet')}</Badge>
  return <Badge tone="good">{words('well')}</Badge>
}
