// For tests only: the undo of a run of one type, and the records as they stand.
import { randomUUID } from 'node:crypto'
import type { ImportType } from '@/lib/import-types/import-type'
import { clientOf, inTransaction } from '@/lib/platform/db'
import { lockRecords } from './lock'
import { rollBackRecords } from './rollback'
import type { UndoneRun } from './rollback-plan'
import { rosterTableOf } from './table-names'
import { recordsOf } from './test-import'

/** Undoes a run; the id of the undo and what it counted. */
export async function undoRun(type: ImportType, undone: UndoneRun, id: string = randomUUID()) {
  const counts = await inTransaction(async (tx) => {
    const client = await clientOf(tx)
    await lockRecords(client, undone.accountId, type.name)
    return rollBackRecords(client, rosterTableOf(type), undone, id)
  })
  return { id, counts }
}

/** Every column of every record; not the version, which is PostgreSQL's own. */
export async function standingRecords(type: ImportType, accountId: string): Promise<Record<string, unknown>[]> {
  return (await recordsOf(type, accountId)).map(({ version: _, ...record }) => record)
}
