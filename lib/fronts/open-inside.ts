// Opens a file of a folder that others write to, and nothing else: no step upwards, no link on the way, no device, no pipe.
// On Linux each folder is opened in the one before it, so that nobody can put a link in its place meanwhile.
import { constants } from 'node:fs'
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises'
import path from 'node:path'

const { O_RDONLY, O_NOFOLLOW, O_DIRECTORY, O_NONBLOCK } = constants
const PARTS_MAX = 16

/** What is there instead of a file that can be read. */
export class NotAFileError extends Error {}

/**
 * Opens the folder that parts lead to, seen from the root, hands a way to name what is in it, and closes it again.
 * @param root absolute; may itself be reached by links.
 * @throws NotAFileError if the parts lead out of the root, through a link, or nowhere.
 */
export async function inFolder<T>(
  root: string,
  parts: readonly string[],
  work: (place: (name: string) => string) => Promise<T>,
): Promise<T> {
  if (parts.length > PARTS_MAX || !parts.every(isPart)) throw new NotAFileError('not a path below the folder')
  if (process.platform !== 'linux') return work(await placeByName(root, parts))
  let folder = await open(await realpath(root), O_RDONLY | O_DIRECTORY)
  try {
    for (const part of parts) {
      const next = await openOr(placeIn(folder)(part), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
      await folder.close()
      folder = next
    }
    return await work(placeIn(folder))
  } finally {
    await folder.close()
  }
}

/**
 * Opens a regular file for reading.
 * @param parts below the root; the last is the name of the file.
 * @throws NotAFileError if there is no such file.
 */
export function openInside(root: string, parts: readonly string[]): Promise<FileHandle> {
  const name = parts.at(-1)
  if (name === undefined || !isPart(name)) return Promise.reject(new NotAFileError('not a name'))
  return inFolder(root, parts.slice(0, -1), async (place) => {
    // Without O_NONBLOCK a pipe would be waited for.
    const handle = await openOr(place(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
    throw new NotAFileError('not a regular file')
  })
}

const isPart = (part: string) => part !== '' && part !== '.' && part !== '..' && !/[/\0]/.test(part)
const placeIn = (folder: FileHandle) => (name: string) => `/proc/self/fd/${folder.fd}/${name}`

// Elsewhere the folder is looked at by its name, which leaves a moment in which it could be exchanged.
async function placeByName(root: string, parts: readonly string[]): Promise<(name: string) => string> {
  const folder = path.join(await realpath(root), ...parts)
  const found = await lstat(folder).catch(() => undefined)
  if (!found?.isDirectory() || (await realpath(folder)) !== folder) throw new NotAFileError('not a folder')
  return (name) => path.join(folder, name)
}

async function openOr(file: string, flags: number): Promise<FileHandle> {
  try {
    return await open(file, flags)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'EISDIR', 'ENAMETOOLONG'].includes(code)) throw new NotAFileError(code)
    throw error
  }
}
