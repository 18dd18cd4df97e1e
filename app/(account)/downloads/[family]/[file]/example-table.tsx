import { useTranslations } from 'next-intl'
import { DataTable, type Column } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'
import type { ImportType } from '@/lib/import-types/import-type'

type Row = { position: number; values: Readonly<Record<string, string>> }

/** The made-up rows as they look in a spreadsheet. */
export function ExampleTable({ type }: { type: ImportType }) {
  const words = useTranslations('downloads.exampleRows')
  const columns: Column<Row>[] = type.fields.map((field) => ({
    id: field.name,
    header: <FileName name={field.name} />,
    isRowHeader: field.name === type.key[0],
    className: 'whitespace-nowrap border-l border-rule first:border-l-0',
    cell: (row) => <FileName name={row.values[field.name] ?? ''} />,
  }))
  const rows = type.examples.map((values, position) => ({ position, values }))
  return <DataTable caption={words('title')} columns={columns} rows={rows} rowKey={(row) => row.position} />
}
