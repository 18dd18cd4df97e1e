// What a run knows of the rows of last time: the snapshot of its template, or nothing but the keys it has met itself.
import type pg from 'pg'
import { keyTable, type KeyTable } from '@/lib/delta/key-table'
import { now } from '@/lib/platform/clock'
import { lockSnapshot } from '@/lib/roster/lock'
import type { PlanInput } from '@/lib/roster/plan'
import { absentKeys, markLookAgain } from '@/lib/roster/snapshot/look-again'
import { nameSnapshot, writeSnapshot, type SavedTable } from '@/lib/roster/snapshot/save-snapshot'
import { closeSnapshot, openSnapshot, type Snapshot } from '@/lib/roster/snapshot/snapshot'
import type { RosterTable } from '@/lib/roster/table-names'
import type { ClaimedRun } from './claim-run'
import type { RunTools } from './import-file'
import { readAgain, type ReadFile } from './read-file'
import { readingFingerprint } from './row-reading'
import type { RunFile } from './run-file'

export type Memory = {
  readonly snapshot: Snapshot | undefined
  readonly keys: KeyTable
  /** Fields that may name a record which is not there any more; the keys know which. */
  readonly lost: ReadonlySet<string>
  /** Keeps the keys that were met for the first time. */
  readonly keepKeys: (list: Uint8Array) => Promise<void> | undefined
}

/**
 * Opens what is known; it is closed when the run ends. A check only reads it, so it waits for nobody. Where two readings of
 * a file are compared, every row is looked at.
 */
export async function openMemory(
  run: ClaimedRun,
  file: RunFile,
  table: RosterTable,
  releasedTemplates: readonly string[],
  { client, atEnd }: RunTools,
): Promise<Memory> {
  const { accountId, templateId, id, purpose } = run
  const { rowsExpected } = file
  const fingerprint = readingFingerprint(run, file)
  if (templateId === null || run.compared) {
    return {
      snapshot: undefined,
      // The hash of a row that is read in another way is another one, as in a snapshot.
      keys: keyTable({ rowsExpected, seed: BigInt(`0x${fingerprint.slice(0, 15)}`) }),
      lost: new Set(),
      keepKeys: () => undefined,
    }
  }
  if (purpose !== 'check') await lockSnapshot(client, templateId)
  const snapshot = await openSnapshot(client, {
    ...{ accountId, templateId, fileName: file.name, table, fingerprint, rowsExpected, releasedTemplates },
    ...{ at: now(), runId: purpose === 'check' ? undefined : id },
  })
  atEnd(() => closeSnapshot(snapshot))
  const { keys, keyList, lost } = snapshot
  const known = lost.areKnown ? lost.fields : new Set<string>()
  return {
    snapshot,
    keys,
    lost: known,
    keepKeys: (list) => (list.length > 0 ? keyList?.appender.append(list) : undefined),
  }
}

/**
 * Reads rows again that were passed over too early.
 * @returns the keys no row stands for, if they are known.
 */
export async function lookAgain(
  file: RunFile,
  table: RosterTable,
  read: ReadFile,
  { snapshot, keys }: Memory,
  tools: RunTools,
): Promise<PlanInput['absentKeys']> {
  const namesTold = new Set(read.naming.map(({ field }) => field))
  const unseenStay = file.mode !== 'full' || read.unreadable > 0
  const { filled } = read
  const marked = snapshot && (await markLookAgain(tools.client, snapshot, { filled, namesTold, unseenStay }))
  read.lookAgain += marked?.rows ?? 0
  if (read.lookAgain > 0) await readAgain(tools.client, file, table, read, { ...tools, keys })
  return snapshot?.known && absentKeys(tools.client, snapshot, marked?.absent ?? [])
}

/** Writes what the run has learnt; may go on while the database applies. @returns undefined if it cannot be kept. */
export async function writeMemory(
  { snapshot }: Memory,
  { mode, withholdDeactivations, newerRuns }: PlanInput,
): Promise<SavedTable> {
  const isFull = mode === 'full'
  // What nobody knows of the records of a full file, or of an older one, is not to be believed next time.
  const isWhole = (snapshot?.known !== undefined || !(isFull && withholdDeactivations)) && newerRuns.length === 0
  return snapshot && isWhole ? writeSnapshot(snapshot, isFull && !withholdDeactivations) : undefined
}

/** Names what was written, in the transaction of the records. */
export async function nameMemory(client: pg.ClientBase, { snapshot }: Memory, saved: SavedTable): Promise<void> {
  if (snapshot) await nameSnapshot(client, snapshot, saved)
}
