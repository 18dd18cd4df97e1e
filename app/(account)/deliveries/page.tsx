import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { DeliveryFilter, deliveryFilter } from '@/components/deliveries/delivery-filter'
import { DeliveryTable } from '@/components/deliveries/delivery-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { pageOf } from '@/components/ui/page-of'
import { Pagination } from '@/components/ui/pagination'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { listDeliveries } from '@/lib/deliveries/delivery'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { memberFor } from '../member'

const PAGE_ROWS = 50

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('deliveriesPage')
  return { title: words('title') }
}

export default async function DeliveriesPage({ searchParams }: { searchParams: SearchParams }) {
  const { account } = await memberFor('see-deliveries')
  const words = await getTranslations('deliveriesPage')
  const query = await listQuery(searchParams)
  const filter = deliveryFilter(query.outcome)
  const read = await listDeliveries({
    accountId: account.id,
    outcomes: filter.outcomes,
    after: query.cursor,
    limit: PAGE_ROWS + 1,
  })
  const { items, nextCursor } = pageOf(read, PAGE_ROWS, (delivery) => delivery.id)
  const isBusy = items.some((delivery) => delivery.state === 'queued' || delivery.state === 'processing')
  return (
    <>
      <RefreshWhile active={isBusy} everySeconds={2} />
      <PageHeader title={words('title')} lead={words('lead')} />
      <DeliveryFilter path="/deliveries" current={filter.name} />
      {items.length > 0 ? (
        <DeliveryTable
          deliveries={items}
          link={(delivery, name) => (
            <Link href={`/deliveries/${delivery.id}`} className="link">
              {name}
            </Link>
          )}
        />
      ) : (
        <EmptyState title={filter.name === 'all' ? words('empty.title') : words('empty.filtered')}>
          {filter.name === 'all' ? words('empty.text') : null}
        </EmptyState>
      )}
      <Pagination path="/deliveries" query={{ outcome: query.outcome }} cursor={query.cursor} nextCursor={nextCursor} />
    </>
  )
}
