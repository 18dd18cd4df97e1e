import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { z } from 'zod'
import { memberFor } from '@/app/(account)/member'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress, type TypeParams } from '@/components/import-types/type-address'
import { typeAtAddress } from '@/components/import-types/type-at-address'
import { RevealLink } from '@/components/roster/reveal-link'
import { Badge } from '@/components/ui/badge'
import { FileName } from '@/components/ui/file-name'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { recordHistory } from '@/lib/roster/record-history'
import { readRecords } from '@/lib/roster/records'
import { namedRecord, referredRecords, shownKey } from '@/lib/roster/referred-records'
import { RecordEvents } from './record-events'
import { RecordFacts } from './record-facts'
import { ReferredBy } from './referred-by'

const PAGE_EVENTS = 30
const keySchema = z.string().min(1).max(2000)

type Props = { params: Promise<TypeParams>; searchParams: SearchParams }

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('rosterPage.record')
  return { title: words('title') }
}

/** One record: what it says now, and everything that happened to it. */
export default async function RecordPage({ params, searchParams }: Props) {
  const { account } = await memberFor('see-roster')
  const type = await typeAtAddress(account.id, params)
  const key = keySchema.safeParse((await searchParams).key).data
  if (!type || key === undefined) notFound()
  const { reveal, before, of } = await listQuery(searchParams)
  const from = keySchema.safeParse((await searchParams).from).data
  const begin = /^\d{1,6}$/.test(before ?? '') ? Number(before) : undefined
  const [history, page] = await Promise.all([
    recordHistory(account.id, type, key, { before: begin, limit: PAGE_EVENTS }),
    readRecords(account.id, type, { key, limit: 1 }),
  ])
  if (!history) notFound()
  const words = await getTranslations('rosterPage')
  const list = typeAddress('/roster', type.name)
  const path = `${list}/record`
  const isRevealed = reveal === 'true'
  const query = { key, reveal: isRevealed ? 'true' : undefined }
  const [record] = page.items
  const state = record?.state ?? 'gone'
  const namedBy = await referredRecords(account.id, type, record ? [record.data] : [])
  const title = record && namedRecord(type, record.key, record.state, record.data).title
  return (
    <>
      <PageHeader
        crumbs={[
          { title: words('title'), href: '/roster' },
          { title: inLanguage(type.title, await getLocale()), href: list },
        ]}
        title={title ? <bdi>{title}</bdi> : <FileName name={shownKey(type, key)} />}
        lead={title ? <FileName name={shownKey(type, key)} /> : undefined}
        badge={<Badge tone={state === 'active' ? 'good' : 'neutral'}>{words(`record.states.${state}`)}</Badge>}
        actions={<RevealLink type={type} path={path} query={query} isRevealed={isRevealed} />}
      />
      {record ? (
        <Section id="now" title={words('record.now')}>
          <RecordFacts type={type} data={record.data} namedBy={namedBy} isRevealed={isRevealed} />
        </Section>
      ) : null}
      {record ? (
        <Section id="referred-by" title={words('record.referredBy.title')} lead={words('record.referredBy.lead')}>
          <Suspense fallback={<p className="text-ink-soft">{words('record.referredBy.looking')}</p>}>
            <ReferredBy
              accountId={account.id}
              {...{ type, path, query }}
              data={record.data}
              turned={{ type: of, after: from }}
            />
          </Suspense>
        </Section>
      ) : null}
      <Section id="history" title={words('record.history.title')} lead={words('record.history.lead')}>
        <RecordEvents type={type} events={history.events} isRevealed={isRevealed} />
        <Pagination
          path={path}
          query={query}
          cursor={before}
          nextCursor={history.nextCursor === null ? null : String(history.nextCursor)}
          cursorName="before"
        />
      </Section>
    </>
  )
}
