import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '@/components/import-types/in-language'
import { typeTitle } from '@/components/import-types/type-title'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import { importTypeNamed } from '@/lib/import-types'
import { isManifest } from '@/lib/mapping/bundle/manifest'
import type { ColumnMapping, FileMapping } from '@/lib/mapping/file-mapping'

/** Which column fills which field, in the order of the file; then what is filled with one value everywhere. */
export function ColumnsTable({ mapping }: { mapping: readonly FileMapping[] }) {
  const words = useTranslations('templatesPage.mapping')
  const locale = useLocale()
  return (
    <div className="flex flex-col gap-6">
      {mapping.map((file) => (
        <div key={file.name}>
          {mapping.length > 1 ? (
            <h3 className="mb-3 text-base">
              <FileName name={file.name} />{' '}
              <span className="font-normal text-ink-soft">{typeTitle(file.importType, locale)}</span>
            </h3>
          ) : null}
          {mapping.length > 1 && isManifest({ name: file.importType }) ? (
            <p className="text-ink-soft">{words('isManifest')}</p>
          ) : (
            <MappedColumns file={file} />
          )}
          {Object.keys(file.constants).length > 0 ? (
            <ul className="mt-3 text-sm text-ink-soft">
              {Object.entries(file.constants).map(([field, value]) => (
                <li key={field}>
                  {words.rich('constant', {
                    field,
                    value,
                    code: (text) => <FileName name={String(text)} className="text-ink" />,
                  })}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ))}
    </div>
  )
}

function MappedColumns({ file }: { file: FileMapping }) {
  const words = useTranslations('templatesPage.mapping')
  const locale = useLocale()
  const fields = new Map(importTypeNamed(file.importType)?.fields.map((field) => [field.name, field]))
  const hasTransforms = file.columns.some((column) => column.transforms.length > 0)
  const transforms: Column<ColumnMapping> = {
    id: 'transforms',
    header: words('columns.transforms'),
    hideBelow: 'md',
    cell: (column) => column.transforms.map((transform) => words(`transforms.${transform.type}`)).join(', '),
  }
  const columns: Column<ColumnMapping>[] = [
    {
      id: 'position',
      header: words('columns.position'),
      align: 'end',
      hideBelow: 'sm',
      cell: (column) => column.position + 1,
    },
    {
      id: 'header',
      header: words('columns.header'),
      isRowHeader: true,
      cell: (column) => <FileName name={column.header} />,
    },
    {
      id: 'field',
      header: words('columns.field'),
      cell: (column) => {
        const field = fields.get(column.field ?? '')
        if (!field) return <span className="text-ink-soft">{words('ignored')}</span>
        return (
          <>
            <FileName name={field.name} /> <span className="text-ink-soft">{inLanguage(field.title, locale)}</span>
          </>
        )
      },
    },
    ...(hasTransforms ? [transforms] : []),
  ]
  return (
    <DataTable caption={words('title')} columns={columns} rows={file.columns} rowKey={(column) => column.position} />
  )
}
