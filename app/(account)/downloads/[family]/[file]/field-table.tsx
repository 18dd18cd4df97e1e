import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress } from '@/components/import-types/type-address'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import { importTypeNamed } from '@/lib/import-types'
import { allowedTokens, type Field, type ImportType } from '@/lib/import-types/import-type'

/** Every field with its exact header, whether it must be filled, and what may stand in it. */
export function FieldTable({ type }: { type: ImportType }) {
  const words = useTranslations('downloads.fields')
  const locale = useLocale()
  const columns: Column<Field>[] = [
    {
      id: 'header',
      header: words('columns.header'),
      isRowHeader: true,
      cell: (field) => <FileName name={field.name} className="text-base" />,
    },
    {
      id: 'needed',
      header: words('columns.needed'),
      className: 'whitespace-nowrap',
      cell: (field) => <Need type={type} field={field} />,
    },
    {
      id: 'meaning',
      header: words('columns.meaning'),
      className: 'min-w-64',
      cell: (field) => (
        <>
          <p className="text-base font-medium">{inLanguage(field.title, locale)}</p>
          {field.note ? <p className="mt-1 text-ink-soft">{inLanguage(field.note, locale)}</p> : null}
        </>
      ),
    },
    {
      id: 'content',
      header: words('columns.content'),
      className: 'min-w-64',
      cell: (field) => <Content field={field} />,
    },
    {
      id: 'example',
      header: words('columns.example'),
      hideBelow: 'md',
      cell: (field) => <FileName name={type.examples.map((row) => row[field.name]).find(Boolean) ?? ''} />,
    },
  ]
  return <DataTable caption={words('title')} columns={columns} rows={type.fields} rowKey={(field) => field.name} />
}

function Need({ type, field }: { type: ImportType; field: Field }) {
  const words = useTranslations('downloads.fields')
  if (type.key.includes(field.name)) return <strong>{words(field.blankInKey ? 'keyOrBlank' : 'key')}</strong>
  if (field.required) return <strong>{words('required')}</strong>
  return <span className="text-ink-soft">{field.partialOnly ? words('partialOnly') : words('optional')}</span>
}

/** What a value must look like, in words. */
function Content({ field }: { field: Field }) {
  const words = useTranslations('downloads.kinds')
  const limits = useTranslations('downloads.limits')
  const locale = useLocale()
  const referenced = field.reference && importTypeNamed(field.reference.importType)
  return (
    <ul className="flex flex-col gap-1">
      <li>{words(field.kind)}</li>
      {field.enum ? (
        <li>
          {limits('enum')} <FileName name={allowedTokens(field).join(', ')} />
        </li>
      ) : null}
      {field.enumOpen ? <li>{limits('enumOpen')}</li> : null}
      {field.maxLength ? <li>{limits('maxLength', { count: field.maxLength })}</li> : null}
      {field.minimum !== undefined && field.maximum !== undefined ? (
        <li>{limits('between', { minimum: field.minimum, maximum: field.maximum })}</li>
      ) : null}
      {field.unique ? <li>{limits('unique')}</li> : null}
      {field.past ? <li>{limits('past')}</li> : null}
      {field.discarded ? <li>{limits('discarded')}</li> : null}
      {field.former ? <li>{limits('former')}</li> : null}
      {referenced && field.reference ? (
        <li>
          {limits.rich('reference', {
            field: field.reference.field,
            type: inLanguage(referenced.title, locale),
            code: (text) => <FileName name={String(text)} />,
            link: (text) => (
              <a className="link" href={typeAddress('/downloads', referenced.name)}>
                {text}
              </a>
            ),
          })}
        </li>
      ) : null}
      {field.reference?.where ? (
        <li>
          {limits.rich('referenceWhere', {
            field: field.reference.where.field,
            values: field.reference.where.values.join(', '),
            code: (text) => <FileName name={String(text)} />,
          })}
        </li>
      ) : null}
    </ul>
  )
}
