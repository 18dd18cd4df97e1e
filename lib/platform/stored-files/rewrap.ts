// After a new master key: every reference to a stored file gets its key wrapped anew, so that the old master key can go.
// The files stay as they are. References are the columns that are called storage_key, or end so.
import { query } from '../db'
import { log } from '../log'
import { masterKeys } from '../master-keys'
import { rewrapped } from './storage-key'

const BATCH = 1000

type Column = { readonly table: string; readonly column: string }

/**
 * Wraps anew what is not wrapped under the master key in use. Harmless to repeat, and beside anything.
 * @returns how many references it wrapped; of a great many, the rest is left for the next time. Those whose master key is
 * not there are told in the log.
 */
export async function rewrapStorageKeys(): Promise<number> {
  const { current, keys, file } = masterKeys()
  let done = 0
  for (const column of await storageKeyColumns()) {
    for (const { id, count } of await masterKeysIn(column)) {
      if (id === current.id) continue
      if (keys.some((key) => key.id === id)) done += await rewrapFrom(column, id)
      else log.error({ masterKey: id, files: Number(count), missingFrom: file }, 'stored files cannot be opened')
    }
  }
  return done
}

async function rewrapFrom({ table, column }: Column, masterKeyId: string): Promise<number> {
  const found = await query<{ key: string }>(
    `select ${column} as key from ${table} where split_part(${column}, '.', 2) = $1 limit ${BATCH}`,
    [masterKeyId],
  )
  // A reference that has gone meanwhile is not brought back.
  for (const { key } of found) {
    await query(`update ${table} set ${column} = $1 where ${column} = $2`, [rewrapped(key), key])
  }
  return found.length
}

function masterKeysIn({ table, column }: Column): Promise<{ id: string; count: string }[]> {
  return query(
    `select split_part(${column}, '.', 2) as id, count(*) from ${table} where ${column} like '%.%' group by 1 order by 1`,
  )
}

/** Every column that refers to stored files. */
export function storageKeyColumns(): Promise<Column[]> {
  return query(`
    select quote_ident(table_name) as table, quote_ident(column_name) as column from information_schema.columns
    where table_schema = 'public' and data_type = 'text' and column_name ~ '(^|_)storage_key$' order by 1, 2`)
}
