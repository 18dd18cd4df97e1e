import type { StrangerVisit } from '@/lib/generated/prisma/client'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CodeText } from '@/components/ui/code-text'
import { Count } from '@/components/ui/count'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { EmptyState } from '@/components/ui/empty-state'
import { LiveRefresh } from '@/components/ui/live-refresh'
import { PageHeader } from '@/components/ui/page-header'
import { standingPenalties } from '@/lib/accounts/guessing'
import type { StrangerTrouble } from '@/lib/accounts/session-events'
import { listStrangers } from '@/lib/accounts/stranger-visits'
import { requireOperator } from '@/lib/auth/session'
import { AllPenalties } from './all-penalties'

const EVERY_SECONDS = 3

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('sessions.strangers')
  return { title: words('title') }
}

export default async function StrangersPage() {
  await requireOperator()
  const words = await getTranslations('sessions.strangers')
  const [visits, penalties] = await Promise.all([listStrangers(), standingPenalties()])
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} actions={<LiveRefresh everySeconds={EVERY_SECONDS} />} />
      {visits.length > 0 ? (
        <DataTable caption={words('title')} columns={await columns()} rows={visits} rowKey={(visit) => visit.id} />
      ) : (
        <EmptyState title={words('empty')}>{words('emptyText')}</EmptyState>
      )}
      <AllPenalties penalties={penalties} />
    </>
  )
}

async function columns(): Promise<Column<StrangerVisit>[]> {
  const words = await getTranslations('sessions.strangers')
  const sessions = await getTranslations('sessions')
  return [
    {
      id: 'trouble',
      header: words('columns.trouble'),
      isRowHeader: true,
      className: 'min-w-80',
      cell: (visit) => (
        <>
          <span className="block">
            {words(`troubles.${visit.trouble as StrangerTrouble}`)}{' '}
            {visit.userName ? <CodeText>{visit.userName}</CodeText> : null}
          </span>
          <span className="mt-1 block font-normal text-ink-soft">
            <strong>{sessions('cure')}</strong> {words(`cures.${visit.trouble as StrangerTrouble}`)}
          </span>
          {visit.detail ? (
            <span className="mt-1 block max-w-xl font-mono text-xs font-normal [overflow-wrap:anywhere] text-ink-soft">
              {visit.detail}
            </span>
          ) : null}
        </>
      ),
    },
    {
      id: 'address',
      header: words('columns.address'),
      cell: (visit) => (
        <>
          <bdi>{visit.address}</bdi> <span className="block text-ink-soft">{visit.via.toUpperCase()}</span>
        </>
      ),
    },
    { id: 'client', header: words('columns.client'), hideBelow: 'md', cell: (visit) => visit.client },
    { id: 'times', header: words('columns.times'), align: 'end', cell: (visit) => <Count value={visit.times} /> },
    { id: 'last', header: words('columns.last'), cell: (visit) => <DateTime at={visit.lastAt} /> },
  ]
}
