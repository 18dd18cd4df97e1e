import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MessageList } from '@/components/messages/message-list'
import { NoMailAlert } from '@/components/messages/no-mail-alert'
import { EmptyState } from '@/components/ui/empty-state'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { pageOf } from '@/components/ui/page-of'
import { Pagination } from '@/components/ui/pagination'
import { listMessages } from '@/lib/outbox/list-messages'
import { mailIsConfigured } from '@/lib/platform/mail'
import { memberFor } from '../member'

const PAGE_ROWS = 25

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('messagesPage')
  return { title: words('title') }
}

export default async function MessagesPage({ searchParams }: { searchParams: SearchParams }) {
  const { caller, account } = await memberFor('see-messages')
  const words = await getTranslations('messagesPage')
  const { cursor } = await listQuery(searchParams)
  const read = await listMessages(account.id, { after: cursor, limit: PAGE_ROWS + 1, locale: caller.locale })
  const { items, nextCursor } = pageOf(read, PAGE_ROWS, (message) => message.id)
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} />
      {mailIsConfigured() ? null : <NoMailAlert />}
      {items.length > 0 ? (
        <MessageList messages={items} />
      ) : (
        <EmptyState title={words('empty.title')}>{words('empty.text')}</EmptyState>
      )}
      <Pagination path="/messages" cursor={cursor} nextCursor={nextCursor} />
    </>
  )
}
