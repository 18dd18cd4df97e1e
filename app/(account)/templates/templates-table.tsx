import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { DeliveryBadge } from '@/components/deliveries/delivery-badge'
import { needsAPerson } from '@/components/deliveries/needs-a-person'
import { Badge } from '@/components/ui/badge'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import { Clock } from 'lucide-react'
import type { Expected } from './next-expected'
import type { TemplateRow } from './template-rows'

/** Templates, one a line. */
export function TemplatesTable({ rows }: { rows: readonly TemplateRow[] }) {
  const words = useTranslations('templatesPage')
  const columns: Column<TemplateRow>[] = [
    {
      id: 'name',
      header: words('columns.name'),
      isRowHeader: true,
      className: 'min-w-44',
      cell: ({ template }) => (
        <>
          <Link href={`/templates/${template.id}`} className="inline-block py-0.5 link foreign-text">
            {template.name}
          </Link>
          {template.name === template.fileName ? null : (
            <span className="block font-normal text-ink-soft">
              <FileName name={template.fileName} />
            </span>
          )}
        </>
      ),
    },
    { id: 'type', header: words('columns.type'), hideBelow: 'md', cell: ({ type }) => type },
    { id: 'login', header: words('columns.login'), hideBelow: 'lg', cell: ({ login }) => login },
    {
      id: 'latest',
      header: words('columns.latest'),
      cell: ({ latest }) =>
        latest ? (
          <Link href={`/deliveries/${latest.id}`} className="inline-flex flex-col items-start gap-1 link">
            <DeliveryBadge delivery={latest} />
            <DateTime at={latest.receivedAt} />
          </Link>
        ) : (
          <span className="text-ink-soft">{words('nothingCame')}</span>
        ),
    },
    {
      id: 'expected',
      header: words('columns.expected'),
      hideBelow: 'sm',
      cell: ({ expected }) => (expected ? <ExpectedAt expected={expected} /> : null),
    },
    {
      id: 'version',
      header: words('columns.version'),
      align: 'end',
      hideBelow: 'lg',
      cell: ({ template }) => template.version,
    },
  ]
  return (
    <DataTable
      caption={words('title')}
      columns={columns}
      rows={rows}
      rowKey={({ template }) => template.id}
      isMarked={({ latest, expected }) => (latest !== null && needsAPerson(latest)) || (expected?.isLate ?? false)}
    />
  )
}

/** The day and the hour at which the next file is expected, as calendars and clocks show them where the account is. */
export function ExpectedAt({ expected: { day, minutes, isLate } }: { expected: Expected }) {
  const words = useTranslations('templatesPage')
  const format = useFormatter()
  const hour = new Date(Date.UTC(2000, 0, 1, 0, minutes))
  const text = words('expectedAt', {
    day: format.dateTime(day, { timeZone: 'UTC', weekday: 'short', month: 'short', day: 'numeric' }),
    hour: format.dateTime(hour, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' }),
  })
  return (
    <span className="inline-flex flex-col items-start gap-1">
      {isLate ? (
        <Badge tone="warn" icon={Clock}>
          {words('late')}
        </Badge>
      ) : null}
      {text}
    </span>
  )
}
