'use client'

import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Badge } from '@/components/ui/badge'
import { classes } from '@/components/ui/classes'
import { tableStyles } from '@/components/ui/data-table'
import { FileName } from '@/components/ui/file-name'

export type IssueRow = {
  sequence: number
  /** The member of a bundle; null in a run of one file. */
  file: string | null
  line: number | null
  column: string | null
  value: string | null
  /** About one cell, not a row or the file: it has a value, if only a blank one. */
  isOfCell: boolean
  /** The value is there, but of a kind that is not shown. */
  isHidden: boolean
  severity: 'error' | 'warning'
  /** A later file brought what was missing. */
  isSettled: boolean
  title: string
  sentence: string
}

const features = tableFeatures({})
const helper = createColumnHelper<typeof features, IssueRow>()

function useColumns() {
  const words = useTranslations('runsPage.issues')
  const format = useFormatter()
  return useMemo(
    () =>
      helper.columns([
        helper.accessor('line', {
          header: words('columns.line'),
          cell: (cell) => {
            const line = cell.getValue()
            return line === null ? words('wholeFile') : <span className="font-mono">{format.number(line)}</span>
          },
        }),
        helper.accessor('column', {
          header: words('columns.column'),
          cell: (cell) => <FileName name={cell.getValue() ?? ''} />,
        }),
        helper.accessor('value', {
          header: words('columns.value'),
          cell: ({ row }) => <Value row={row.original} />,
        }),
        helper.accessor('sentence', {
          header: words('columns.reason'),
          cell: ({ row }) => (
            <div className="max-w-2xl sm:min-w-72">
              <p className="flex flex-wrap items-center gap-2 font-semibold">
                {row.original.title}
                {row.original.isSettled ? (
                  <Badge tone="good">{words('settled')}</Badge>
                ) : (
                  <Badge tone={row.original.severity === 'error' ? 'bad' : 'warn'}>
                    {words(`severities.${row.original.severity}`)}
                  </Badge>
                )}
              </p>
              {row.original.file === null ? null : (
                <p className="mt-1 text-sm">
                  <FileName name={row.original.file} />
                </p>
              )}
              <p className="mt-1 foreign-text text-ink-soft">{row.original.sentence}</p>
              {row.original.column ? (
                <p className="mt-1 sm:hidden">
                  <FileName name={row.original.column} />
                  {row.original.isOfCell || row.original.value !== null ? (
                    <>
                      : <Value row={row.original} />
                    </>
                  ) : null}
                </p>
              ) : null}
            </div>
          ),
        }),
      ]),
    [words, format],
  )
}

/** One page of issues: physical line, column, value and reason. */
export function IssuesTable({ rows }: { rows: IssueRow[] }) {
  const words = useTranslations('runsPage.issues')
  const columns = useColumns()
  const table = useTable({ features, columns, data: rows, getRowId: (row) => String(row.sequence) })
  return (
    <div className={tableStyles.frame} role="group" aria-label={words('caption')} tabIndex={0}>
      <table className={tableStyles.table}>
        <caption className="sr-only">{words('caption')}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" className={classes(tableStyles.head, onNarrow(header.column.id))}>
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className={tableStyles.row}>
              {row.getAllCells().map((cell) => (
                <td
                  key={cell.id}
                  className={classes(
                    tableStyles.cell,
                    cell.column.id === 'line' && 'text-right',
                    onNarrow(cell.column.id),
                  )}
                >
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** On a narrow screen column and value stand under the reason. */
function onNarrow(columnId: string): string | false {
  return (columnId === 'column' || columnId === 'value') && 'max-sm:hidden'
}

function Value({ row }: { row: IssueRow }) {
  const words = useTranslations('runsPage.issues')
  if (row.value !== null) return <FileName name={row.value} className="rounded bg-sunken px-1.5 py-0.5" />
  if (!row.isOfCell) return null
  return <span className="text-ink-soft">{row.isHidden ? words('hidden') : words('blank')}</span>
}
