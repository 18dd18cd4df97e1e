// The roster page by page in the order of the key: as it stands, or as it stood at a moment (as-of.ts).
import type { ImportType } from '@/lib/import-types/import-type'
import { query } from '@/lib/platform/db'
import { countStood, rowsThatStood, type Past } from './as-of'
import { keyText, recordData, type RecordData } from './record-data'
import { recordCondition, type RecordFilter, type RecordState } from './record-filter'
import { keyColumns } from './record-key'
import { qualified, rosterTableOf, type RosterTable } from './table-names'

export { recordStates, type RecordFilter, type RecordState } from './record-filter'

export type RosterRecord = {
  /** The key field's value; for a key of several fields a JSON array of them. */
  readonly key: string
  readonly state: RecordState
  /** By field name. */
  readonly data: RecordData
  readonly firstRun: string
  readonly lastRun: string
  readonly changedAt: Date
}

export type RecordPage = {
  readonly items: readonly RosterRecord[]
  /** Give it as `after` for the next page; null at the end. */
  readonly nextCursor: string | null
}

export type PageOptions = RecordFilter & {
  readonly after?: string
  readonly limit?: number
  /** The moment in question; as things stand if absent. */
  readonly past?: Past
}

const LIMIT_MAX = 1000

/**
 * Reads a page of an account's records of one type.
 * @param options.after the nextCursor of the page before; anything else is taken for a key to begin after.
 * @param options.limit at most 1,000.
 */
export async function readRecords(
  accountId: string,
  type: ImportType,
  { after, limit = 50, past, ...filter }: PageOptions = {},
): Promise<RecordPage> {
  const table = rosterTableOf(type)
  const take = Math.min(Math.max(1, limit), LIMIT_MAX)
  const rows = past
    ? await rowsThatStood(accountId, table, past, filter, after, take + 1)
    : await rowsThatStand(accountId, table, filter, after, take + 1)
  const items = rows.slice(0, take).map((row) => toRecord(table, row))
  return { items, nextCursor: rows.length > take ? (items.at(-1)?.key ?? null) : null }
}

async function rowsThatStand(
  accountId: string,
  table: RosterTable,
  filter: RecordFilter,
  after: string | undefined,
  limit: number,
): Promise<RecordRow[]> {
  const condition = recordCondition(table, filter, { after, values: [accountId] })
  if (!condition) return []
  const rows = await query<{ record: RecordRow }>(
    `select to_jsonb(r) as record from ${qualified(table)} r where r.account_id = $1 and ${condition.text}
     order by ${keyColumns(table, 'r')} limit ${limit}`,
    condition.values,
  )
  return rows.map(({ record }) => record)
}

export type RecordCounts = Record<RecordState, number>

/** How many records of one type an account has, or had, by state. */
export async function countRecords(accountId: string, type: ImportType, past?: Past): Promise<RecordCounts> {
  if (past) return countStood(accountId, rosterTableOf(type), past)
  const [counted] = await countAllRecords(accountId, [type])
  return { active: counted?.active ?? 0, inactive: counted?.inactive ?? 0 }
}

/** The types of which an account has any records, with their number by state: one statement for all of them. */
export async function countAllRecords(
  accountId: string,
  types: readonly ImportType[],
): Promise<(RecordCounts & { type: ImportType })[]> {
  const counts = types.map(
    (type, index) =>
      `select ${index} as index, state, count(*)::float8 as count from ${qualified(rosterTableOf(type))} where account_id = $1 group by state`,
  )
  const rows = await query<{ index: number; state: RecordState; count: number }>(counts.join(' union all '), [
    accountId,
  ])
  const countOf = (index: number, state: RecordState) =>
    rows.find((row) => row.index === index && row.state === state)?.count ?? 0
  return types
    .map((type, index) => ({ type, active: countOf(index, 'active'), inactive: countOf(index, 'inactive') }))
    .filter(({ active, inactive }) => active + inactive > 0)
}

export type RecordRow = Record<string, unknown> & {
  state: RecordState
  first_run: string
  last_run: string
  changed_at: string
}

/** A row of the table, as to_jsonb gives it. */
export function toRecord(table: RosterTable, row: RecordRow): RosterRecord {
  return {
    key: keyText(table.key.map(({ column }) => String(row[column]))),
    state: row.state,
    data: recordData(table, row),
    firstRun: row.first_run,
    lastRun: row.last_run,
    changedAt: new Date(row.changed_at),
  }
}
