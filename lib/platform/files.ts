// Bytes at rest: files with generated names under DATA_DIR/files. What a sender called a file never becomes a path.
import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, stat, statfs, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { env } from './env'

const READ_BLOCK_BYTES = 512 * 1024
const KEY_PATTERN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type StoredFile = { readonly storageKey: string; readonly size: number; readonly sha256: string }

function pathOf(storageKey: string): string {
  if (!KEY_PATTERN.test(storageKey)) throw new Error('not a storage key')
  return path.join(env().dataDir, 'files', storageKey.slice(0, 2), storageKey)
}

async function settle(temporary: string, storageKey: string): Promise<void> {
  const target = pathOf(storageKey)
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  await rename(temporary, target)
  await syncDirectory(path.dirname(target))
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Stores a stream durably: written, synced, renamed and its folder synced before this returns.
 * @param bytesMax the most it may hold; beyond it nothing is kept.
 */
export async function storeStream(
  source: AsyncIterable<Uint8Array>,
  { bytesMax }: { bytesMax: number },
): Promise<({ ok: true } & StoredFile) | { ok: false; reason: 'too-large' }> {
  const storageKey = randomUUID()
  const folder = path.join(env().dataDir, 'files', 'tmp')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = path.join(folder, storageKey)
  const handle = await open(temporary, 'wx', 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of source) {
      size += chunk.byteLength
      if (size > bytesMax) return { ok: false, reason: 'too-large' }
      hash.update(chunk)
      await handle.write(chunk)
    }
    await handle.sync()
    await settle(temporary, storageKey)
    return { ok: true, storageKey, size, sha256: hash.digest('hex') }
  } finally {
    await handle.close()
    await unlink(temporary).catch(() => undefined)
  }
}

/**
 * Takes over a finished file on the same file system: hashed, synced and moved under a key of its own.
 * @param file absolute path; it is gone from there afterwards.
 * @param known its hash, from whoever has seen its bytes; believed only if the size is right, too.
 */
export async function adoptFile(file: string, known?: { size: number; sha256: string }): Promise<StoredFile> {
  const storageKey = randomUUID()
  const handle = await open(file, 'r+')
  try {
    const { size } = await handle.stat()
    const sha256 = known?.size === size ? known.sha256 : await hashOf(handle)
    await handle.sync()
    await settle(file, storageKey)
    return { storageKey, size, sha256 }
  } finally {
    await handle.close()
  }
}

async function hashOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  const block = Buffer.allocUnsafe(READ_BLOCK_BYTES)
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(block, 0, block.length, position)
    if (bytesRead === 0) return hash.digest('hex')
    hash.update(block.subarray(0, bytesRead))
    position += bytesRead
  }
}

/** The stored bytes from the beginning. Throws if they are gone. */
export async function openStored(storageKey: string): Promise<Readable> {
  const handle = await open(pathOf(storageKey), 'r')
  return handle.createReadStream({ highWaterMark: READ_BLOCK_BYTES })
}

/**
 * The stored bytes from the beginning, for whoever is done with a piece before asking for the next: the same two pieces of
 * memory are used again and again, and one is filled while the other is looked at.
 * @throws if they are gone.
 */
export async function* readStored(storageKey: string): AsyncGenerator<Uint8Array> {
  const handle = await open(pathOf(storageKey), 'r')
  const buffers = [Buffer.allocUnsafeSlow(READ_BLOCK_BYTES), Buffer.allocUnsafeSlow(READ_BLOCK_BYTES)]
  let position = 0
  const readInto = async (buffer: Buffer) => {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
    position += bytesRead
    return buffer.subarray(0, bytesRead)
  }
  let reading = readInto(buffers[0]!)
  try {
    for (let turn = 1; ; turn++) {
      const piece = await reading
      if (piece.length === 0) return
      reading = readInto(buffers[turn % 2]!)
      yield piece
    }
  } finally {
    await reading.catch(() => undefined)
    await handle.close()
  }
}

/** The first bytes of a stored file, as many as there are up to the number asked for. */
export async function readStoredHead(storageKey: string, bytes: number): Promise<Uint8Array> {
  const handle = await open(pathOf(storageKey), 'r')
  try {
    const buffer = Buffer.alloc(bytes)
    const { bytesRead } = await handle.read(buffer, 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/**
 * A stored file of which any part can be read, for as long as it is there; nothing has to be closed.
 * @returns undefined if there is no such file.
 */
export async function accessStored(
  storageKey: string,
): Promise<{ size: number; read(position: number, length: number): Promise<Uint8Array> } | undefined> {
  const size = await storedSize(storageKey)
  return size === undefined ? undefined : { size, read: (...part) => readStoredPart(storageKey, ...part) }
}

async function readStoredPart(storageKey: string, position: number, length: number): Promise<Uint8Array> {
  const handle = await open(pathOf(storageKey), 'r')
  try {
    const buffer = Buffer.allocUnsafe(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return buffer.subarray(0, filled)
  } finally {
    await handle.close()
  }
}

/** Size in bytes, or undefined if there is no such file. */
export async function storedSize(storageKey: string): Promise<number | undefined> {
  return stat(pathOf(storageKey)).then(
    (found) => found.size,
    () => undefined,
  )
}

/** Destroys stored bytes; nothing happens if they are gone already. */
export async function destroyStored(storageKey: string): Promise<void> {
  await unlink(pathOf(storageKey)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

/** Free space under DATA_DIR, in bytes. */
export async function freeBytes(): Promise<number> {
  const { bavail, bsize } = await statfs(env().dataDir)
  return bavail * bsize
}
