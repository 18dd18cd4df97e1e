import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { MessageList } from '@/components/messages/message-list'
import { NoMailAlert } from '@/components/messages/no-mail-alert'
import { EmptyState } from '@/components/ui/empty-state'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { pageOf } from '@/components/ui/page-of'
import { Pagination } from '@/components/ui/pagination'
import { requireOperator } from '@/lib/auth/session'
import { listAllMessages } from '@/lib/outbox/list-messages'
import { mailIsConfigured } from '@/lib/platform/mail'

const PAGE_ROWS = 25

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('messagesPage')
  return { title: words('title') }
}

export default async function AllMessagesPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await requireOperator()
  const words = await getTranslations('messagesPage')
  const admin = await getTranslations('admin')
  const { cursor } = await listQuery(searchParams)
  const read = await listAllMessages({ after: cursor, limit: PAGE_ROWS + 1, locale: caller.locale })
  const { items, nextCursor } = pageOf(read, PAGE_ROWS, (message) => message.id)
  return (
    <>
      <PageHeader title={words('title')} lead={admin('messages.lead')} />
      {mailIsConfigured() ? null : <NoMailAlert />}
      {items.length > 0 ? (
        <MessageList messages={items} />
      ) : (
        <EmptyState title={words('empty.title')}>{words('empty.text')}</EmptyState>
      )}
      <Pagination path="/admin/messages" cursor={cursor} nextCursor={nextCursor} />
    </>
  )
}
