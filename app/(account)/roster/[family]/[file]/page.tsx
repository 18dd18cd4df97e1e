import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress, typeAtAddress, type TypeParams } from '@/components/import-types/type-address'
import { RevealLink } from '@/components/roster/reveal-link'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { addressOf, Pagination } from '@/components/ui/pagination'
import { countRecords, readRecords, recordStates } from '@/lib/roster/records'
import { memberFor } from '../../../member'
import { RecordSearch } from './record-search'
import { RecordsTable } from './records-table'

const PAGE_ROWS = 50

type Props = { params: Promise<TypeParams>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const type = typeAtAddress(await params)
  return type ? { title: inLanguage(type.title, await getLocale()) } : {}
}

export default async function RecordsPage({ params, searchParams }: Props) {
  const { account } = await memberFor('see-roster')
  const type = typeAtAddress(await params)
  if (!type) notFound()
  const words = await getTranslations('rosterPage')
  const { search, state, reveal, after } = await listQuery(searchParams)
  const chosen = recordStates.find((candidate) => candidate === state)
  const [page, counts] = await Promise.all([
    readRecords(account.id, type, { search, state: chosen, after, limit: PAGE_ROWS }),
    countRecords(account.id, type),
  ])
  const path = typeAddress('/roster', type.name)
  const isRevealed = reveal === 'true'
  const query = { search, state: chosen, reveal: isRevealed ? 'true' : undefined }
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/roster' }]}
        title={inLanguage(type.title, await getLocale())}
        lead={words('counts', counts)}
        actions={
          <ButtonLink
            href={addressOf(`${path}/records.csv`, { search, state: chosen })}
            download
            variant="secondary"
            icon={<Download aria-hidden className="size-5" />}
          >
            {words('download')}
          </ButtonLink>
        }
      />
      <div className="mb-5 flex flex-wrap items-end justify-between gap-4">
        <RecordSearch path={path} search={search} state={chosen} isRevealed={isRevealed} />
        <RevealLink type={type} path={path} query={query} isRevealed={isRevealed} />
      </div>
      {page.items.length > 0 ? (
        <RecordsTable type={type} records={page.items} isRevealed={isRevealed} />
      ) : (
        <EmptyState title={search || chosen ? words('nothingFound') : words('empty.title')}>
          {words('empty.ofType')}
        </EmptyState>
      )}
      <Pagination path={path} query={query} cursor={after} nextCursor={page.nextCursor} cursorName="after" />
    </>
  )
}
