import { CircleMinus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { FieldValue } from '@/components/roster/field-value'
import { recordAddress } from '@/components/roster/record-address'
import { Badge } from '@/components/ui/badge'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import type { ImportType } from '@/lib/import-types/import-type'
import type { RosterRecord } from '@/lib/roster/records'

type Props = { type: ImportType; records: readonly RosterRecord[]; isRevealed: boolean }

/** Records with every field that any of them has; the columns nobody on this page fills are left out. */
export function RecordsTable({ type, records, isRevealed }: Props) {
  const words = useTranslations('rosterPage')
  const isFilled = (name: string) => records.some(({ data }) => data[name] !== null && data[name] !== undefined)
  const fields = type.fields.filter((field) => !field.discarded && isFilled(field.name))
  const [keyField, ...rest] = [...fields].sort((one, other) => place(type, one.name) - place(type, other.name))
  const columns: Column<RosterRecord>[] = [
    {
      id: 'key',
      header: <FileName name={keyField?.name ?? ''} />,
      isRowHeader: true,
      className: 'whitespace-nowrap',
      cell: (record) => (
        <Link href={recordAddress(type.name, record.key)} className="link">
          <FileName name={String(record.data[keyField?.name ?? ''] ?? record.key)} className="whitespace-pre!" />
        </Link>
      ),
    },
    {
      id: 'state',
      header: words('columns.state'),
      cell: ({ state }) =>
        state === 'active' ? (
          <Badge tone="good">{words('search.states.active')}</Badge>
        ) : (
          <Badge icon={CircleMinus}>{words('search.states.inactive')}</Badge>
        ),
    },
    ...rest.map((field): Column<RosterRecord> => ({
      id: `field-${field.name}`,
      header: <FileName name={field.name} />,
      className: 'max-w-80 whitespace-nowrap',
      cell: ({ data }) => <FieldValue field={field} value={data[field.name] ?? null} isRevealed={isRevealed} />,
    })),
    {
      id: 'changed',
      header: words('columns.changed'),
      cell: ({ changedAt, lastRun }) => (
        <Link href={`/runs/${lastRun}`} className="link">
          <DateTime at={changedAt} />
        </Link>
      ),
    },
  ]
  return <DataTable caption={words('caption')} columns={columns} rows={records} rowKey={({ key }) => key} isWide />
}

/** Key fields first, in their order; the rest as the file has them. */
function place(type: ImportType, name: string): number {
  const inKey = type.key.indexOf(name)
  return inKey >= 0 ? inKey - type.key.length : type.fields.findIndex((field) => field.name === name)
}
