// What a run did, record by record. What a record was before is kept (roster.changes); what it became is the image
// kept by the next change of that record, or the record as it stands.
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { db, query } from '@/lib/platform/db'
import { streamCsv } from '@/lib/csv/write-csv'
import { keyText, recordData, type RecordData } from './record-data'
import { cellText } from './records-csv'
import { qualified, quoted, rosterTableOf, type RosterTable } from './table-names'

export const changeKinds = ['added', 'changed', 'deactivated'] as const
export type ChangeKind = (typeof changeKinds)[number]

export type Change = {
  /** Added: new, or active again after it was deactivated. */
  readonly kind: ChangeKind
  readonly importType: string
  readonly key: string
  /** Null for what was added. */
  readonly before: RecordData | null
  /** Null for what was deactivated. */
  readonly after: RecordData | null
}

export type ChangePage = { readonly items: readonly Change[]; readonly nextCursor: string | null }

const LIMIT_MAX = 1000

/**
 * Reads a page of the changes of a run: what it added first, in the order of the key, then the rest.
 * @param runId of a run the caller may see.
 * @param options.after the nextCursor of the page before.
 */
export async function runChanges(
  runId: string,
  { after, limit = 50, kind }: { after?: string; limit?: number; kind?: ChangeKind } = {},
): Promise<ChangePage> {
  const run = await runOfType(runId)
  if (!run) return { items: [], nextCursor: null }
  const take = Math.min(Math.max(1, limit), LIMIT_MAX)
  const start = readCursor(after)
  const items: Placed[] = []
  if (start.sequence === undefined && (kind ?? 'added') === 'added') {
    items.push(...(await newRecords(run, start.key, take + 1)))
  }
  if (items.length <= take) items.push(...(await keptChanges(run, kind, start.sequence, take + 1 - items.length)))
  const page = items.slice(0, take)
  const nextCursor = items.length > take ? (page.at(-1)?.cursor ?? null) : null
  return { items: page.map(({ change }) => change), nextCursor }
}

/** The changes of a run as CSV: kind and key, then every field before and after. */
export function runChangesCsv(runId: string): AsyncGenerator<string> {
  return streamCsv(csvRows(runId), { safeForSpreadsheets: true, byteOrderMark: true })
}

type RunOfType = { readonly runId: string; readonly accountId: string; readonly type: ImportType }

async function runOfType(runId: string): Promise<RunOfType | undefined> {
  const run = await db.run.findUnique({ where: { id: runId }, select: { accountId: true, importType: true } })
  const type = run && importTypeNamed(run.importType)
  return type ? { runId, accountId: run.accountId, type } : undefined
}

type Cursor = { readonly key?: readonly string[]; readonly sequence?: string }

/** What is no cursor begins at the beginning. */
function readCursor(text = ''): Cursor {
  const [, key, sequence] = /^(?:key:(\[.*\])|sequence:(\d{1,18}))$/s.exec(text) ?? []
  if (sequence !== undefined) return { sequence }
  try {
    return key === undefined ? {} : { key: JSON.parse(key) as string[] }
  } catch {
    return {}
  }
}

type Placed = { readonly change: Change; readonly cursor: string }

const storedKinds: Readonly<Record<ChangeKind, readonly string[]>> = {
  added: ['returned'],
  changed: ['changed'],
  deactivated: ['deactivated'],
}

/** The image of the record `r` after the run: what its next change kept, or else the record itself. */
function imageAfter(sequence: string): string {
  return `coalesce((select n.before from roster.changes n where n.account_id = $1 and n.import_type = $2
    and n.key = k.key and n.sequence > ${sequence} order by n.sequence limit 1), to_jsonb(r))`
}

const keyOf = (table: RosterTable, alias: string) =>
  `jsonb_build_array(${table.key.map(({ column }) => `${alias}.${quoted(column)}::text`).join(', ')})`

async function newRecords(
  { runId, accountId, type }: RunOfType,
  after: readonly string[] | undefined,
  take: number,
): Promise<Placed[]> {
  const table = rosterTableOf(type)
  const columns = table.key.map(({ column }) => `r.${quoted(column)}`).join(', ')
  const values: unknown[] = [accountId, type.name, runId]
  const parts = after?.length === table.key.length ? after : []
  const placeholders = parts.map((part, index) => `$${values.push(part)}::${table.key[index]?.sqlType}`)
  const rows = await query<{ key: string[]; after: Record<string, unknown> }>(
    `select k.key, ${imageAfter('0')} as after
     from ${qualified(table)} r cross join lateral (select ${keyOf(table, 'r')} as key) k
     where r.account_id = $1 and r.first_run = $3 ${parts.length > 0 ? `and (${columns}) > (${placeholders.join(', ')})` : ''}
     order by ${columns} limit ${take}`,
    values,
  )
  return rows.map((row) => ({
    cursor: `key:${JSON.stringify(row.key)}`,
    change: {
      ...{ kind: 'added', importType: type.name, key: keyText(row.key), before: null },
      after: recordData(table, row.after),
    },
  }))
}

async function keptChanges(
  { runId, accountId, type }: RunOfType,
  kind: ChangeKind | undefined,
  after: string | undefined,
  take: number,
): Promise<Placed[]> {
  const table = rosterTableOf(type)
  const kinds = kind ? storedKinds[kind] : Object.values(storedKinds).flat()
  const rows = await query<{
    sequence: string
    kind: string
    key: string[]
    before: Record<string, unknown>
    after: Record<string, unknown> | null
  }>(
    `select k.sequence, k.kind, k.key, k.before, ${imageAfter('k.sequence')} as after
     from roster.changes k left join ${qualified(table)} r on r.account_id = $1
       and ${table.key.map(({ column, sqlType }, index) => `r.${quoted(column)} = (k.key ->> ${index})::${sqlType}`).join(' and ')}
     where k.account_id = $1 and k.import_type = $2 and k.run_id = $3 and k.kind = any($4) and k.sequence > $5
     order by k.sequence limit ${take}`,
    [accountId, type.name, runId, kinds, after ?? 0],
  )
  return rows.map((row) => ({
    cursor: `sequence:${row.sequence}`,
    change: {
      kind: changeKinds.find((candidate) => storedKinds[candidate].includes(row.kind)) ?? 'changed',
      importType: type.name,
      key: keyText(row.key),
      before: row.kind === 'returned' ? null : recordData(table, row.before),
      after: row.kind === 'deactivated' || !row.after ? null : recordData(table, row.after),
    },
  }))
}

async function* csvRows(runId: string) {
  const type = (await runOfType(runId))?.type
  const fields = type ? rosterTableOf(type).columns.map(({ field }) => field.name) : []
  yield ['kind', 'key', ...fields.map((field) => `before.${field}`), ...fields.map((field) => `after.${field}`)]
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await runChanges(runId, { after: cursor, limit: LIMIT_MAX })
    for (const { kind, key, before, after } of items) {
      const cells = (data: RecordData | null) => fields.map((field) => cellText(data?.[field] ?? null))
      yield [kind, key, ...cells(before), ...cells(after)]
    }
    if (nextCursor === null) return
    cursor = nextCursor
  }
}
