// What a front says it has taken in, brought to the file and the login it speaks of. A front speaks of paths as its own
// machine knows them; of these only what lies in the folder of the user it names is believed.
import { env } from '@/lib/platform/env'
import { db } from '@/lib/platform/db'
import { now } from '@/lib/platform/clock'
import { fileNameProblem, type FileNameProblem } from '@/lib/templates/file-name'
import type { Front } from './front'
import { isFolderOf, loginOf } from './login-of'
import { removeTaken } from './remove-taken'
import { takeFile, type Taken } from './take-file'

const HOUR_SECONDS = 3600

export type FrontUpload = {
  readonly userName: string
  /** As the front's machine names it, or below its folder of files. */
  readonly path: string
  /** Undefined: the last part of the path. */
  readonly fileName?: string
  readonly size?: number
  readonly sha256?: string
  readonly via: 'sftp' | 'ftps' | 'api'
  readonly clientAddress?: string
  readonly eventId?: string
}

export type TakenFromFront =
  | Taken
  | { readonly ok: false; readonly reason: 'no-folder' | 'unknown-login' | 'disabled' | 'path' }
  | { readonly ok: false; readonly reason: 'file-name'; readonly problem: FileNameProblem }

/** Takes a file that a front has taken in. A repeat is recognised by its event, also when the file has gone since. */
export async function takeFromFront(front: Front, upload: FrontUpload): Promise<TakenFromFront> {
  const { foreignFilesDir: root } = env()
  if (root === undefined) return { ok: false, reason: 'no-folder' }
  const login = await loginOf(upload.userName)
  if (!login) return { ok: false, reason: 'unknown-login' }
  const parts = partsOf(upload.path, front.filesFolder)
  if (!parts || parts.length < 2 || !isFolderOf(parts[0] ?? '', login.sftpUserName))
    return { ok: false, reason: 'path' }
  const fileName = upload.fileName ?? parts.at(-1) ?? ''
  const problem = fileNameProblem(fileName)
  if (problem) return { ok: false, reason: 'file-name', problem }
  const { accountId, id: transferLoginId } = login
  const before =
    upload.eventId &&
    (await db.delivery.findUnique({
      where: { accountId_eventId: { accountId, eventId: upload.eventId } },
      select: { id: true },
    }))
  if (before) return { ok: true, deliveryId: before.id, seen: true }
  if (login.disabledAt) return { ok: false, reason: 'disabled' }
  const taken = await takeFile({
    ...{ accountId, transferLoginId, fileName, via: upload.via, clientAddress: upload.clientAddress, root, parts },
    ...{ source: front.id, eventId: upload.eventId },
    expected: { size: upload.size, sha256: upload.sha256 },
    removeAfterSeconds: front.removeAfterHours === null ? undefined : front.removeAfterHours * HOUR_SECONDS,
  })
  if (taken.ok) await afterwards(transferLoginId, root, front.id)
  return taken
}

async function afterwards(transferLoginId: string, root: string, source: string): Promise<void> {
  await db.transferLogin.updateMany({ where: { id: transferLoginId }, data: { lastUsedAt: now() } })
  await removeTaken(root, source)
}

/** The parts of a path below the front's folder; undefined if it lies elsewhere or climbs. */
function partsOf(path: string, folder: string): string[] | undefined {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`
  if (path.startsWith('/') && !path.startsWith(prefix)) return undefined
  const parts = (path.startsWith('/') ? path.slice(prefix.length) : path).split('/').filter((part) => part !== '')
  return parts.some((part) => part === '.' || part === '..' || part.includes('\0')) ? undefined : parts
}
