import { getTranslations } from 'next-intl/server'
import { CopyButton } from '@/components/ui/copy-button'
import type { Guide } from '@/lib/guides/guide'
import type { Say } from '@/lib/guides/marked'
import { Part } from './part'

/** The exact name: large, letter by letter, and spelled out. */
export async function NamePart({ guide: { file }, say }: { guide: Guide; say: Say }) {
  const words = await getTranslations('guides.page')
  const title = say('file.title')
  return (
    <Part id="file" title={title}>
      <div className="card p-5 print:border-2 print:border-ink print:p-2">
        <p className="flex flex-wrap items-center justify-between gap-3">
          <bdi
            translate="no"
            className="font-mono text-2xl font-bold foreign-text whitespace-pre-wrap text-ink print:text-[15pt]"
          >
            {file.name}
          </bdi>
          <CopyButton text={file.name} label={words('copy', { what: title })} />
        </p>
        <p className="mt-2 print:mt-1">{file.text}</p>
        <ol aria-hidden className="mt-2 flex flex-wrap gap-1 print:mt-1 print:gap-0.5">
          {file.cells.map(({ shown, label }, index) => (
            <li
              key={index}
              className="flex min-w-11 flex-col items-center rounded border border-rule px-1.5 py-1 print:min-w-7 print:px-0.5 print:py-0"
            >
              <span className="font-mono text-lg font-semibold text-ink print:text-[11pt]">{shown}</span>
              <span className="text-xs text-ink-soft print:text-[6.5pt]">{label}</span>
            </li>
          ))}
        </ol>
        <p className="mt-3 print:mt-1">
          <strong>{say('file.spelled')}:</strong> <span className="foreign-text">{file.spelled}</span>
        </p>
        <p className="text-ink-soft">{say('file.noDate')}</p>
      </div>
    </Part>
  )
}
