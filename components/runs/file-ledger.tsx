import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { typeTitle } from '@/components/import-types/type-title'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import type { Catalogue } from '@/lib/import-types/catalogue'
import type { RunCounts, RunFileCounts } from '@/lib/runs/run-counts'

const shown = [
  'rows',
  'rejected',
  'added',
  'changed',
  'deactivated',
  'unchanged',
] as const satisfies (keyof RunCounts)[]

/** What each file of a bundle counted, in the order in which they are applied. */
export function FileLedger({ catalogue, files }: { catalogue: Catalogue; files: readonly RunFileCounts[] }) {
  const words = useTranslations('runsPage.files')
  const format = useFormatter()
  const locale = useLocale()
  const numbers = shown.map((name): Column<RunFileCounts> => {
    return {
      id: name,
      header: words(`columns.${name}`),
      align: 'end',
      hideBelow: name === 'rows' ? undefined : name === 'rejected' ? 'sm' : 'md',
      cell: ({ counts }) => format.number(counts[name]),
    }
  })
  const columns: Column<RunFileCounts>[] = [
    {
      id: 'name',
      header: words('columns.name'),
      isRowHeader: true,
      cell: ({ name, importType, mode }) => (
        <>
          <FileName name={name} className="block" />
          <span className="block text-sm font-normal text-ink-soft">
            {typeTitle(catalogue, importType, locale)} · {words(`mode.${mode}`)}
          </span>
        </>
      ),
    },
    ...numbers,
  ]
  return <DataTable caption={words('caption')} columns={columns} rows={files} rowKey={({ name }) => name} />
}
