'use client'
import { ArrowRight } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { FileName } from '@/components/ui/file-name'
import { delimiterWords } from '../delimiter-words'
import type { Preview } from './read-preview'
import { RowsTable } from './rows-table'
import { TroubleAlert, type Trouble } from './sending'
import { useFileSize } from './use-file-size'

type FilePreviewProps = {
  preview: Preview
  /** Why the last attempt to send it came to nothing. */
  trouble: Trouble | undefined
  isTooLarge: boolean
  bytesMax: number
  onSend: () => void
  onAnother: () => void
  ref: Ref<HTMLHeadingElement>
}

/** What the browser found in the file: facts and first rows. Nothing has been sent yet. */
export function FilePreview({ preview, trouble, isTooLarge, bytesMax, onSend, onAnother, ref }: FilePreviewProps) {
  const words = useTranslations('wizard.sample')
  const size = useFileSize()
  return (
    <section aria-labelledby="preview-title" className="flex flex-col gap-6">
      <div>
        <h2 id="preview-title" ref={ref} tabIndex={-1} className="text-xl outline-none">
          {words.rich('previewTitle', { file: () => <FileName name={preview.fileName} /> })}
        </h2>
        {trouble ? null : <p className="mt-1 text-ink-soft">{words('notSent')}</p>}
      </div>
      {trouble ? <TroubleAlert trouble={trouble} /> : null}
      {isTooLarge ? (
        <Alert tone="bad" isLive>
          {words('refused.too-large', { limit: size(bytesMax) })}
        </Alert>
      ) : null}
      <Facts preview={preview} />
      {preview.rows.length === 0 ? <Alert tone="warn">{words('headerOnly')}</Alert> : <RowsTable preview={preview} />}
      <div className="flex flex-wrap gap-3">
        <Button isDisabled={isTooLarge} onPress={onSend}>
          {trouble ? words('retry') : words('send')}
          <ArrowRight aria-hidden className="size-5" />
        </Button>
        <Button variant="secondary" onPress={onAnother}>
          {words('another')}
        </Button>
      </div>
    </section>
  )
}

function Facts({ preview }: { preview: Preview }) {
  const words = useTranslations('wizard.sample')
  const format = useFormatter()
  const size = useFileSize()
  const facts = [
    {
      id: 'rows',
      value: words(preview.isWhole ? 'facts.rowsExact' : 'facts.rowsAbout', { count: preview.rowsEstimate }),
    },
    { id: 'columns', value: format.number(preview.columns) },
    { id: 'delimiter', value: words(`delimiter.${delimiterWords[preview.delimiter]}`) },
    {
      id: 'header',
      value:
        preview.headerLine === 0 ? words('facts.headerNone') : words('facts.headerLine', { line: preview.headerLine }),
    },
    { id: 'encoding', value: words(`encoding.${preview.encoding}`) },
    { id: 'size', value: size(preview.sizeBytes) },
  ]
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden card bg-rule sm:grid-cols-3 lg:grid-cols-6">
      {facts.map(({ id, value }) => (
        <div key={id} className="bg-surface px-5 py-3">
          <dt className="text-sm text-ink-soft">{words(`facts.${id}`)}</dt>
          <dd className="font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
