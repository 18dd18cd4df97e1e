// The two temporary tables a plan is kept in until it is applied.
import { quoted, type RosterTable } from './table-names'

/** Line and kind of every staged row that changes something. Empty when every good row is added. */
export const PLANNED = 'pg_temp.planned'
/** Keys of the records a full file leaves out. */
export const DEPARTED = 'pg_temp.departed'

/** The condition that two rows, by their aliases, have the same key. */
export function sameKey(table: RosterTable, left: string, right: string): string {
  return table.key.map(({ column }) => `${left}.${quoted(column)} = ${right}.${quoted(column)}`).join(' and ')
}
