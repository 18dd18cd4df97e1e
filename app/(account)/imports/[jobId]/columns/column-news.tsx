import { getLocale, getTranslations } from 'next-intl/server'
import { Alert } from '@/components/ui/alert'
import type { AnalyzedFile } from '@/lib/import-jobs/sample-analysis'
import { columnChangeSentence } from '@/lib/words/column-change'
import { toLocale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'

/** Sentences that are shown at once; the others are behind them. */
const SAID_MAX = 8

/** How the columns of a sample differ from those the mapping was made for; nothing if they are the same. */
export async function ColumnNews({ file }: { file: AnalyzedFile }) {
  const { columnChanges: changes = [] } = file
  if (changes.length === 0) return null
  const words = await getTranslations('wizard.columns.news')
  const translate = translatorFor(toLocale(await getLocale()))
  const listed = (from: number, to?: number) => (
    <ul className="mt-1 list-disc pl-5">
      {changes.slice(from, to).map((change, index) => (
        <li key={index} className="foreign-text [overflow-wrap:anywhere]">
          {columnChangeSentence(translate, change)}
        </li>
      ))}
    </ul>
  )
  const more = changes.length - SAID_MAX
  return (
    <Alert className="mb-8" title={words('title')}>
      <p>{words('text')}</p>
      {listed(0, SAID_MAX)}
      {more > 0 ? (
        <details className="mt-2">
          <summary className="w-fit cursor-pointer link">{words('more', { count: more })}</summary>
          {listed(SAID_MAX)}
        </details>
      ) : null}
    </Alert>
  )
}
