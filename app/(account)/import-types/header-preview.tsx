'use client'
import { useTranslations } from 'next-intl'
import { writeCsv } from '@/lib/csv/write-csv'
import { headerOf, type Draft } from './draft'

/** The first line of a file of this type, as the CSV template will have it. */
export function HeaderPreview({ draft }: { draft: Draft }) {
  const words = useTranslations('typesPage.form')
  const header = headerOf(draft)
  if (header.length === 0) return <p className="text-ink-soft">{words('previewEmpty')}</p>
  return (
    <pre
      tabIndex={0}
      aria-label={words('preview')}
      className="overflow-x-auto card p-5 font-mono text-sm [overflow-wrap:anywhere] whitespace-pre-wrap"
    >
      {writeCsv([header]).trimEnd()}
    </pre>
  )
}
