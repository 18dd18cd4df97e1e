import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RunBadge } from '@/components/runs/run-badge'
import { Count } from '@/components/ui/count'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { EmptyState } from '@/components/ui/empty-state'
import { FileName } from '@/components/ui/file-name'
import { FilterLinks } from '@/components/ui/filter-links'
import { listQuery, type SearchParams } from '@/components/ui/list-query'
import { PageHeader } from '@/components/ui/page-header'
import { pageOf } from '@/components/ui/page-of'
import { addressOf, Pagination } from '@/components/ui/pagination'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { requireOperator } from '@/lib/auth/session'
import { isGoingOn, listRuns, type Run } from '@/lib/runs/run'
import { LookIntoButton } from '../look-into-button'

const PAGE_ROWS = 50
const PATH = '/admin/runs'

const filters = {
  all: undefined,
  going: ['queued', 'reading', 'checking', 'applying'],
  held: ['held'],
  failed: ['failed'],
} as const satisfies Record<string, readonly Run['state'][] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('admin.runs')
  return { title: words('title') }
}

export default async function AllRunsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator()
  const words = await getTranslations('admin.runs')
  const query = await listQuery(searchParams)
  const names = Object.keys(filters) as (keyof typeof filters)[]
  const current = names.find((name) => name === query.state) ?? 'all'
  const read = await listRuns({ states: filters[current], after: query.cursor, limit: PAGE_ROWS + 1 })
  const { items, nextCursor } = pageOf(read, PAGE_ROWS, (run) => run.id)
  const links = names.map((name) => ({
    id: name,
    title: words(`filters.${name}`),
    href: addressOf(PATH, { state: name === 'all' ? undefined : name }),
    isCurrent: name === current,
  }))
  return (
    <>
      <RefreshWhile active={items.some(isGoingOn)} everySeconds={2} />
      <PageHeader title={words('title')} lead={words('lead')} />
      <FilterLinks label={words('filter')} links={links} />
      {items.length > 0 ? (
        <DataTable caption={words('title')} columns={await columns()} rows={items} rowKey={(run) => run.id} />
      ) : (
        <EmptyState title={words('none')} />
      )}
      <Pagination path={PATH} query={{ state: query.state }} cursor={query.cursor} nextCursor={nextCursor} />
    </>
  )
}

async function columns(): Promise<Column<Run>[]> {
  const words = await getTranslations('admin.runs')
  return [
    {
      id: 'file',
      header: words('columns.file'),
      isRowHeader: true,
      cell: (run) => (
        <LookIntoButton accountId={run.accountId} to={`/runs/${run.id}`}>
          <FileName name={run.fileName} className="inline-block max-w-80" />
        </LookIntoButton>
      ),
    },
    { id: 'state', header: words('columns.state'), cell: (run) => <RunBadge state={run.state} /> },
    { id: 'account', header: words('columns.account'), cell: (run) => run.account.name },
    {
      id: 'purpose',
      header: words('columns.purpose'),
      hideBelow: 'md',
      cell: (run) => words(`purposes.${run.purpose}`),
    },
    {
      id: 'rows',
      header: words('columns.rows'),
      align: 'end',
      hideBelow: 'md',
      cell: (run) => <Count value={run.counts.rows} />,
    },
    {
      id: 'rejected',
      header: words('columns.rejected'),
      align: 'end',
      hideBelow: 'md',
      cell: (run) => <Count value={run.counts.rejected} />,
    },
    { id: 'queued', header: words('columns.queued'), cell: (run) => <DateTime at={run.queuedAt} /> },
  ]
}
