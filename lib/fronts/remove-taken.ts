// Removes what was taken, once its time has come: only the very file that was copied. One that was written again since then
// is somebody's new upload and stays.
import { existsSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { inFolder, NotAFileError, openInside } from './open-inside'
import { isSameState, stateOf } from './take-file'

/** What the watched folder's files are remembered under; they lie elsewhere. */
export const WATCHED_SOURCE = 'watched'
const AT_ONCE_MAX = 500

/** Removes what is due of all fronts, if their folder is one of this machine. @returns how many are gone. */
export async function removeTakenFromFronts(): Promise<number> {
  const { foreignFilesDir } = env()
  return foreignFilesDir !== undefined && existsSync(foreignFilesDir)
    ? removeTaken(foreignFilesDir, { not: WATCHED_SOURCE })
    : 0
}

/**
 * Removes the taken files of some sources that are due. Files that cannot be removed are tried again the next time.
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
  for (const file of due) {
    try {
      if (await removeOne(root, file.path.split('/'), file)) removed += 1
      await db.takenFile.updateMany({ where: { id: file.id, removeAt: file.removeAt }, data: { removeAt: null } })
    } catch (error) {
      log.warn(
        { code: (error as NodeJS.ErrnoException).code, source: file.source },
        'a taken file could not be removed',
      )
    }
  }
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
