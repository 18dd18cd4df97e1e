// The roster as it stands, page by page in the order of the key.
import type { ImportType } from '@/lib/import-types/import-type'
import { query } from '@/lib/platform/db'
import { keyParts, keyText, recordData, type RecordData } from './record-data'
import { qualified, quoted, rosterTableOf, type RosterTable } from './table-names'

export const recordStates = ['active', 'inactive'] as const
export type RecordState = (typeof recordStates)[number]

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

export type RecordFilter = {
  readonly key?: string
  readonly state?: RecordState
  /** A part of any text of the record, in upper or lower case. */
  readonly search?: string
}

export type RecordPage = {
  readonly items: readonly RosterRecord[]
  /** Give it as `after` for the next page; null at the end. */
  readonly nextCursor: string | null
}

const LIMIT_MAX = 1000
const SEARCH_LENGTH_MAX = 200

/**
 * Reads a page of an account's records of one type.
 * @param options.after the nextCursor of the page before; anything else is taken for a key to begin after.
 * @param options.limit at most 1,000.
 */
export async function readRecords(
  accountId: string,
  type: ImportType,
  { after, limit = 50, ...filter }: RecordFilter & { after?: string; limit?: number } = {},
): Promise<RecordPage> {
  const table = rosterTableOf(type)
  const { condition, values } = conditionOf(table, accountId, filter, after)
  if (condition === undefined) return { items: [], nextCursor: null }
  const take = Math.min(Math.max(1, limit), LIMIT_MAX)
  const rows = await query<{ record: Row }>(
    `select to_jsonb(r) as record from ${qualified(table)} r where ${condition}
     order by ${keyColumns(table)} limit ${take + 1}`,
    values,
  )
  const items = rows.slice(0, take).map(({ record }) => toRecord(table, record))
  return { items, nextCursor: rows.length > take ? (items.at(-1)?.key ?? null) : null }
}

export type RecordCounts = Record<RecordState, number>

/** How many records of one type an account has, by state. */
export async function countRecords(accountId: string, type: ImportType): Promise<RecordCounts> {
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

type Row = Record<string, unknown> & {
  state: RecordState
  first_run: string
  last_run: string
  changed_at: string
}

function toRecord(table: RosterTable, row: Row): RosterRecord {
  return {
    key: keyText(table.key.map(({ column }) => String(row[column]))),
    state: row.state,
    data: recordData(table, row),
    firstRun: row.first_run,
    lastRun: row.last_run,
    changedAt: new Date(row.changed_at),
  }
}

const keyColumns = (table: RosterTable) => table.key.map(({ column }) => `r.${quoted(column)}`).join(', ')

/** A condition that is undefined fits no record. */
function conditionOf(table: RosterTable, accountId: string, { key, state, search }: RecordFilter, after?: string) {
  const values: unknown[] = [accountId]
  const parameter = (value: unknown) => `$${values.push(value)}`
  const conditions = ['r.account_id = $1']
  if (state) conditions.push(`r.state = ${parameter(state)}`)
  for (const [text, operator] of [
    [key, '='],
    [after, '>'],
  ] as const) {
    if (text === undefined) continue
    const parts = keyParts(table, text)
    if (!parts) return { condition: undefined, values }
    const placeholders = parts.map((part, index) => `${parameter(part)}::${table.key[index]?.sqlType}`)
    conditions.push(`(${keyColumns(table)}) ${operator} (${placeholders.join(', ')})`)
  }
  const words = search?.trim().slice(0, SEARCH_LENGTH_MAX)
  if (words) conditions.push(`position(lower(${parameter(words)}) in lower(${searchedText(table)})) > 0`)
  return { condition: conditions.join(' and '), values }
}

/** What a search looks through; values people must not stumble on are left out. */
function searchedText(table: RosterTable): string {
  const columns = table.columns.filter(({ field }) => !field.sensitive)
  const texts = columns.map(({ column, sqlType }) =>
    sqlType === 'text[]' ? `array_to_string(r.${quoted(column)}, ' ')` : `r.${quoted(column)}::text`,
  )
  return `concat_ws(' ', ${texts.join(', ')})`
}
