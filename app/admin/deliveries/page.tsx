import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DeliveryFilter, deliveryFilter } from '@/components/deliveries/delivery-filter'
import { DeliveryTable } from '@/components/deliveries/delivery-table'
import { EmptyState } from '@/components/ui/empty-state'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { pageOf } from '@/components/ui/page-of'
import { Pagination } from '@/components/ui/pagination'
import { requireOperator } from '@/lib/auth/session'
import { listDeliveries } from '@/lib/deliveries/delivery'
import { LookIntoButton } from '../look-into-button'

const PAGE_ROWS = 50

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('deliveriesPage')
  return { title: words('title') }
}

export default async function AllDeliveriesPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator()
  const words = await getTranslations('deliveriesPage')
  const admin = await getTranslations('admin')
  const query = await listQuery(searchParams)
  const filter = deliveryFilter(query.outcome)
  const read = await listDeliveries({ outcomes: filter.outcomes, after: query.cursor, limit: PAGE_ROWS + 1 })
  const { items, nextCursor } = pageOf(read, PAGE_ROWS, (delivery) => delivery.id)
  return (
    <>
      <PageHeader title={words('title')} lead={admin('deliveries.lead')} />
      <DeliveryFilter path="/admin/deliveries" current={filter.name} />
      {items.length > 0 ? (
        <DeliveryTable
          deliveries={items}
          showAccount
          link={(delivery, name) => (
            <LookIntoButton accountId={delivery.accountId} to={`/deliveries/${delivery.id}`}>
              {name}
            </LookIntoButton>
          )}
        />
      ) : (
        <EmptyState title={filter.name === 'all' ? words('empty.title') : words('empty.filtered')} />
      )}
      <Pagination
        path="/admin/deliveries"
        query={{ outcome: query.outcome }}
        cursor={query.cursor}
        nextCursor={nextCursor}
      />
    </>
  )
}
