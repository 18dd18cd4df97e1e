// What killed processes left among the stored files: parts of files, and whole ones that nobody referred to yet. Without a
// reference there is no key, so these are destroyed already; what is given back here is their room.
//
// A file that nothing refers to is marked, and goes only if that is still so many days later: neither a wrong clock nor a
// start with the wrong database destroys anything at once.
import { mkdir, readdir, stat, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { now } from '../clock'
import { query } from '../db'
import { env } from '../env'
import { log } from '../log'
import { diskStore, unfinishedFolder } from './disk-store'
import { storageKeyColumns } from './rewrap'

const DAY_MS = 24 * 3600 * 1000
/** Longer than an intake keeps what the web process does not take (sealed-uploads.ts). */
const MARKED_MS = 30 * DAY_MS
/** Nothing that is still being written was not written to for so long. */
const UNFINISHED_MS = 2 * DAY_MS

/**
 * Removes what nothing has referred to for a month, and what was never finished. Harmless to repeat, and beside anything.
 * @returns how many files it removed.
 */
export async function sweepStoredFiles(): Promise<number> {
  // In this order: what is referred to while we look is found by the second.
  const stored = await storedIds()
  const referred = await referredIds()
  const marks = new Set(await namesIn(marksFolder()))
  for (const id of marks) if (referred.has(id) || !stored.has(id)) await remove(path.join(marksFolder(), id))
  let removed = await removeUnfinished()
  for (const id of stored) {
    if (referred.has(id)) continue
    if (!marks.has(id)) await mark(id)
    else if (await isOlder(path.join(marksFolder(), id), MARKED_MS)) {
      await diskStore.destroy(id)
      await remove(path.join(marksFolder(), id))
      log.info({ storedFile: id }, 'a stored file that nothing refers to was removed')
      removed++
    }
  }
  return removed
}

const filesFolder = () => path.join(env().dataDir, 'files')
const marksFolder = () => path.join(filesFolder(), 'unreferred')

async function storedIds(): Promise<Set<string>> {
  const folders = (await namesIn(filesFolder())).filter((name) => /^[0-9a-f]{2}$/.test(name))
  const ids = new Set<string>()
  for (const folder of folders) for (const id of await namesIn(path.join(filesFolder(), folder))) ids.add(id)
  return ids
}

async function referredIds(): Promise<Set<string>> {
  const ids = new Set<string>()
  for (const { table, column } of await storageKeyColumns()) {
    const rows = await query<{ id: string }>(
      `select split_part(${column}, '.', 1) as id from ${table} where ${column} is not null`,
    )
    for (const { id } of rows) ids.add(id)
  }
  return ids
}

async function removeUnfinished(): Promise<number> {
  let removed = 0
  for (const name of await namesIn(unfinishedFolder())) {
    const file = path.join(unfinishedFolder(), name)
    if (!(await isOlder(file, UNFINISHED_MS))) continue
    await remove(file)
    removed++
  }
  return removed
}

async function mark(id: string): Promise<void> {
  await mkdir(marksFolder(), { recursive: true, mode: 0o700 })
  await writeFile(path.join(marksFolder(), id), '', { mode: 0o600 })
}

async function isOlder(file: string, ageMs: number): Promise<boolean> {
  const found = await stat(file).catch(unlessMissing)
  return found !== undefined && now().getTime() - found.mtimeMs > ageMs
}

const namesIn = async (folder: string): Promise<string[]> => (await readdir(folder).catch(unlessMissing)) ?? []
const remove = (file: string) => unlink(file).catch(unlessMissing)

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
