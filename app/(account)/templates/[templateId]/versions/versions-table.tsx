import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DataTable, type Column } from '@/components/ui/data-table'
import { DateTime } from '@/components/ui/date-time'
import type { TemplateVersion } from '@/lib/templates/template-versions'
import { VersionReason } from '../version-reason'
import { RestoreDialog } from './restore-dialog'

type Props = {
  template: { id: string; version: number }
  versions: readonly TemplateVersion[]
  /** The version others are compared with. */
  to: number
}

export function VersionsTable({ template, versions, to }: Props) {
  const words = useTranslations('templatesPage.versions')
  const columns: Column<TemplateVersion>[] = [
    {
      id: 'version',
      header: words('columns.version'),
      isRowHeader: true,
      className: 'whitespace-nowrap',
      cell: ({ version, isCurrent }) => (
        <>
          {words('version', { version })}
          {isCurrent ? <span className="block text-sm font-normal text-ink-soft">{words('current')}</span> : null}
        </>
      ),
    },
    { id: 'when', header: words('columns.when'), cell: ({ createdAt }) => <DateTime at={createdAt} /> },
    {
      id: 'who',
      header: words('columns.who'),
      hideBelow: 'md',
      cell: ({ savedBy }) => savedBy ?? <span className="text-ink-soft">{words('aProgram')}</span>,
    },
    {
      id: 'why',
      header: words('columns.why'),
      className: 'min-w-52',
      cell: (version) => <VersionReason version={version} />,
    },
    {
      id: 'actions',
      header: <span className="sr-only">{words('columns.actions')}</span>,
      align: 'end',
      className: 'print:hidden',
      cell: ({ version, isCurrent }) => (
        <span className="flex flex-wrap items-center justify-end gap-x-5 gap-y-2">
          {version === to ? null : (
            <Link
              href={`/templates/${template.id}/versions?from=${Math.min(version, to)}&to=${Math.max(version, to)}`}
              className="py-1 link"
            >
              {words('compareWith', { version: Math.min(version, to), to: Math.max(version, to) })}
            </Link>
          )}
          {isCurrent ? null : <RestoreDialog template={template} version={version} />}
        </span>
      ),
    },
  ]
  return <DataTable caption={words('all')} columns={columns} rows={versions} rowKey={({ version }) => version} />
}
