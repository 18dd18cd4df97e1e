// Keys of pupils stand in the files of a snapshot, so they go when their template goes.
import { listLocal, localWrittenAt, removeLocal } from '@/lib/platform/local-files'
import { now } from '@/lib/platform/clock'
import { query } from '@/lib/platform/db'
import { namePrefix } from './stored-snapshot'

/** A run under way writes files that nobody names before it commits. */
const UNNAMED_KEPT_MS = 24 * 3600 * 1000

/**
 * Forgets the snapshots of deleted templates, and removes the files of this machine that belong to none.
 * @returns how many files were removed.
 */
export async function forgetSnapshots(): Promise<number> {
  await query(`delete from roster.snapshots s
    where not exists (select from templates t where t.id = s.template_id and t.deleted_at is null)`)
  const rows = await query<{ templateId: string; fileName: string }>(
    `select template_id as "templateId", file_name as "fileName" from roster.snapshots`,
  )
  const known = new Set(rows.map(namePrefix))
  let removed = 0
  for (const name of await listLocal()) {
    const prefix = name.split('.').slice(0, 2).join('.')
    if (known.has(`${prefix}.`) || !(await isOld(name))) continue
    await removeLocal(name)
    removed++
  }
  return removed
}

async function isOld(name: string): Promise<boolean> {
  const writtenAt = await localWrittenAt(name)
  return writtenAt !== undefined && now().getTime() - writtenAt.getTime() > UNNAMED_KEPT_MS
}
