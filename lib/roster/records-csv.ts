// All records of a type as CSV, with the columns of the import type's own file, for people to open.
import { streamCsv } from '@/lib/csv/write-csv'
import type { ImportType } from '@/lib/import-types/import-type'
import type { FieldValue } from './record-data'
import { readRecords, type PageOptions } from './records'
import { rosterTableOf } from './table-names'

const PAGE_ROWS = 1000

/** Which records, and as they stood when. */
export type RecordsFilter = Omit<PageOptions, 'after' | 'limit'>

/** Streams the records, in the order of the key, as text piece by piece. Cells a spreadsheet would run are made harmless. */
export function recordsCsv(accountId: string, type: ImportType, filter: RecordsFilter = {}): AsyncGenerator<string> {
  return streamCsv(rowsOf(accountId, type, filter), { safeForSpreadsheets: true, byteOrderMark: true })
}

async function* rowsOf(accountId: string, type: ImportType, filter: RecordsFilter) {
  const fields = rosterTableOf(type).columns.map(({ field }) => field.name)
  yield fields
  for (let after: string | undefined; ;) {
    const { items, nextCursor } = await readRecords(accountId, type, { ...filter, after, limit: PAGE_ROWS })
    for (const { data } of items) yield fields.map((field) => cellText(data[field] ?? null))
    if (nextCursor === null) return
    after = nextCursor
  }
}

/** A value as it stands in a cell; items of a list with commas between them. */
export function cellText(value: FieldValue): string | null {
  if (value === null) return null
  return typeof value === 'object' ? value.join(',') : String(value)
}
