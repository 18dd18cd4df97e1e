import { getLocale, getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import { Section } from '@/components/ui/section'
import type { ColumnChange } from '@/lib/mapping/column-change'
import { acceptedColumns, columnsOfRun } from '@/lib/runs/columns-of-run'
import type { Run } from '@/lib/runs/run'
import { columnChangeSentence } from '@/lib/words/column-change'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'

/** Where the columns of the run's template are changed; a delivered file that is kept becomes the sample. */
export function changeAddress({ template, delivery }: Run): string {
  const sample = delivery?.storageKey ? `&delivery=${delivery.id}` : ''
  return `/imports/new?template=${template?.id ?? ''}${sample}`
}

/** How the columns of the run's files differ from those of its template, each change in a row. */
export async function ColumnsSection({ run, mayImport }: { run: Run; mayImport: boolean }) {
  const files = columnsOfRun(run)
  if (files.length === 0) return null
  const words = await getTranslations('runsPage.columns')
  const { code, version } = leadOf(run)
  const mayChange = mayImport && code === 'read' && run.template && !run.template.deletedAt
  return (
    <Section
      id="columns"
      title={words('title')}
      lead={words(`lead.${code}`, { version })}
      actions={
        mayChange ? (
          <ButtonLink href={changeAddress(run)} variant="secondary" size="small">
            {words('change')}
          </ButtonLink>
        ) : null
      }
    >
      <div className="flex flex-col gap-8">
        {files.map(({ name, changes, more }) => (
          <div key={name}>
            {files.length > 1 || name !== run.fileName ? (
              <h3 className="mb-2 text-base">
                <FileName name={name} />
              </h3>
            ) : null}
            <ChangesOfFile name={name} changes={changes} />
            {more > 0 ? <p className="mt-2 text-sm text-ink-soft">{words('more', { count: more })}</p> : null}
          </div>
        ))}
      </div>
    </Section>
  )
}

function leadOf(run: Run) {
  const version = run.templateVersion ?? 0
  const accepted = acceptedColumns(run)
  if (run.state === 'held') return { code: 'waits', version } as const
  if (accepted) return { code: 'accepted', version: accepted.version } as const
  return { code: run.state === 'applied' || run.state === 'rolledBack' ? 'read' : 'refused', version } as const
}

async function ChangesOfFile({ name, changes }: { name: string; changes: readonly ColumnChange[] }) {
  const words = await getTranslations('runsPage.columns')
  const translate = translatorFor(toLocale(await getLocale()))
  const place = (header: string | null, positions: readonly number[]) =>
    header === null ? (
      <span className="text-ink-soft">{words('nowhere')}</span>
    ) : (
      <>
        <FileName name={header} className="block" />
        {positions.map((position) => (
          <span key={position} className="block text-xs font-normal text-ink-soft">
            {words('position', { position: position + 1 })}
          </span>
        ))}
      </>
    )
  const columns: Column<ColumnChange>[] = [
    { id: 'before', header: words('before'), isRowHeader: true, cell: (change) => place(...placeBefore(change)) },
    { id: 'now', header: words('now'), hideBelow: 'sm', cell: (change) => place(...placeNow(change)) },
    { id: 'what', header: words('what'), cell: (change) => columnChangeSentence(translate, change) },
  ]
  return (
    <DataTable
      caption={words('caption', { file: name })}
      columns={columns}
      rows={changes}
      rowKey={(change) => JSON.stringify(change)}
      isMarked={(change) => 'isRequired' in change && change.isRequired && change.kind !== 'moved'}
    />
  )
}

type Place = [header: string | null, positions: readonly number[]]

function placeBefore(change: ColumnChange): Place {
  return 'position' in change ? [change.column, [change.position]] : [null, []]
}

function placeNow(change: ColumnChange): Place {
  switch (change.kind) {
    case 'missing':
      return [null, []]
    case 'repeated':
      return [change.column, change.positions]
    case 'renamed':
    case 'respelled':
      return [change.to, [change.toPosition]]
    default:
      return [change.column, [change.toPosition]]
  }
}
