import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import { FileSize } from '@/components/ui/file-size'
import type { Delivery } from '@/lib/deliveries/delivery'
import { DeliveryBadge } from './delivery-badge'
import { needsAPerson } from './needs-a-person'

export type DeliveryTableProps = {
  deliveries: readonly Delivery[]
  /** Leads to the delivery; around its file name. */
  link: (delivery: Delivery, name: ReactNode) => ReactNode
  /** For operators, who see several. */
  showAccount?: boolean
}

/** Deliveries, one a line. */
export function DeliveryTable({ deliveries, link, showAccount }: DeliveryTableProps) {
  const words = useTranslations('deliveriesPage')
  const columns: Column<Delivery>[] = [
    {
      id: 'file',
      header: words('columns.file'),
      isRowHeader: true,
      className: 'min-w-44',
      cell: (delivery) => link(delivery, <FileName name={delivery.fileName} className="inline-block max-w-80" />),
    },
    {
      id: 'outcome',
      header: words('columns.outcome'),
      cell: (delivery) => <DeliveryBadge delivery={delivery} />,
    },
    ...(showAccount
      ? [{ id: 'account', header: words('columns.account'), cell: (delivery: Delivery) => delivery.account.name }]
      : []),
    {
      id: 'template',
      header: words('columns.template'),
      hideBelow: 'md',
      cell: (delivery) => delivery.template?.name ?? <span className="text-ink-soft">{words('noTemplate')}</span>,
    },
    {
      id: 'via',
      header: words('columns.via'),
      hideBelow: 'lg',
      cell: (delivery) => words('via', { via: words(`ways.${delivery.via}`), login: delivery.transferLogin.name }),
    },
    {
      id: 'size',
      header: words('columns.size'),
      align: 'end',
      hideBelow: 'lg',
      cell: (delivery) => <FileSize bytes={delivery.size} />,
    },
    { id: 'received', header: words('columns.received'), cell: (delivery) => <DateTime at={delivery.receivedAt} /> },
  ]
  return (
    <DataTable
      caption={words('title')}
      columns={columns}
      rows={deliveries}
      rowKey={(delivery) => delivery.id}
      isMarked={needsAPerson}
    />
  )
}
