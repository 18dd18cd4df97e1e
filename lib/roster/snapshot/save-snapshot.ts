// The end of a run, as the snapshot has it: written before the commit under the run's own name, and named by the database
// in the transaction of the records.
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { writeLocal } from '@/lib/platform/local-files'
import { lastSequence } from './seen'
import type { Snapshot } from './snapshot'
import { dropSnapshot, storeSnapshot, tableName } from './stored-snapshot'

/** More keys to be looked at in any case are not kept in the database; then the snapshot cannot be rebuilt. */
const DIRTY_MAX = 100_000

export type SavedTable = { readonly generation: string } | undefined

/**
 * Writes what the run has made of the snapshot to the disk of this machine. May go on while the database applies.
 * @param goneIsGone the file was full: rows that were not in it stand for nothing any more.
 * @returns undefined if it cannot be kept.
 */
export async function writeSnapshot(snapshot: Snapshot, goneIsGone: boolean): Promise<SavedTable> {
  const { of, keys, known, keyList } = snapshot
  if (!keyList || of.runId === undefined || keys.isFull || snapshot.isDamaged) return undefined
  await keyList.appender.append(keys.takeNewKeys())
  keys.finish(goneIsGone)
  if (known && !keys.isChanged && keyList.id === known.keyList) return { generation: known.generation }
  await keyList.appender.sync()
  await writeLocal(tableName(of, of.runId), keys.dump())
  return { generation: of.runId }
}

/** Names what was written, in the transaction that holds the lock of account and type; or forgets what there was. */
export async function nameSnapshot(client: pg.ClientBase, snapshot: Snapshot, saved: SavedTable): Promise<void> {
  const { of, keys, known, seen, keyList } = snapshot
  if (!saved || !keyList) return dropSnapshot(client, of)
  const changes = await lastSequence(client, of.accountId, of.table.type.name)
  const now = { ...seen, changes }
  if (known?.generation === saved.generation && isDeepStrictEqual(known.seen, now)) return
  const dirty = keys.dirtyKeys(DIRTY_MAX)
  await storeSnapshot(client, {
    ...{ templateId: of.templateId, fileName: of.fileName, fingerprint: of.fingerprint },
    ...{ generation: saved.generation, keyList: keyList.id, keyListBytes: keyList.appender.length },
    seen: now,
    lookedAt: known?.lookedAt ?? of.at,
    dirty: dirty ? Buffer.from(dirty) : null,
  })
}
