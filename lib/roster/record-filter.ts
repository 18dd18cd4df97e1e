// Which records of a type are asked for, as a condition of SQL.
import { keyParts } from './record-data'
import { keyColumns } from './record-key'
import { quoted, type RosterTable } from './table-names'

export const recordStates = ['active', 'inactive'] as const
export type RecordState = (typeof recordStates)[number]

export type RecordFilter = {
  readonly key?: string
  readonly state?: RecordState
  /** A part of any text of the record, in upper or lower case. */
  readonly search?: string
}

const SEARCH_LENGTH_MAX = 200

export type Condition = {
  readonly text: string
  /** Of the condition's parameters, behind those given. */
  readonly values: unknown[]
}

/**
 * The condition that the record `r` is one of those asked for, and comes after a key.
 * @param options.keyOf the alias whose key columns are compared, where an index is to be used.
 * @param options.values of the parameters used before.
 * @returns undefined if no record can be meant: a key that is none of this type.
 */
export function recordCondition(
  table: RosterTable,
  { key, state, search }: RecordFilter,
  options: { readonly after?: string; readonly keyOf?: string; readonly values: readonly unknown[] },
): Condition | undefined {
  const values = [...options.values]
  const parameter = (value: unknown) => `$${values.push(value)}`
  const conditions = ['true']
  if (state) conditions.push(`r.state = ${parameter(state)}`)
  for (const [text, operator] of [
    [key, '='],
    [options.after, '>'],
  ] as const) {
    if (text === undefined) continue
    const parts = keyParts(table, text)
    if (!parts) return undefined
    const placeholders = parts.map((part, index) => `${parameter(part)}::${table.key[index]?.sqlType}`)
    conditions.push(`(${keyColumns(table, options.keyOf ?? 'r')}) ${operator} (${placeholders.join(', ')})`)
  }
  const words = search?.trim().slice(0, SEARCH_LENGTH_MAX)
  if (words) conditions.push(`position(lower(${parameter(words)}) in lower(${searchedText(table)})) > 0`)
  return { text: conditions.join(' and '), values }
}

/** What a search looks through; values people must not stumble on are left out. */
function searchedText(table: RosterTable): string {
  const columns = table.columns.filter(({ field }) => !field.sensitive)
  const texts = columns.map(({ column, sqlType }) =>
    sqlType === 'text[]' ? `array_to_string(r.${quoted(column)}, ' ')` : `r.${quoted(column)}::text`,
  )
  return `concat_ws(' ', ${texts.join(', ')})`
}
