// What a template's last file said, row by row, as far as the next one needs to know it: for every key a hash of the
// content that was applied (lib/delta). Rows that are found the same are neither checked nor compared again.
//
// A snapshot is believed only if the row in the database names it, with the fingerprint of tonight's reading rules. It is
// rebuilt from the records when its files are missing; if that cannot be done either, the run begins with an empty one
// and looks at every row, which is always right and only slower.
import type pg from 'pg'
import { keyTable, type KeyTable } from '@/lib/delta/key-table'
import {
  appendLocal,
  hasLocal,
  listLocal,
  readLocal,
  removeLocal,
  type LocalAppender,
} from '@/lib/platform/local-files'
import type { RosterTable } from '../table-names'
import { findLostReferences, noLostReferences, type LostReferences } from './lost-references'
import { rebuildKeys } from './rebuild-keys'
import { isSeenStill, seenNow } from './seen'
import {
  findSnapshot,
  keyListName,
  namePrefix,
  tableName,
  type Seen,
  type SnapshotOf,
  type StoredSnapshot,
} from './stored-snapshot'

/** So often every row is looked at: others may write to the roster by SQL of their own. */
const LOOK_AT_ALL_DAYS = 7
const DAY_MS = 24 * 3600 * 1000

export type SnapshotInput = SnapshotOf & {
  readonly accountId: string
  readonly table: RosterTable
  /** Of everything that decides how a row is read; hexadecimal. */
  readonly fingerprint: string
  readonly rowsExpected: number
  /** Deleted templates of the account. */
  readonly releasedTemplates: readonly string[]
  readonly at: Date
  /** Names what is begun anew; undefined: nothing is written, the run is only a check. */
  readonly runId: string | undefined
}

export type Snapshot = {
  readonly of: SnapshotInput
  readonly keys: KeyTable
  /** What was stored last; undefined: nothing is known, every row is looked at. */
  readonly known: StoredSnapshot | undefined
  /** What of the roster can be seen as this run begins. */
  readonly seen: Seen
  /** Of them: references that do not lead to a record any more. */
  readonly lost: LostReferences
  readonly keyList: KeyList | undefined
  /** Its files do not agree: it is not kept. */
  isDamaged: boolean
}

export type KeyList = { readonly id: string; readonly appender: LocalAppender }

/**
 * Opens the snapshot of a template's file. Unless the run is only a check, the client's transaction must hold the lock
 * of the template until it ends. To be closed in any case.
 */
export async function openSnapshot(client: pg.ClientBase, of: SnapshotInput): Promise<Snapshot> {
  const { fingerprint, rowsExpected, runId } = of
  const seen = await seenNow(client, of)
  const stored = await findSnapshot(client, of)
  if (runId !== undefined) await removeUnnamed(of, stored)
  const seed = BigInt(`0x${fingerprint.slice(0, 15)}`)
  const keys = keyTable({ rowsExpected, seed })
  const opened = { of, keys, seen, isDamaged: false }
  if (!stored || !isUsable(stored, of, seen)) {
    return { ...opened, known: undefined, lost: noLostReferences, keyList: await begin(of) }
  }
  const isLoaded = await loadFiles(keys, stored, of)
  const keyList = await begin(of, isLoaded ? stored : undefined)
  const isKnown = isLoaded || (keyList !== undefined && (await rebuildKeys(client, keys, stored, of, keyList.appender)))
  if (!isKnown) return { ...opened, known: undefined, lost: noLostReferences, keyList }
  const lost = await findLostReferences(client, of, { since: stored.seen, now: seen }, keys)
  return { ...opened, known: stored, lost, keyList }
}

export async function closeSnapshot({ keyList }: Snapshot): Promise<void> {
  await keyList?.appender.close()
}

function isUsable(stored: StoredSnapshot, of: SnapshotInput, seen: Seen): boolean {
  const age = of.at.getTime() - stored.lookedAt.getTime()
  const isRecent = age >= 0 && age < LOOK_AT_ALL_DAYS * DAY_MS
  return stored.fingerprint === of.fingerprint && isRecent && isSeenStill(stored.seen, seen)
}

async function loadFiles(keys: KeyTable, stored: StoredSnapshot, of: SnapshotInput): Promise<boolean> {
  const hasKeyList = await hasLocal(keyListName(of, stored.keyList), stored.keyListBytes)
  const table = hasKeyList ? await readLocal(tableName(of, stored.generation)) : undefined
  return table !== undefined && (await keys.load(table))
}

/** Goes on with a key list, or begins a new one. */
async function begin(of: SnapshotInput, stored?: StoredSnapshot): Promise<KeyList | undefined> {
  if (of.runId === undefined) return undefined
  const id = stored?.keyList ?? of.runId
  return { id, appender: await appendLocal(keyListName(of, id), stored?.keyListBytes ?? 0) }
}

/** Files of runs that never committed, and of snapshots that were followed by others. */
async function removeUnnamed(of: SnapshotOf, stored: StoredSnapshot | undefined): Promise<void> {
  const prefix = namePrefix(of)
  const named = stored ? [tableName(of, stored.generation), keyListName(of, stored.keyList)] : []
  const stale = (await listLocal()).filter((name) => name.startsWith(prefix) && !named.includes(name))
  for (const name of stale) await removeLocal(name)
}
