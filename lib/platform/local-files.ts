// Files that make work quicker and may be lost at any time: each machine keeps its own under DATA_DIR/local, and what is
// not there is made again. Their names are made of identifiers, never of what a sender calls a file.
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { env } from './env'

const READ_BLOCK_BYTES = 1024 * 1024
const NAME_PATTERN = /^[0-9a-f][0-9a-z.-]{7,150}$/

const folderOf = () => path.join(env().dataDir, 'local')

function pathOf(name: string): string {
  if (!NAME_PATTERN.test(name)) throw new Error('not the name of a local file')
  return path.join(folderOf(), name)
}

/** Whether the file is on this machine, with so many bytes at least. */
export async function hasLocal(name: string, bytes: number): Promise<boolean> {
  const found = await stat(pathOf(name)).catch(() => undefined)
  return found !== undefined && found.size >= bytes
}

/** Its bytes, or undefined if it is not on this machine. @param bytes the first so many of them; all if left out. */
export async function readLocal(name: string, bytes?: number): Promise<AsyncIterable<Uint8Array> | undefined> {
  if (bytes === 0) return none()
  const handle = await open(pathOf(name), 'r').catch(() => undefined)
  if (!handle) return undefined
  const end = bytes === undefined ? undefined : bytes - 1
  return handle.createReadStream({ highWaterMark: READ_BLOCK_BYTES, end }) as AsyncIterable<Uint8Array>
}

async function* none(): AsyncGenerator<Uint8Array> {}

/** Writes a whole file; it is on the disk under its name when this returns, or not there at all. */
export async function writeLocal(
  name: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const target = pathOf(name)
  const temporary = `${target}.${process.pid}`
  const file = await openForWriting(temporary, 'w')
  try {
    for await (const piece of pieces) await file.write(piece)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, target)
  await syncFolder()
}

export type LocalAppender = {
  /** Bytes of the file so far. */
  readonly length: number
  append(piece: Uint8Array): Promise<void>
  /** What was appended is on the disk when this returns. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** Opens a file to go on behind its first so many bytes; what stands behind them is overwritten. */
export async function appendLocal(name: string, length: number): Promise<LocalAppender> {
  const file = await openForWriting(pathOf(name), length === 0 ? 'w' : 'r+')
  let position = length
  return {
    get length() {
      return position
    },
    async append(piece) {
      for (let at = 0; at < piece.length;) {
        const { bytesWritten } = await file.write(piece, at, piece.length - at, position)
        at += bytesWritten
        position += bytesWritten
      }
    },
    async sync() {
      await file.truncate(position)
      await file.sync()
      await syncFolder()
    },
    close: () => file.close(),
  }
}

/** Names of the files there are. */
export async function listLocal(): Promise<string[]> {
  return readdir(folderOf()).catch(() => [])
}

/** When the file was written last; undefined if it is gone. */
export async function localWrittenAt(name: string): Promise<Date | undefined> {
  return stat(pathOf(name)).then(
    ({ mtime }) => mtime,
    () => undefined,
  )
}

/** Removes a file; nothing happens if it is gone already. */
export async function removeLocal(name: string): Promise<void> {
  await rm(path.join(folderOf(), path.basename(name)), { force: true })
}

async function openForWriting(file: string, flags: string) {
  await mkdir(folderOf(), { recursive: true, mode: 0o700 })
  return open(file, flags, 0o600)
}

async function syncFolder(): Promise<void> {
  const handle = await open(folderOf(), 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
