// What lies in the watched folder: <root>/<user name>/<file> and <root>/<user name>/inbox/<file>, because a chroot of
// OpenSSH's must not be written to by its user and the files lie one folder deeper then. Nothing else is looked at.
import { lstat, readdir } from 'node:fs/promises'
import { readUserName } from '@/lib/accounts/transfer-user-name'
import { isTemporaryName } from '@/lib/deliveries/temporary-name'
import { inFolder, NotAFileError } from '@/lib/fronts/open-inside'
import { type FileState, stateOf } from '@/lib/fronts/take-file'

const INBOX = 'inbox'
/** More folders and files than these are not looked at, and whoever runs the installation is told. */
const FOLDERS_MAX = 2000
const FILES_OF_FOLDER_MAX = 5000

export type FoundFile = {
  /** Below the root. */
  readonly parts: readonly string[]
  readonly path: string
  /** In the spelling of SFTP. */
  readonly sftpUserName: string
  readonly name: string
  readonly state: FileState
}

export type Found = {
  readonly files: FoundFile[]
  /** There are more than are looked at. */
  isCut: boolean
}

/** Finds every file that may be a delivery. @throws if the root itself cannot be read. */
export async function findFiles(root: string): Promise<Found> {
  const names = await readdir(root)
  const found: Found = { files: [], isCut: names.length > FOLDERS_MAX }
  for (const folder of names.slice(0, FOLDERS_MAX)) {
    const sftpUserName = readUserName(folder)
    if (!sftpUserName) continue
    for (const parts of [[folder], [folder, INBOX]]) await addFilesOf(root, parts, sftpUserName, found)
  }
  return found
}

async function addFilesOf(root: string, folder: readonly string[], sftpUserName: string, found: Found): Promise<void> {
  try {
    await inFolder(root, folder, async (place) => {
      const names = (await readdir(place('.'))).filter((name) => !isTemporaryName(name))
      if (names.length > FILES_OF_FOLDER_MAX) found.isCut = true
      for (const name of names.slice(0, FILES_OF_FOLDER_MAX)) {
        const stats = await lstat(place(name), { bigint: true }).catch(() => undefined)
        const parts = [...folder, name]
        if (stats?.isFile())
          found.files.push({ parts, path: parts.join('/'), sftpUserName, name, state: stateOf(stats) })
      }
    })
  } catch (error) {
    // A login without this folder, or whose folder is closed to us, keeps no other login's files waiting.
    if (error instanceof NotAFileError || ['EACCES', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return
    throw error
  }
}
