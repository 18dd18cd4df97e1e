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
import { catalogueFrom, listCustomTypes } from '@/lib/custom-types/account-types'
import type { CustomType } from '@/lib/custom-types/stored-type'
import { countAllRecords } from '@/lib/roster/records'
import { memberFor } from '../member'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('typesPage')
  return { title: words('title') }
}

/** The import types the account made itself. */
export default async function TypesPage() {
  const { account } = await memberFor('manage-types')
  const words = await getTranslations('typesPage')
  const types = await listCustomTypes(account.id)
  const { own } = catalogueFrom(types)
  const counts = own.length > 0 ? await countAllRecords(account.id, own) : []
  const recordsOf = ({ name }: CustomType) => counts.find(({ type }) => type.name === name)?.active ?? 0
  const columns: Column<CustomType>[] = [
    {
      id: 'title',
      header: words('columns.title'),
      isRowHeader: true,
      cell: (type) => (
        <Link href={`/import-types/${type.slug}`} className="inline-block py-0.5 text-base link">
          {type.title}
        </Link>
      ),
    },
    {
      id: 'name',
      header: words('columns.name'),
      hideBelow: 'md',
      cell: (type) => <CodeText>{type.name}</CodeText>,
    },
    {
      id: 'state',
      header: words('columns.state'),
      cell: ({ archivedAt }) =>
        archivedAt ? <Badge>{words('states.archived')}</Badge> : <Badge tone="good">{words('states.inUse')}</Badge>,
    },
    {
      id: 'fields',
      header: words('columns.fields'),
      align: 'end',
      hideBelow: 'sm',
      cell: ({ fields }) => <Count value={fields.length} />,
    },
    {
      id: 'records',
      header: words('columns.records'),
      align: 'end',
      cell: (type) => <Count value={recordsOf(type)} />,
    },
    {
      id: 'changed',
      header: words('columns.changed'),
      hideBelow: 'lg',
      cell: ({ updatedAt }) => <DateTime at={updatedAt} />,
    },
  ]
  const makeOne = (
    <ButtonLink href="/import-types/new" icon={<Plus aria-hidden className="size-5" />}>
      {words('new.action')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} actions={types.length > 0 ? makeOne : null} />
      {types.length > 0 ? (
        <DataTable caption={words('title')} columns={columns} rows={types} rowKey={({ id }) => id} />
      ) : (
        <EmptyState title={words('empty.title')} actions={makeOne}>
          {words('empty.text')}
        </EmptyState>
      )}
    </>
  )
}
