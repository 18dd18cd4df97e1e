// Removes what was taken, once its time has come: only the very file that was copied. One that was written again since then
// is somebody's new upload and stays.
import { existsSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { inFolder, NotAFileError, openInside } from './open-inside'
import { isSameState, stateOf } from './take-file'

/** What the watched folder's files are remembered under; they lie elsewhere. */
export const WATCHED_SOURCE = 'watched'
const AT_ONCE_MAX = 500
/** One that cannot be removed is left alone for so long, so that it keeps no other waiting. */
const AGAIN_AFTER_SECONDS = 3600

/** Removes what is due of all fronts, if their folder is one of this machine. @returns how many are gone. */
export async function removeTakenFromFronts(): Promise<number> {
  const { foreignFilesDir } = env()
  return foreignFilesDir !== undefined && existsSync(foreignFilesDir)
    ? removeTaken(foreignFilesDir, { not: WATCHED_SOURCE })
    : 0
}

/**
 * Removes the taken files of some sources that are due. Files that cannot be removed are tried again later.
 * @param root the folder the sources' files lie in; it has to be one of this machine.
 * @returns how many are gone.
 */
export async function removeTaken(root: string, source: string | { not: string }): Promise<number> {
  const due = await db.takenFile.findMany({
    where: { source, removeAt: { lte: now() } },
    orderBy: { removeAt: 'asc' },
    take: AT_ONCE_MAX,
  })
  let removed = 0
  const failed = { count: 0, code: '' }
  for (const { id, removeAt, ...file } of due) {
    let again: Date | null = null
    try {
      if (await removeOne(root, file.path.split('/'), file)) removed += 1
    } catch (error) {
      failed.count += 1
      failed.code = (error as NodeJS.ErrnoException).code ?? 'unknown'
      again = secondsFrom(now(), AGAIN_AFTER_SECONDS)
    }
    await db.takenFile.updateMany({ where: { id, removeAt }, data: { removeAt: again } })
  }
  if (failed.count > 0) log.warn(failed, 'taken files could not be removed')
  return removed
}

async function removeOne(root: string, parts: readonly string[], known: Parameters<typeof isSameState>[0]) {
  const name = parts.at(-1) ?? ''
  try {
    const handle = await openInside(root, parts)
    try {
      if (!isSameState(stateOf(await handle.stat({ bigint: true })), known)) return false
      await inFolder(root, parts.slice(0, -1), (place) => unlink(place(name)))
      return true
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof NotAFileError || (error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
