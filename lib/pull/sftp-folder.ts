// A folder on an SFTP server: ssh2 as client, on a socket that we connected ourselves to an address we judged.
import type { Socket } from 'node:net'
import ssh2, { type FileEntryWithStats, type SFTPWrapper, type Stats } from 'ssh2'
import { PullTrouble } from './trouble'
import { inFolder, LIST_MAX, moveTarget, type RemoteFile, type RemoteFolder } from './remote-folder'

const BLOCK_BYTES = 32 * 1024
/** Reads under way at once: without them every block waits for the way there and back. */
const READS_AT_ONCE = 32
const NAMES_TRIED_MAX = 5

const { STATUS_CODE } = ssh2.utils.sftp
type Failure = Error & { code?: number | string }

/** Calls a function of ssh2 and waits for what it calls back with. */
function ask<Result>(call: (callback: (error: Failure | null | undefined, result: Result) => void) => unknown) {
  return new Promise<Result>((resolve, reject) =>
    call((error, result) => (error ? reject(error as Error) : resolve(result))),
  )
}

/** Speaks with the folder over an open connection. @param socket what it runs on; the connection ends with it. */
export function sftpFolder(client: ssh2.Client, socket: Socket, sftp: SFTPWrapper, folder: string): RemoteFolder {
  const untilGone = endingWith(client)
  /** What is waited for ends with the connection; what the server refuses is put into our words. */
  const run = <Result>(work: Promise<Result>, refused: RefusalOf) =>
    untilGone(work).catch((error: unknown) => {
      throw asTrouble(error, refused)
    })
  const stat = (path: string) => ask<Stats>((done) => sftp.stat(path, done))
  const look = async (path: string) => {
    try {
      return await untilGone(stat(path))
    } catch (error) {
      if ((error as Failure).code === STATUS_CODE.NO_SUCH_FILE) return null
      throw asTrouble(error, 'read-refused')
    }
  }
  return {
    list: () => run(listFolder(sftp, folder === '' ? '.' : folder), 'list-refused'),
    async look(name) {
      const stats = await look(inFolder(folder, name))
      return stats?.isFile() ? fileOf(name, stats) : null
    },
    read: (name) => readAhead(sftp, inFolder(folder, name), run),
    remove: (name) =>
      run(
        ask<void>((done) => sftp.unlink(inFolder(folder, name), done)),
        'after-refused',
      ),
    async move(name, to, otherName) {
      const target = moveTarget(folder, to)
      if (!(await look(target))) {
        await run(
          ask<void>((done) => sftp.mkdir(target, done)),
          'after-refused',
        )
      }
      for (const each of [name, otherName].slice(0, NAMES_TRIED_MAX)) {
        if (await look(inFolder(target, each))) continue
        const rename = ask<void>((done) => sftp.rename(inFolder(folder, name), inFolder(target, each), done))
        await run(rename, 'after-refused')
        return each
      }
      throw new PullTrouble('after-refused', { message: '' })
    },
    async close() {
      client.end()
      socket.destroySoon()
      await Promise.resolve()
    },
  }
}

/**
 * Lets work be waited for no longer than the connection lasts. Not a race with one promise of its end: that would hold
 * every result, and so every block of a file, until the end.
 */
function endingWith(client: ssh2.Client) {
  const waiting = new Set<(reason: Error) => void>()
  let end: Error | undefined
  const onEnd = (reason: Error) => {
    end ??= reason
    for (const reject of waiting) reject(end)
  }
  client.once('error', onEnd)
  client.once('close', () => onEnd(new PullTrouble('connection-lost')))
  return <Result>(work: Promise<Result>) =>
    new Promise<Result>((resolve, reject) => {
      waiting.add(reject)
      work.then(resolve, reject).finally(() => waiting.delete(reject))
      if (end) reject(end)
    })
}

const fileOf = (name: string, { size, mtime }: Pick<Stats, 'size' | 'mtime'>): RemoteFile => ({
  name,
  size,
  modifiedAt: mtime > 0 ? new Date(mtime * 1000) : null,
})

async function listFolder(sftp: SFTPWrapper, path: string): Promise<RemoteFile[]> {
  const handle = await ask<Buffer>((done) => sftp.opendir(path, done)).catch((error: unknown) => {
    if ((error as Failure).code === STATUS_CODE.NO_SUCH_FILE) throw new PullTrouble('folder-missing', { folder: path })
    throw error
  })
  const files: RemoteFile[] = []
  try {
    for (let seen = 0; ;) {
      const entries = await nextEntries(sftp, handle)
      if (!entries) return files
      seen += entries.length
      if (seen > LIST_MAX) throw new PullTrouble('too-many-files', { limit: LIST_MAX })
      files.push(...entries.flatMap(({ filename, attrs }) => (attrs.isFile() ? [fileOf(filename, attrs)] : [])))
    }
  } finally {
    sftp.close(handle, () => undefined)
  }
}

async function nextEntries(sftp: SFTPWrapper, handle: Buffer): Promise<FileEntryWithStats[] | undefined> {
  try {
    const entries = await ask<FileEntryWithStats[] | false>((done) => sftp.readdir(handle, done as never))
    return entries === false ? undefined : entries
  } catch (error) {
    if ((error as Failure).code === STATUS_CODE.EOF) return undefined
    throw error
  }
}

type RefusalOf = 'list-refused' | 'read-refused' | 'after-refused'
type Run = <Result>(work: Promise<Result>, refused: RefusalOf) => Promise<Result>

/** The bytes in order, while as many blocks as READS_AT_ONCE are on their way. */
async function* readAhead(sftp: SFTPWrapper, path: string, run: Run): AsyncGenerator<Uint8Array> {
  const handle = await run(
    ask<Buffer>((done) => sftp.open(path, 'r', done)),
    'read-refused',
  )
  const blocks: Promise<Buffer>[] = []
  const askFor = (position: number) => {
    const block = readBlock(sftp, handle, position)
    block.catch(() => undefined)
    blocks.push(block)
  }
  try {
    let position = 0
    while (blocks.length < READS_AT_ONCE) askFor(BLOCK_BYTES * blocks.length)
    for (;;) {
      const block = await run(blocks.shift() ?? Promise.resolve(Buffer.alloc(0)), 'read-refused')
      if (block.length > 0) yield block
      if (block.length < BLOCK_BYTES) return
      position += BLOCK_BYTES
      askFor(position + BLOCK_BYTES * (READS_AT_ONCE - 1))
    }
  } finally {
    // What was asked for on a connection that is gone is never answered.
    await run(Promise.allSettled(blocks), 'read-refused').catch(() => undefined)
    sftp.close(handle, () => undefined)
  }
}

/** A whole block, or what is left of the file. */
async function readBlock(sftp: SFTPWrapper, handle: Buffer, position: number): Promise<Buffer> {
  const block = Buffer.allocUnsafe(BLOCK_BYTES)
  let filled = 0
  while (filled < BLOCK_BYTES) {
    const bytes = await ask<number>((done) =>
      sftp.read(handle, block, filled, BLOCK_BYTES - filled, position + filled, done as never),
    )
    if (!bytes) break
    filled += bytes
  }
  return block.subarray(0, filled)
}

const TEXT_MAX = 200

function asTrouble(error: unknown, refused: RefusalOf): PullTrouble {
  if (error instanceof PullTrouble) return error
  const { code, message } = error as Failure
  if (typeof code !== 'number') return new PullTrouble('connection-lost')
  return new PullTrouble(refused, { message: message.slice(0, TEXT_MAX) })
}
