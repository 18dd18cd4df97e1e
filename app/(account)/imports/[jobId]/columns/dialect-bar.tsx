'use client'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Alert } from '@/components/ui/alert'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'
import { showToast } from '@/components/ui/toast'
import type { Delimiter, Dialect, Encoding } from '@/lib/csv/dialect'
import { delimiterWords } from '../delimiter-words'
import { changeDialect } from './actions'

const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const satisfies readonly Encoding[]
const HEADER_LINES_OFFERED = 30

/** How the file was read, each part changed in one step. */
export function DialectBar({
  jobId,
  fileName,
  dialect,
  rowsEstimate,
}: {
  jobId: string
  fileName: string
  dialect: Dialect
  rowsEstimate: number
}) {
  const words = useTranslations('wizard.columns.dialect')
  const names = useTranslations('wizard.sample')
  const [error, setError] = useState<string>()
  const [isPending, start] = useTransition()
  const change = (part: Partial<Dialect>) =>
    start(async () => {
      setError(undefined)
      const state = await changeDialect(jobId, fileName, { ...dialect, ...part })
      if (state.error) setError(state.error)
      else if (state.done) showToast(state.done)
    })
  const headerLines = Math.max(HEADER_LINES_OFFERED, dialect.headerLine)
  return (
    <section aria-labelledby="dialect-title" className="card p-5 sm:p-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id="dialect-title" className="text-lg">
          {words('title')}
        </h2>
        <p className="text-sm text-ink-soft">{words('rows', { count: rowsEstimate })}</p>
      </div>
      <p className="mt-1 mb-4 max-w-prose text-sm text-ink-soft">{words('lead')}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <Select
          label={words('delimiter')}
          value={dialect.delimiter}
          isDisabled={isPending}
          onChange={(key) => change({ delimiter: key as Delimiter })}
          options={(Object.keys(delimiterWords) as Delimiter[]).map((delimiter) => ({
            id: delimiter,
            label: names(`delimiter.${delimiterWords[delimiter]}`),
          }))}
        />
        <Select
          label={words('headerLine')}
          value={String(dialect.headerLine)}
          isDisabled={isPending}
          onChange={(key) => change({ headerLine: Number(key) })}
          options={Array.from({ length: headerLines + 1 }, (_, line) => ({
            id: String(line),
            label: line === 0 ? words('noHeader') : String(line),
          }))}
        />
        <Select
          label={words('encoding')}
          value={dialect.encoding}
          isDisabled={isPending}
          onChange={(key) => change({ encoding: key as Encoding })}
          options={encodings.map((encoding) => ({ id: encoding, label: names(`encoding.${encoding}`) }))}
        />
      </div>
      <div role="status" className="text-sm text-ink-soft">
        {isPending ? (
          <p className="mt-3 flex items-center gap-2">
            <Spinner />
            {words('reading')}
          </p>
        ) : null}
      </div>
      {error ? (
        <Alert tone="bad" isLive className="mt-4">
          {error}
        </Alert>
      ) : null}
    </section>
  )
}
