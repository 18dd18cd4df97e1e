// All differences of a replay or a shadow run that are kept, as CSV safe to open in a spreadsheet: a line for each field.
import { streamCsv } from '@/lib/csv/write-csv'
import { cellText } from '@/lib/roster/records-csv'
import { runDifferences } from '@/lib/roster/run-differences'
import type { Locale } from '@/lib/words/locales'
import { translatorFor } from '@/lib/words/translate'
import { issueSentence } from './run-issues'

const PAGE = 1000
const csvHeader = ['kind', 'file', 'line', 'key', 'field', 'before', 'after', 'reason']

/** The rows and records in which the edited template and the version there is differ. */
export function differencesCsv(runId: string, locale: Locale): AsyncGenerator<string> {
  return streamCsv(csvRows(runId, locale), { safeForSpreadsheets: true, byteOrderMark: true })
}

async function* csvRows(runId: string, locale: Locale) {
  yield csvHeader
  const translate = translatorFor(locale)
  for (let after = 0; ;) {
    const page = await runDifferences(runId, { after, limit: PAGE })
    for (const { kind, file, line, key, before, after: then, reasons, sequence } of page) {
      after = sequence
      const reason = reasons.map((issue) => issueSentence(translate, issue)).join(' ')
      const start = [kind, file, line === null ? '' : String(line), key]
      const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(then ?? {})])]
      if (fields.length === 0) yield [...start, '', '', '', reason]
      for (const field of fields) {
        yield [...start, field, cellText(before?.[field] ?? null), cellText(then?.[field] ?? null), reason]
      }
    }
    if (page.length < PAGE) return
  }
}
