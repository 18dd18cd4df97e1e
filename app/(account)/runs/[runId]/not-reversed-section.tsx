import { Download } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { recordAddress } from '@/components/roster/record-address'
import { ButtonLink } from '@/components/ui/button-link'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { FileName } from '@/components/ui/file-name'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { notReversed, type Leftover } from '@/lib/roster/not-reversed'
import type { Run } from '@/lib/runs/run'

const PAGE_ROWS = 25

/** The records an undo left as they are: which run changed them since, or why they cannot be undone. */
export async function NotReversedSection({ run, after }: { run: Run; after?: string }) {
  if (run.counts.kept + run.counts.failed === 0) return null
  const words = await getTranslations('runsPage.undo.left')
  const { items, nextCursor } = await notReversed(run.accountId, run.id, { after, limit: PAGE_ROWS })
  const path = `/runs/${run.id}`
  return (
    <Section
      id="not-reversed"
      title={words('title', { count: run.counts.kept + run.counts.failed })}
      lead={words('lead')}
      actions={
        <ButtonLink
          href={`${path}/not-reversed.csv`}
          download
          variant="secondary"
          size="small"
          icon={<Download aria-hidden className="size-4" />}
        >
          {words('download')}
        </ButtonLink>
      }
    >
      <DataTable caption={words('caption')} columns={await columns()} rows={items} rowKey={(item) => item.sequence} />
      <Pagination path={path} cursor={after} nextCursor={nextCursor} cursorName="leftAfter" />
    </Section>
  )
}

async function columns(): Promise<Column<Leftover>[]> {
  const words = await getTranslations('runsPage.undo.left')
  return [
    {
      id: 'key',
      header: words('columns.key'),
      isRowHeader: true,
      className: 'whitespace-nowrap',
      cell: ({ importType, key }) => (
        <Link href={recordAddress(importType, key)} className="link">
          <FileName name={key} className="whitespace-pre!" />
        </Link>
      ),
    },
    {
      id: 'why',
      header: words('columns.why'),
      cell: ({ reason, changedBy }) =>
        reason === 'changed-since' && changedBy
          ? words.rich('changedBy', {
              link: (text) => (
                <Link href={`/runs/${changedBy.id}`} className="link">
                  {text}
                </Link>
              ),
              what: changedBy.purpose === 'rollback' ? 'undo' : 'import',
              file: () => <FileName key="file" name={changedBy.fileName} />,
              at: () => (changedBy.finishedAt ? <DateTime key="at" at={changedBy.finishedAt} /> : null),
            })
          : words(`reasons.${reason}`),
    },
  ]
}
