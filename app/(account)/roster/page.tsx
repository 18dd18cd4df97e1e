import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress } from '@/components/import-types/type-address'
import { ButtonLink } from '@/components/ui/button-link'
import { Count } from '@/components/ui/count'
import { DataTable, type Column } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { countAllRecords, type RecordCounts } from '@/lib/roster/records'
import { memberFor } from '../member'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('rosterPage')
  return { title: words('title') }
}

type Line = RecordCounts & { type: ImportType }

export default async function RosterPage() {
  const { account } = await memberFor('see-roster')
  const words = await getTranslations('rosterPage')
  const locale = await getLocale()
  const lines = await countAllRecords(account.id, importTypes)
  const columns: Column<Line>[] = [
    {
      id: 'type',
      header: words('columns.type'),
      isRowHeader: true,
      cell: ({ type }) => (
        <Link href={typeAddress('/roster', type.name)} className="inline-block py-0.5 text-base link">
          {inLanguage(type.title, locale)}
        </Link>
      ),
    },
    {
      id: 'active',
      header: words('columns.active'),
      align: 'end',
      className: 'text-base',
      cell: ({ active }) => <Count value={active} />,
    },
    {
      id: 'inactive',
      header: words('columns.inactive'),
      align: 'end',
      className: 'text-base',
      cell: ({ inactive }) => <Count value={inactive} />,
    },
    {
      id: 'csv',
      header: <span className="sr-only">{words('download')}</span>,
      align: 'end',
      cell: ({ type }) => (
        <ButtonLink
          href={`${typeAddress('/roster', type.name)}/records.csv`}
          download
          variant="quiet"
          size="small"
          icon={<Download aria-hidden className="size-4" />}
          aria-label={words('downloadOf', { title: inLanguage(type.title, locale) })}
        >
          CSV
        </ButtonLink>
      ),
    },
  ]
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} />
      {lines.length > 0 ? (
        <DataTable caption={words('title')} columns={columns} rows={lines} rowKey={({ type }) => type.name} />
      ) : (
        <EmptyState title={words('empty.title')}>{words('empty.text')}</EmptyState>
      )}
    </>
  )
}
