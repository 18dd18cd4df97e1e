// The key of a record as the history keeps it: a JSON array of texts, in the order of the type's key.
import { quoted, type RosterTable } from './table-names'

/** The key of the record `alias` as the history has it. */
export function keyOf(table: RosterTable, alias: string): string {
  return `jsonb_build_array(${table.key.map(({ column }) => `${alias}.${quoted(column)}::text`).join(', ')})`
}

/** The condition that the record `alias` has the key kept in `kept`, such as k.key. */
export function hasKey(table: RosterTable, alias: string, kept: string): string {
  return table.key
    .map(({ column, sqlType }, index) => `${alias}.${quoted(column)} = (${kept} ->> ${index})::${sqlType}`)
    .join(' and ')
}

/** The key columns of the record `alias`, as a list. */
export function keyColumns(table: RosterTable, alias: string): string {
  return table.key.map(({ column }) => `${alias}.${quoted(column)}`).join(', ')
}

/**
 * What the history holds of one record of account $1 and type $2. It is found by the index on the key whatever else is
 * asked: without "offset 0" the planner, whose knowledge of a growing table is old, takes an index that fits the rest.
 */
export function changesOf(key: string): string {
  return `(select * from roster.changes where account_id = $1 and import_type = $2 and key = ${key} offset 0)`
}
