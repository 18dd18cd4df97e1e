// What a run did, record by record: type by type, and of each type source by source (change-sources.ts). Of one that
// only compares, what it would do.
import { streamCsv } from '@/lib/csv/write-csv'
import type { ImportType } from '@/lib/import-types/import-type'
import { db } from '@/lib/platform/db'
import { changeSources, type Change, type ChangeKind, type Placed, type SourceName } from './change-sources'
import type { RecordData } from './record-data'
import { cellText } from './records-csv'
import { typesOfRun } from './run-types'
import { wouldBeChanges } from './run-differences'
import { rosterTableOf } from './table-names'

export { changeKinds, type Change, type ChangeKind } from './change-sources'

export type ChangePage = { readonly items: readonly Change[]; readonly nextCursor: string | null }

const LIMIT_MAX = 1000

/**
 * Reads a page of the changes of a run: of each type what it added first, in the order of the key, then the rest. Of a
 * run whose history is gone (historyGoneAt) this is not all.
 * @param runId of a run the caller may see.
 * @param options.after the nextCursor of the page before; what is none begins at the beginning.
 */
export async function runChanges(
  runId: string,
  { after, limit = 50, kind }: { after?: string; limit?: number; kind?: ChangeKind } = {},
): Promise<ChangePage> {
  const run = await db.run.findUnique({ where: { id: runId }, select: { accountId: true, purpose: true } })
  const types = await typesOfRun(runId)
  const take = Math.min(Math.max(1, limit), LIMIT_MAX)
  const start = readCursor(after)
  const items: { change: Change; cursor: string }[] = []
  if (!run) return { items: [], nextCursor: null }
  if (run.purpose === 'replay' || run.purpose === 'shadow') {
    return pageOf(await wouldBeChanges(runId, { kind, after, take: take + 1 }), take)
  }
  for (const { typeIndex, type, source } of placesFrom(types, start)) {
    if (items.length > take) break
    const isStart = typeIndex === start.typeIndex && source === start.source
    const of = { runId, accountId: run.accountId, type }
    const found = await changeSources[source](of, kind, isStart ? start.place : undefined, take + 1 - items.length)
    items.push(...found.map(({ change, place }: Placed) => ({ change, cursor: `${typeIndex}:${source}:${place}` })))
  }
  return pageOf(items, take)
}

function pageOf(items: readonly { change: Change; cursor: string }[], take: number): ChangePage {
  const page = items.slice(0, take)
  const nextCursor = items.length > take ? (page.at(-1)?.cursor ?? null) : null
  return { items: page.map(({ change }) => change), nextCursor }
}

const sourceNames = Object.keys(changeSources) as SourceName[]

type Cursor = { readonly typeIndex: number; readonly source: SourceName; readonly place?: string }

function readCursor(text = ''): Cursor {
  const [, typeIndex, source, place] = /^(\d{1,3}):(key|removed|sequence):(.*)$/s.exec(text) ?? []
  if (place === undefined) return { typeIndex: 0, source: 'key' }
  return { typeIndex: Number(typeIndex), source: source as SourceName, place }
}

/** What is to be read, from the place of a cursor on. */
function placesFrom(types: readonly ImportType[], start: Cursor) {
  return types.flatMap((type, typeIndex) =>
    sourceNames
      .filter((source) => {
        const isLater = sourceNames.indexOf(source) >= sourceNames.indexOf(start.source)
        return typeIndex > start.typeIndex || (typeIndex === start.typeIndex && isLater)
      })
      .map((source) => ({ type, typeIndex, source })),
  )
}

/** The changes of a run as CSV: kind, type, key and line, then every field before and after. */
export function runChangesCsv(runId: string): AsyncGenerator<string> {
  return streamCsv(csvRows(runId), { safeForSpreadsheets: true, byteOrderMark: true })
}

async function* csvRows(runId: string) {
  const types = await typesOfRun(runId)
  const names = types.flatMap((type) => rosterTableOf(type).columns.map(({ field }) => field.name))
  // The files of a bundle share the columns whose fields have the same name.
  const fields = [...new Set(names)]
  const columns = [...fields.map((field) => `before.${field}`), ...fields.map((field) => `after.${field}`)]
  yield ['kind', 'importType', 'key', 'line', ...columns]
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await runChanges(runId, { after: cursor, limit: LIMIT_MAX })
    for (const { kind, importType, key, line, before, after } of items) {
      const cells = (data: RecordData | null) => fields.map((field) => cellText(data?.[field] ?? null))
      yield [kind, importType, key, line === null ? null : String(line), ...cells(before), ...cells(after)]
    }
    if (nextCursor === null) return
    cursor = nextCursor
  }
}
