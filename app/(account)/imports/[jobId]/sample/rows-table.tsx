'use client'
import { useTranslations } from 'next-intl'
import { tableStyles } from '@/components/ui/data-table'
import type { Preview } from './read-preview'

const COLUMN_LIMIT = 200

/** The first rows as they stand, with their line in the file. */
export function RowsTable({ preview }: { preview: Preview }) {
  const words = useTranslations('wizard.sample')
  const count = Math.min(preview.columns, COLUMN_LIMIT)
  const names = Array.from({ length: count }, (_, position) => preview.header[position])
  const caption = words('previewCaption', { fileName: preview.fileName, shown: preview.rows.length })
  return (
    <div
      className={`${tableStyles.frame} max-h-[28rem] overflow-y-auto`}
      role="region"
      aria-label={caption}
      tabIndex={0}
    >
      <table className={tableStyles.table}>
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-surface shadow-[inset_0_-1px_0_var(--rule)]">
          <tr>
            <th scope="col" className={tableStyles.head}>
              {words('line')}
            </th>
            {names.map((name, position) => (
              <th key={position} scope="col" className={`${tableStyles.head} max-w-60 truncate`} title={name}>
                {preview.headerLine === 0 ? (
                  words('column', { position: position + 1 })
                ) : name?.trim() ? (
                  <bdi translate="no" className="font-mono text-ink">
                    {name}
                  </bdi>
                ) : (
                  <i>{words('blankHeader')}</i>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <tr key={row.line} className={tableStyles.row}>
              <th scope="row" className="px-4 py-2 pl-6 text-right font-normal text-ink-soft">
                {row.line}
              </th>
              {names.map((_, position) => (
                <td
                  key={position}
                  className="max-w-60 truncate px-4 py-2 font-mono whitespace-pre"
                  title={row.cells[position]}
                >
                  <bdi translate="no">{row.cells[position]}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
