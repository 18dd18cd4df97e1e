import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { memberFor } from '@/app/(account)/member'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress, type TypeParams } from '@/components/import-types/type-address'
import { typeAtAddress } from '@/components/import-types/type-at-address'
import { FieldValue } from '@/components/roster/field-value'
import { RevealLink } from '@/components/roster/reveal-link'
import { Badge } from '@/components/ui/badge'
import { DescriptionList } from '@/components/ui/description-list'
import { FileName } from '@/components/ui/file-name'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { recordHistory } from '@/lib/roster/record-history'
import { readRecords } from '@/lib/roster/records'
import { RecordEvents } from './record-events'

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
  const { reveal, before } = await listQuery(searchParams)
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
  return (
    <>
      <PageHeader
        crumbs={[
          { title: words('title'), href: '/roster' },
          { title: inLanguage(type.title, await getLocale()), href: list },
        ]}
        title={<FileName name={key} />}
        badge={<Badge tone={state === 'active' ? 'good' : 'neutral'}>{words(`record.states.${state}`)}</Badge>}
        actions={<RevealLink type={type} path={path} query={query} isRevealed={isRevealed} />}
      />
      {record ? (
        <Section id="now" title={words('record.now')}>
          <DescriptionList
            facts={type.fields
              .filter((field) => !field.discarded && record.data[field.name] !== null)
              .map((field) => ({
                id: field.name,
                term: <FileName name={field.name} />,
                value: <FieldValue field={field} value={record.data[field.name] ?? null} isRevealed={isRevealed} />,
              }))}
          />
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
