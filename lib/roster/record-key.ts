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
