import { useLocale, useTranslations } from 'next-intl'
import { inLanguage } from '@/components/import-types/in-language'
import { typeAddress } from '@/components/import-types/type-address'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import { kindFact, knownAs, limitsOf, needOf, type FieldFact } from '@/lib/import-types/field-facts'
import type { Field, ImportType } from '@/lib/import-types/import-type'

/** Five columns on one sheet: narrow, and a long name goes on in the next line. */
const onPaper = 'print:px-2 print:py-1.5 print:text-xs print:[overflow-wrap:anywhere] print:first:pl-0 print:last:pr-0'

/** Every field with its exact header, whether it must be filled, and what may stand in it. */
export function FieldTable({ type }: { type: ImportType }) {
  const words = useTranslations('downloads.fields')
  const columns: Column<Field>[] = [
    {
      id: 'header',
      header: words('columns.header'),
      isRowHeader: true,
      className: `print:w-[21%] ${onPaper}`,
      cell: (field) => <Header type={type} field={field} />,
    },
    {
      id: 'needed',
      header: words('columns.needed'),
      className: `min-w-28 print:w-[12%] print:min-w-0 ${onPaper}`,
      cell: (field) => <NeedOf type={type} field={field} />,
    },
    {
      id: 'meaning',
      header: words('columns.meaning'),
      className: `min-w-56 print:w-[27%] print:min-w-0 ${onPaper}`,
      cell: (field) => <Meaning field={field} />,
    },
    {
      id: 'content',
      header: words('columns.content'),
      className: `min-w-56 print:w-[26%] print:min-w-0 ${onPaper}`,
      cell: (field) => <Content type={type} field={field} />,
    },
    {
      id: 'example',
      header: words('columns.example'),
      hideBelow: 'md',
      className: `max-w-56 [overflow-wrap:anywhere] print:table-cell print:w-[14%] ${onPaper}`,
      cell: (field) => <FileName name={type.examples.map((row) => row[field.name]).find(Boolean) ?? ''} />,
    },
  ]
  return <DataTable caption={words('title')} columns={columns} rows={type.fields} rowKey={(field) => field.name} />
}

function Header({ type, field }: { type: ImportType; field: Field }) {
  const words = useTranslations('downloads.fields')
  return (
    <>
      <FileName name={field.name} className="text-base print:text-xs" />
      {field.own && !type.layout ? <p className="mt-1 text-xs font-normal text-ink-soft">{words('own')}</p> : null}
    </>
  )
}

function NeedOf({ type, field }: { type: ImportType; field: Field }) {
  const words = useTranslations('downloads.need')
  const need = needOf(type, field)
  const isOptional = need === 'optional' || need === 'partialOnly'
  return isOptional ? <span className="text-ink-soft">{words(need)}</span> : <strong>{words(need)}</strong>
}

function Meaning({ field }: { field: Field }) {
  const words = useTranslations('downloads.fields')
  const locale = useLocale()
  const names = knownAs(field)
  return (
    <>
      <p className="text-base font-medium print:text-sm">{inLanguage(field.title, locale)}</p>
      {field.note ? <p className="mt-1 text-ink-soft">{inLanguage(field.note, locale)}</p> : null}
      {names.length > 0 ? (
        <p className="mt-1 text-xs text-ink-soft">
          {words.rich('knownAs', { names: names.join(', '), code: (text) => <FileName name={String(text)} /> })}
        </p>
      ) : null}
    </>
  )
}

/** What a value must look like, in words. */
function Content({ type, field }: { type: ImportType; field: Field }) {
  const words = useTranslations('downloads.kinds')
  return (
    <ul className="flex flex-col gap-1">
      <li>{words(kindFact(field))}</li>
      {limitsOf(type, field).map((fact) => (
        <li key={fact.code}>
          <Limit fact={fact} />
        </li>
      ))}
    </ul>
  )
}

function Limit({ fact }: { fact: FieldFact }) {
  const words = useTranslations('downloads.limits')
  const locale = useLocale()
  const { type, code, params } = fact
  return words.rich(code, {
    ...params,
    type: type ? inLanguage(type.title, locale) : '',
    code: (text) => <FileName name={String(text)} />,
    link: (text) =>
      type ? (
        <a className="link" href={typeAddress('/downloads', type.name)}>
          {text}
        </a>
      ) : (
        text
      ),
  })
}
