import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress, type TypeParams } from '@/components/import-types/type-address'
import { typeAtAddress } from '@/components/import-types/type-at-address'
import { RevealLink } from '@/components/roster/reveal-link'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { addressOf, Pagination } from '@/components/ui/pagination'
import { now } from '@/lib/platform/clock'
import { dateIn } from '@/lib/roster/as-of-moment'
import { countRecords, readRecords, recordStates } from '@/lib/roster/records'
import { memberFor } from '../../../member'
import { AsOfAlert } from '../../as-of-alert'
import { asOfQuery } from '../../as-of-query'
import { RecordSearch } from './record-search'
import { RecordsTable } from './records-table'

const PAGE_ROWS = 50
const nothing = { items: [], nextCursor: null }

type Props = { params: Promise<TypeParams>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account } = await memberFor('see-roster')
  const type = await typeAtAddress(account.id, params)
  return type ? { title: inLanguage(type.title, await getLocale()) } : {}
}

export default async function RecordsPage({ params, searchParams }: Props) {
  const { account } = await memberFor('see-roster')
  const type = await typeAtAddress(account.id, params)
  if (!type) notFound()
  const words = await getTranslations('rosterPage')
  const { search, state, reveal, after, asOf: day } = await listQuery(searchParams)
  const asOf = await asOfQuery(account, day)
  const { past, text } = asOf
  const chosen = recordStates.find((candidate) => candidate === state)
  const [page, counts] = await Promise.all([
    asOf.refusal ? nothing : readRecords(account.id, type, { search, state: chosen, after, limit: PAGE_ROWS, past }),
    countRecords(account.id, type, past),
  ])
  const path = typeAddress('/roster', type.name)
  const isRevealed = reveal === 'true'
  const query = { search, state: chosen, reveal: isRevealed ? 'true' : undefined, asOf: text }
  return (
    <>
      <PageHeader
        crumbs={[{ title: words('title'), href: '/roster' }]}
        title={inLanguage(type.title, await getLocale())}
        lead={asOf.refusal ? undefined : words('counts', counts)}
        actions={
          <ButtonLink
            href={addressOf(`${path}/records.csv`, { search, state: chosen, asOf: text })}
            download
            variant="secondary"
            icon={<Download aria-hidden className="size-5" />}
          >
            {words('download')}
          </ButtonLink>
        }
      />
      <AsOfAlert asOf={asOf} today={addressOf(path, { ...query, asOf: undefined })} />
      <div className="mb-5 flex flex-wrap items-end justify-between gap-4">
        <RecordSearch
          {...{ path, search, isRevealed }}
          state={chosen}
          asOf={text}
          today={dateIn(account.timeZone, now())}
        />
        <RevealLink type={type} path={path} query={query} isRevealed={isRevealed} />
      </div>
      {page.items.length > 0 ? (
        <RecordsTable type={type} records={page.items} isRevealed={isRevealed} />
      ) : asOf.refusal ? null : (
        <EmptyState title={search || chosen ? words('nothingFound') : words('empty.title')}>
          {words('empty.ofType')}
        </EmptyState>
      )}
      <Pagination path={path} query={query} cursor={after} nextCursor={page.nextCursor} cursorName="after" />
    </>
  )
}
