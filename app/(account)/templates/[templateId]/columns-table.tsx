import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '@/components/import-types/in-language'
import { typeTitle } from '@/components/import-types/type-title'
import { useCombinationWords, useTransformWords } from '@/components/mapping/transform-words'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import type { Catalogue } from '@/lib/import-types/catalogue'
import type { ImportType } from '@/lib/import-types/import-type'
import { isManifest } from '@/lib/mapping/bundle/manifest'
import { fillsOf, partsOf, type ColumnMapping, type FileMapping } from '@/lib/mapping/file-mapping'

/** Which column fills which field, in the order of the file; then what is filled with one value everywhere. */
export function ColumnsTable({ catalogue, mapping }: { catalogue: Catalogue; mapping: readonly FileMapping[] }) {
  const words = useTranslations('templatesPage.mapping')
  const locale = useLocale()
  return (
    <div className="flex flex-col gap-6">
      {mapping.map((file) => (
        <div key={file.name}>
          {mapping.length > 1 ? (
            <h3 className="mb-3 text-base">
              <FileName name={file.name} />{' '}
              <span className="font-normal text-ink-soft">{typeTitle(catalogue, file.importType, locale)}</span>
            </h3>
          ) : null}
          {mapping.length > 1 && isManifest({ name: file.importType }) ? (
            <p className="text-ink-soft">{words('isManifest')}</p>
          ) : (
            <MappedColumns type={catalogue.named(file.importType)} file={file} />
          )}
          <CombinedFields file={file} />
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

function MappedColumns({ type, file }: { type: ImportType | undefined; file: FileMapping }) {
  const words = useTranslations('templatesPage.mapping')
  const locale = useLocale()
  const fields = new Map(type?.fields.map((field) => [field.name, field]))
  const say = useTransformWords()
  const fills = file.columns.flatMap(fillsOf)
  const hasTransforms = fills.some(({ transforms }) => transforms.length > 0)
  const transforms: Column<ColumnMapping> = {
    id: 'transforms',
    header: words('columns.transforms'),
    hideBelow: 'md',
    cell: (column) => {
      const own = fillsOf(column)
      return own.map((fill) => (
        <p key={fill.field}>
          {own.length > 1 && fill.transforms.length > 0 ? <FileName name={`${fill.field}: `} /> : null}
          {fill.transforms.map(say).join('; ')}
        </p>
      ))
    },
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
        const own = fillsOf(column)
        if (own.length === 0) return <span className="text-ink-soft">{words('ignored')}</span>
        return own.map(({ field: name }) => {
          const field = fields.get(name)
          return (
            <p key={name}>
              <FileName name={name} />{' '}
              {field ? <span className="text-ink-soft">{inLanguage(field.title, locale)}</span> : null}
            </p>
          )
        })
      },
    },
    ...(hasTransforms ? [transforms] : []),
  ]
  return (
    <DataTable caption={words('title')} columns={columns} rows={file.columns} rowKey={(column) => column.position} />
  )
}

/** Fields that several columns fill together. */
function CombinedFields({ file: { columns, combined = {} } }: { file: FileMapping }) {
  const sayCombined = useCombinationWords()
  const say = useTransformWords()
  const entries = Object.entries(combined)
  if (entries.length === 0) return null
  return (
    <ul className="mt-3 text-sm text-ink-soft">
      {entries.map(([field, { separator, transforms }]) => {
        const headers = partsOf(columns, field).map(({ column }) => column.header)
        return (
          <li key={field}>
            <FileName name={field} className="text-ink" />:{' '}
            {[sayCombined(headers, separator), ...transforms.map(say)].join('; ')}
          </li>
        )
      })}
    </ul>
  )
}
