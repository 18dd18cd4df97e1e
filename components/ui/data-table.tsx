import type { ReactNode } from 'react'
import { classes } from './classes'

export type Column<Row> = {
  id: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers stand at the end of their column. */
  align?: 'start' | 'end'
  /** The cell names its row for screen readers. One column has it. */
  isRowHeader?: boolean
  /** Left out on narrow screens; never the only place of something needed. */
  hideBelow?: 'sm' | 'md' | 'lg' | 'xl'
  className?: string
}

export type DataTableProps<Row> = {
  /** What the table lists; read to screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  /** Marks rows that wait for a person. */
  isMarked?: (row: Row) => boolean
  /** Keeps the row header in view while a wide table is moved sideways. */
  isWide?: boolean
}

export const hiddenBelow = {
  sm: 'max-sm:hidden',
  md: 'max-md:hidden',
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
} as const

export const tableStyles = {
  frame: 'card relative overflow-x-auto outline-offset-4',
  table: 'w-full border-collapse text-left text-sm',
  head: 'px-4 py-3 text-xs font-bold whitespace-nowrap text-ink-soft first:pl-6 last:pr-6 max-sm:px-3 max-sm:first:pl-4 max-sm:last:pr-4',
  row: 'border-t border-rule hover:bg-sunken/60',
  cell: 'px-4 py-3 align-top first:pl-6 last:pr-6 max-sm:px-3 max-sm:first:pl-4 max-sm:last:pr-4 [&_code]:whitespace-nowrap',
} as const

/** A list as a plain table, drawn on the server. */
export function DataTable<Row>({ caption, columns, rows, rowKey, isMarked, isWide }: DataTableProps<Row>) {
  const look = (column: Column<Row>) =>
    classes(
      isWide && column.isRowHeader && 'sticky left-0 z-10 bg-surface shadow-[1px_0_0_var(--rule)]',
      column.align === 'end' && 'text-right',
      column.hideBelow && hiddenBelow[column.hideBelow],
      column.className,
    )
  return (
    <div className={tableStyles.frame} role="group" aria-label={caption} tabIndex={0}>
      <table className={tableStyles.table}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={classes(tableStyles.head, look(column))}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={classes(tableStyles.row, isMarked?.(row) && 'shadow-[inset_4px_0_0_var(--pencil)]')}
            >
              {columns.map((column) =>
                column.isRowHeader ? (
                  <th key={column.id} scope="row" className={classes(tableStyles.cell, 'font-semibold', look(column))}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={classes(tableStyles.cell, look(column))}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
