// A snapshot whose files are on another machine, or were lost, made again from the records themselves: each holds the
// hash of the row it was made of.
import type pg from 'pg'
import type { KeyTable } from '@/lib/delta/key-table'
import type { LocalAppender } from '@/lib/platform/local-files'
import { inBatches } from '../in-batches'
import { qualified, quoted } from '../table-names'
import type { SnapshotInput } from './snapshot'
import type { StoredSnapshot } from './stored-snapshot'

/** Bytes of a hash that lib/delta made; anything else says nothing. */
const HASH_BYTES = 8

/**
 * Fills an empty table with the active records of a template.
 * @returns false if it cannot be known which rows are to be looked at again; then the table is of no use.
 */
export async function rebuildKeys(
  client: pg.ClientBase,
  keys: KeyTable,
  stored: StoredSnapshot,
  { accountId, table, templateId }: SnapshotInput,
  keyList: LocalAppender,
): Promise<boolean> {
  if (stored.dirty === null) return false
  const parts = table.key.map(({ column }) => `${quoted(column)}::text`).join(', ')
  const sql = `
    select array[${parts}] as parts, row_hash from ${qualified(table)}
    where account_id = $1 and template_id = $2 and state = 'active'`
  for await (const rows of inBatches<{ parts: string[]; row_hash: Buffer }>(client, sql, [accountId, templateId])) {
    for (const { parts, row_hash: hash } of rows) {
      const content = hash.length === HASH_BYTES ? hash.readBigUInt64BE() : 0n
      if (content === 0n) keys.setDirty(parts)
      else keys.put(parts, content)
    }
    await keyList.append(keys.takeNewKeys())
  }
  keys.markDirtyKeys(stored.dirty)
  return !keys.isFull
}
