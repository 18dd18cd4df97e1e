import { Columns3, SlidersHorizontal } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { ButtonLink } from '@/components/ui/button-link'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { EmptyState } from '@/components/ui/empty-state'
import { FileSize } from '@/components/ui/file-size'
import { Section } from '@/components/ui/section'
import { db } from '@/lib/platform/db'
import { keptDeliveries } from '@/lib/runs/start-replay'
import type { Template } from '@/lib/templates/template'

type Kept = Awaited<ReturnType<typeof keptDeliveries>>[number]

/** The delivered files of a template that are still there, over which a change of it can be replayed. */
export async function KeptSection({ template }: { template: Template }) {
  const words = await getTranslations('replays.kept')
  const kept = await keptDeliveries(template.accountId, template.id, db)
  const { keepDays } = template.settings
  const columns: Column<Kept>[] = [
    {
      id: 'received',
      header: words('received'),
      isRowHeader: true,
      cell: ({ id, receivedAt }) => (
        <Link href={`/deliveries/${id}`} className="link">
          <DateTime at={receivedAt} />
        </Link>
      ),
    },
    { id: 'size', header: words('size'), align: 'end', cell: ({ size }) => <FileSize bytes={size} /> },
    {
      id: 'until',
      header: words('until'),
      cell: ({ destroyAt }) => (destroyAt ? <DateTime at={destroyAt} /> : null),
    },
  ]
  return (
    <Section
      id="kept"
      title={words('title')}
      lead={words('lead')}
      actions={
        <>
          <ButtonLink
            href={`/templates/${template.id}/settings`}
            variant="secondary"
            size="small"
            icon={<SlidersHorizontal aria-hidden className="size-4" />}
          >
            {words('settings')}
          </ButtonLink>
          <ButtonLink
            href={`/imports/new?template=${template.id}`}
            variant="secondary"
            size="small"
            icon={<Columns3 aria-hidden className="size-4" />}
          >
            {words('change')}
          </ButtonLink>
        </>
      }
    >
      {kept.length > 0 ? (
        <DataTable caption={words('title')} columns={columns} rows={kept} rowKey={({ id }) => id} />
      ) : (
        <EmptyState level={3} title={words('none')}>
          {keepDays > 0 ? words('soon', { days: keepDays }) : words('noneText')}
        </EmptyState>
      )}
    </Section>
  )
}
