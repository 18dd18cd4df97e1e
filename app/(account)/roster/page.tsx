import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import Form from 'next/form'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress } from '@/components/import-types/type-address'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Count } from '@/components/ui/count'
import { DataTable, type Column } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { addressOf } from '@/components/ui/pagination'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { now } from '@/lib/platform/clock'
import { countAllStood } from '@/lib/roster/as-of'
import { dateIn } from '@/lib/roster/as-of-moment'
import { countAllRecords, type RecordCounts } from '@/lib/roster/records'
import { memberFor } from '../member'
import { AsOfAlert } from './as-of-alert'
import { AsOfField } from './as-of-field'
import { asOfQuery } from './as-of-query'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('rosterPage')
  return { title: words('title') }
}

type Line = RecordCounts & { type: ImportType }

export default async function RosterPage({ searchParams }: { searchParams: SearchParams }) {
  const { account } = await memberFor('see-roster')
  const asOf = await asOfQuery(account, (await listQuery(searchParams)).asOf)
  const { past, text, refusal } = asOf
  const words = await getTranslations('rosterPage')
  const locale = await getLocale()
  const { types } = await catalogueOfAccount(account.id)
  const count = () => (past ? countAllStood(account.id, types, past) : countAllRecords(account.id, types))
  const lines = refusal ? [] : await count()
  const addressIn = (type: ImportType, below = '') =>
    addressOf(`${typeAddress('/roster', type.name)}${below}`, { asOf: text })
  const columns: Column<Line>[] = [
    {
      id: 'type',
      header: words('columns.type'),
      isRowHeader: true,
      cell: ({ type }) => (
        <Link href={addressIn(type)} className="inline-block py-0.5 text-base link">
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
          href={addressIn(type, '/records.csv')}
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
      <PageHeader title={words('title')} lead={text ? undefined : words('lead')} />
      <AsOfAlert asOf={asOf} today="/roster" />
      <Form action="/roster" className="mb-5 flex flex-wrap items-end gap-3">
        <AsOfField value={text} today={dateIn(account.timeZone, now())} />
        <Button type="submit" variant="secondary">
          {words('asOf.submit')}
        </Button>
      </Form>
      {lines.length > 0 ? (
        <DataTable caption={words('title')} columns={columns} rows={lines} rowKey={({ type }) => type.name} />
      ) : refusal ? null : (
        <EmptyState title={words(past ? 'asOf.empty' : 'empty.title')}>{past ? null : words('empty.text')}</EmptyState>
      )}
    </>
  )
}
