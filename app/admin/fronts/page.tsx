import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { CodeText } from '@/components/ui/code-text'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import { PageHeader } from '@/components/ui/page-header'
import { requireOperator } from '@/lib/auth/session'
import { type Front, listFronts } from '@/lib/fronts/front'
import { env } from '@/lib/platform/env'
import { revoke } from './actions'
import { NewFront } from './new-front'
import { SetUpPart } from './set-up-part'
import { setUps } from './set-ups'
import { WatchedPart } from './watched-part'

const FOLDER_IN_EXAMPLES = '/srv/rollcall'

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('fronts')
  return { title: words('title') }
}

export default async function FrontsPage() {
  await requireOperator()
  const words = await getTranslations('fronts')
  const { foreignFilesDir, publicUrl, watched } = env()
  const fronts = await listFronts()
  return (
    <>
      <PageHeader title={words('title')} lead={words('lead')} />
      {foreignFilesDir ? (
        <NewFront folder={foreignFilesDir} publicUrl={publicUrl} />
      ) : (
        <Alert title={words('off.title')}>
          {words.rich('off.text', { variable: () => <CodeText>FOREIGN_FILES_DIR</CodeText> })}
        </Alert>
      )}
      {fronts.length > 0 ? (
        <div className="mt-10">
          <DataTable
            caption={words('title')}
            columns={await frontColumns()}
            rows={fronts}
            rowKey={(front) => front.id}
          />
        </div>
      ) : null}
      <div className="mt-14">
        <WatchedPart />
        {setUps({ publicUrl, watchedFolder: watched?.folder ?? FOLDER_IN_EXAMPLES }).map((setUp) => (
          <SetUpPart key={setUp.name} {...setUp} />
        ))}
      </div>
    </>
  )
}

async function frontColumns(): Promise<Column<Front>[]> {
  const words = await getTranslations('fronts')
  return [
    { id: 'name', header: words('columns.name'), isRowHeader: true, cell: (front) => <bdi>{front.name}</bdi> },
    { id: 'kind', header: words('columns.kind'), hideBelow: 'md', cell: (front) => words(`new.kinds.${front.kind}`) },
    { id: 'secret', header: words('columns.secret'), cell: (front) => <CodeText>{`${front.prefix}…`}</CodeText> },
    {
      id: 'addresses',
      header: words('columns.addresses'),
      hideBelow: 'md',
      cell: (front) => <CodeText>{front.allowedAddresses.join(', ')}</CodeText>,
    },
    {
      id: 'state',
      header: words('columns.state'),
      cell: (front) =>
        front.revokedAt ? (
          <Badge>{words('states.revoked')}</Badge>
        ) : (
          <Badge tone="good">{words('states.active')}</Badge>
        ),
    },
    {
      id: 'lastUsed',
      header: words('columns.lastUsed'),
      hideBelow: 'md',
      cell: (front) => (front.lastUsedAt ? <DateTime at={front.lastUsedAt} /> : words('never')),
    },
    {
      id: 'revoke',
      header: <span className="sr-only">{words('revoke.trigger')}</span>,
      align: 'end',
      cell: (front) =>
        front.revokedAt ? null : (
          <ConfirmDialog
            trigger={words('revoke.trigger')}
            triggerLabel={words('revoke.of', { name: front.name })}
            triggerVariant="danger"
            triggerSize="small"
            title={words('revoke.title', { name: front.name })}
            confirm={words('revoke.trigger')}
            danger
            action={revoke.bind(null, front.id)}
          >
            {words('revoke.text')}
          </ConfirmDialog>
        ),
    },
  ]
}
