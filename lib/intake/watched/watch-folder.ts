// A folder that OpenSSH's internal-sftp, ProFTPD or anything else writes to, looked through again and again. Each file that
// has settled is taken once; what was taken is remembered in the database, so that neither a restart nor a second intake
// takes it again. A rename gives a file another path, and so counts as an upload.
import { setTimeout as delay } from 'node:timers/promises'
import type { TakenFile } from '@/lib/generated/prisma/client'
import { loginsNamed, type WatchedLogin } from '@/lib/fronts/login-of'
import { NotAFileError, openInside } from '@/lib/fronts/open-inside'
import { removeTaken, WATCHED_SOURCE as WATCHED } from '@/lib/fronts/remove-taken'
import { isSameState, takeFile } from '@/lib/fronts/take-file'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { fileNameProblem } from '@/lib/templates/file-name'
import { findFiles, type FoundFile } from './find-files'
import { endsWhole, Settling, TAIL_BYTES } from './settling'

const LOOK_EVERY_SECONDS = 2
const LOOKS_WHILE_SETTLING = 4
/** Times that change on a file that was just taken (a client sets them, somebody touches it) make no second delivery. */
const SAME_UPLOAD_MS = 60 * 60 * 1000
const WARN_EVERY_MS = 60_000
const FORGOTTEN_AT_ONCE = 1000

export type WatchOptions = {
  /** Absolute. */
  readonly folder: string
  readonly settleSeconds: number
  /** More of them for a file that does not end as a whole one. */
  readonly unendedSeconds: number
  /** Undefined: files stay. */
  readonly removeAfterHours?: number | undefined
  /** After each look: undefined, or why the folder or a file of it could not be read. */
  readonly onLook?: (problem: string | undefined) => Promise<void>
}

/** Begins to look. @returns what stops it, when the file in hand is done. */
export function watchFolder(options: WatchOptions): () => Promise<void> {
  const stopping = new AbortController()
  const watch = new FolderWatch(options, stopping.signal)
  const everyMs = Math.min(LOOK_EVERY_SECONDS, options.settleSeconds / LOOKS_WHILE_SETTLING) * 1000
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      await watch.look()
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return async () => {
    stopping.abort()
    await ended
  }
}

class FolderWatch {
  private readonly settling = new Settling()
  /** Files that are not taken as they are; by path, with what they were. */
  private readonly refused = new Map<string, FoundFile['state']>()
  private warnedAt = -Infinity

  constructor(
    private readonly options: WatchOptions,
    private readonly stopping: AbortSignal,
  ) {}

  async look(): Promise<void> {
    const { folder, removeAfterHours, onLook } = this.options
    let problem: string | undefined
    try {
      const { files: found, isCut } = await findFiles(folder)
      if (isCut)
        problem = this.warn(Object.assign(new Error('more files than are looked at'), { code: 'TOO_MANY_FILES' }))
      const taken = await db.takenFile.findMany({ where: { source: WATCHED } })
      problem = (await this.takeSettled(found, new Map(taken.map((row) => [row.path, row])))) ?? problem
      await this.forgetOthers(found, taken)
      if (removeAfterHours !== undefined) await removeTaken(folder, WATCHED)
    } catch (error) {
      problem = this.warn(error)
    }
    await onLook?.(problem).catch(() => undefined)
  }

  /** One file that cannot be read keeps no other waiting. @returns what went wrong last, if something did. */
  private async takeSettled(
    found: readonly FoundFile[],
    taken: ReadonlyMap<string, TakenFile>,
  ): Promise<string | undefined> {
    const logins = await loginsNamed(found.map((file) => file.sftpUserName))
    let problem: string | undefined
    for (const file of found) {
      const login = logins.get(file.sftpUserName)
      const before = taken.get(file.path)
      const isDone = before && isSameState(before, file.state)
      if (!login || login.disabledAt || isDone || this.stopping.aborted || this.isRefused(file)) continue
      try {
        if (await this.isSettled(file)) await this.take(file, login, before)
      } catch (error) {
        problem = this.warn(error)
        this.settling.forget(file.path)
      }
    }
    return problem
  }

  private warn(error: unknown): string {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    if (performance.now() - this.warnedAt > WARN_EVERY_MS) {
      this.warnedAt = performance.now()
      log.error({ code, err: error }, 'the watched folder, or a file in it, could not be read')
    }
    return code
  }

  private isRefused(file: FoundFile): boolean {
    const state = this.refused.get(file.path)
    return state !== undefined && isSameState(state, file.state)
  }

  private async isSettled(file: FoundFile): Promise<boolean> {
    const { settleSeconds, unendedSeconds, folder } = this.options
    const seconds = this.settling.unchangedSeconds(file.path, file.state, performance.now())
    if (seconds < settleSeconds) return false
    return seconds >= settleSeconds + unendedSeconds || endsWhole(file.name, await tailOf(folder, file))
  }

  private async take(file: FoundFile, login: WatchedLogin, before: TakenFile | undefined): Promise<void> {
    const { folder, removeAfterHours } = this.options
    const problem = fileNameProblem(file.name)
    if (problem) return this.refuse(file, problem)
    const taken = await takeFile({
      ...{ accountId: login.accountId, transferLoginId: login.id, fileName: file.name, via: 'folder', root: folder },
      ...{ source: WATCHED, parts: file.parts, settled: file.state },
      isSameUpload: (sha256) => before !== undefined && isRepeat(before, file, sha256),
      removeAfterSeconds: removeAfterHours === undefined ? undefined : removeAfterHours * 3600,
    })
    this.settling.forget(file.path)
    if (taken.ok) log.info({ transferLoginId: login.id, deliveryId: taken.deliveryId }, 'taken from the watched folder')
    if (!taken.ok && taken.reason === 'too-large') this.refuse(file, taken.reason)
  }

  private refuse(file: FoundFile, reason: string): void {
    this.refused.set(file.path, file.state)
    log.warn({ userName: file.sftpUserName, reason }, 'a file of the watched folder is not taken as it is')
  }

  /** What is not there any more is not remembered: whatever comes under its name is another file. */
  private async forgetOthers(found: readonly FoundFile[], taken: readonly TakenFile[]): Promise<void> {
    const paths = new Set(found.map((file) => file.path))
    this.settling.keepOnly(paths)
    for (const path of this.refused.keys()) if (!paths.has(path)) this.refused.delete(path)
    const gone = taken.filter((row) => !paths.has(row.path)).slice(0, FORGOTTEN_AT_ONCE)
    if (gone.length > 0) await db.takenFile.deleteMany({ where: { id: { in: gone.map((row) => row.id) } } })
  }
}

/** The same file with other times: not what a client sends the next night, even if it is the same text. */
function isRepeat(before: TakenFile, { state }: FoundFile, sha256: string): boolean {
  const isSameFile = before.inode === state.inode && before.size === state.size && before.sha256 === sha256
  return isSameFile && now().getTime() - before.takenAt.getTime() < SAME_UPLOAD_MS
}

async function tailOf(root: string, { parts, state }: FoundFile): Promise<Buffer> {
  const handle = await openInside(root, parts).catch((error: unknown) => {
    if (error instanceof NotAFileError) return undefined
    throw error
  })
  if (!handle) return Buffer.alloc(0)
  try {
    const length = state.size < BigInt(TAIL_BYTES) ? Number(state.size) : TAIL_BYTES
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, Number(state.size) - length)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
