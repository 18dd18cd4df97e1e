'use client'
// The table of the file's columns, one row each. TanStack Table keeps the rows, the search and the cells; the markup and
// its behaviour stand here. A row is drawn again only when its own column changed, so that a hundred stay quick.
import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  globalFilteringFeature,
  tableFeatures,
  useTable,
  type Row,
} from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { memo, useMemo } from 'react'
import type { ColumnMapping } from '@/lib/mapping/file-mapping'
import { classes } from '@/components/ui/classes'
import type { GridColumn } from './grid-column'
import { ActionsCell, ColumnCell, FieldCell, SamplesCell, WhyCell } from './mapping-cells'

export type MappingRow = {
  readonly column: GridColumn
  readonly mapping: ColumnMapping
  /** Other columns that fill its fields with it, in words; blank if there are none. */
  readonly together: string
}

/** What the rows on show are narrowed to. */
export type RowFilter = {
  readonly search: string
  /** The positions to show; null shows all. Fixed when the filter is chosen, so that no row vanishes under the hand. */
  readonly positions: ReadonlySet<number> | null
}

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  filteredRowModel: createFilteredRowModel(),
})

type TableRow = Row<typeof features, MappingRow>

const helper = createColumnHelper<typeof features, MappingRow>()

const columns = helper.columns([
  helper.accessor((row) => row.column.header, {
    id: 'column',
    header: () => <Heading name="column" />,
    cell: ({ row }) => <ColumnCell column={row.original.column} />,
  }),
  helper.display({
    id: 'samples',
    header: () => <Heading name="samples" />,
    cell: ({ row }) => <SamplesCell column={row.original.column} mapping={row.original.mapping} />,
  }),
  helper.display({
    id: 'field',
    header: () => <Heading name="field" />,
    cell: ({ row }) => <FieldCell {...row.original} />,
  }),
  helper.display({
    id: 'why',
    header: () => <Heading name="why" />,
    cell: ({ row }) => <WhyCell column={row.original.column} mapping={row.original.mapping} />,
  }),
  helper.display({
    id: 'actions',
    header: () => <Heading name="actions" />,
    cell: ({ row }) => <ActionsCell column={row.original.column} mapping={row.original.mapping} />,
  }),
])

const widths: Record<string, string> = {
  column: 'lg:w-[20%]',
  samples: 'lg:w-[24%]',
  field: 'lg:w-[24%]',
  why: 'lg:w-[19%]',
  actions: 'lg:w-[13%]',
}

type MappingTableProps = { readonly rows: readonly MappingRow[]; readonly filter: RowFilter }

export const MappingTable = memo(function MappingTable({ rows, filter }: MappingTableProps) {
  const words = useTranslations('wizard.columns')
  const state = useMemo(() => ({ globalFilter: filter }), [filter])
  const table = useTable({
    features,
    columns,
    data: rows as MappingRow[],
    state,
    getRowId,
    globalFilterFn: isShown,
    getColumnCanGlobalFilter: (column) => column.id === 'column',
  })
  const shown = table.getRowModel().rows
  if (shown.length === 0) return <p className="card p-6 text-ink-soft">{words('noColumnFound')}</p>
  return (
    // The roles are spelled out because the narrow layout takes the table's own display away.
    <table role="table" className="block w-full border-separate border-spacing-0 card lg:table lg:table-fixed">
      <caption className="sr-only">{words('caption')}</caption>
      <thead role="rowgroup" className="sr-only lg:not-sr-only lg:table-header-group">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} role="row">
            {group.headers.map((header) => (
              <th
                key={header.id}
                role="columnheader"
                scope="col"
                className={classes(
                  'border-b border-rule px-4 py-3 text-left text-xs font-bold text-ink-soft',
                  widths[header.id],
                )}
              >
                <table.FlexRender header={header} />
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody role="rowgroup" className="block lg:table-row-group">
        {shown.map((row) => (
          <TableRowView
            key={row.id}
            row={row}
            column={row.original.column}
            mapping={row.original.mapping}
            together={row.original.together}
            render={table.FlexRender}
          />
        ))}
      </tbody>
    </table>
  )
})

function getRowId(row: MappingRow): string {
  return String(row.column.position)
}

function isShown(row: TableRow, _column: string, { search, positions }: RowFilter): boolean {
  const { header, position, samples } = row.original.column
  if (positions && !positions.has(position)) return false
  const wanted = search.trim().toLowerCase()
  return wanted === '' || [header, ...samples].some((text) => text.toLowerCase().includes(wanted))
}
// Without this, a blank search would switch the filter off, positions included.
isShown.autoRemove = (filter: RowFilter) => filter.search.trim() === '' && filter.positions === null

type FlexRender = ReturnType<typeof useTable<typeof features, MappingRow>>['FlexRender']

const TableRowView = memo(
  function TableRowView({
    row,
    mapping,
    render: FlexRender,
  }: {
    row: TableRow
    column: GridColumn
    mapping: ColumnMapping
    together: string
    render: FlexRender
  }) {
    return (
      <tr
        role="row"
        data-column={mapping.position}
        className={classes(
          'grid grid-cols-1 gap-3 border-b border-rule p-4 last:border-b-0 lg:table-row lg:p-0',
          mapping.field === null && 'bg-sunken/40',
        )}
      >
        {row.getAllCells().map((cell) =>
          cell.column.id === 'column' ? (
            <th key={cell.id} role="rowheader" scope="row" className={cellStyle}>
              <FlexRender cell={cell} />
            </th>
          ) : (
            <td key={cell.id} role="cell" className={cellStyle}>
              <FlexRender cell={cell} />
            </td>
          ),
        )}
      </tr>
    )
  },
  (before, after) =>
    before.column === after.column && before.mapping === after.mapping && before.together === after.together,
)

const cellStyle =
  'min-w-0 text-left align-top font-normal lg:border-b lg:border-rule lg:px-4 lg:py-3 lg:[tr:last-child>&]:border-b-0'

function Heading({ name }: { name: 'column' | 'samples' | 'field' | 'why' | 'actions' }) {
  return useTranslations('wizard.columns.heading')(name)
}
