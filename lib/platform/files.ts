// Delivered bytes at rest: each file sealed with a key of its own (stored-files/sealed-format.ts), under a generated name.
// What a sender called a file never becomes a path.
import { createHash } from 'node:crypto'
import { mkdir, open, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { withinRoom } from './free-space'
import { diskStore, readFrom, unfinishedFolder, withoutClosing } from './stored-files/disk-store'
import { checkEnd, plainSizeOf, readPart, readThrough } from './stored-files/plain-bytes'
import { SealedFile } from './stored-files/sealed-file'
import { DamagedFileError } from './stored-files/sealed-format'
import { fileIdOf, isSealed, newStorageKey, unwrap } from './stored-files/storage-key'
import type { Store, StoredBytes } from './stored-files/store'

export type { SealedFile } from './stored-files/sealed-file'
export { DamagedFileError } from './stored-files/sealed-format'
export { fileIdOf, isStorageKey, MasterKeyMissingError, newStorageKey } from './stored-files/storage-key'

export type StoredFile = {
  /** Names the file and carries its key, wrapped: kept wherever the file is referred to, and nowhere else. */
  readonly storageKey: string
  /** Plain bytes. */
  readonly size: number
  /** Of the plain bytes. */
  readonly sha256: string
}

const store: Store = diskStore

/**
 * Stores a stream durably: sealed as it comes, synced and in its place before this returns.
 * @param bytesMax the most it may hold; beyond it nothing is kept.
 */
export async function storeStream(
  source: AsyncIterable<Uint8Array>,
  { bytesMax }: { bytesMax: number },
): Promise<({ ok: true } & StoredFile) | { ok: false; reason: 'too-large' }> {
  const storageKey = newStorageKey()
  const folder = unfinishedFolder()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = path.join(folder, fileIdOf(storageKey))
  const file = await openSealed(temporary, storageKey, 'create')
  const hash = createHash('sha256')
  let size = 0
  try {
    try {
      for await (const chunk of withinRoom(source)) {
        if (size + chunk.byteLength > bytesMax) return { ok: false, reason: 'too-large' }
        hash.update(chunk)
        await file.write(size, [Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)], true)
        size += chunk.byteLength
      }
    } finally {
      await file.close()
    }
    await store.adopt(temporary, fileIdOf(storageKey))
    return { ok: true, storageKey, size, sha256: hash.digest('hex') }
  } finally {
    await unlink(temporary).catch(() => undefined)
  }
}

/**
 * Opens a file that becomes a stored one, to be written: a new one, one that was closed, or one whose process ended.
 * @param file absolute path.
 */
export function openSealed(file: string, storageKey: string, how: 'create' | 'open' | 'recover'): Promise<SealedFile> {
  const { id, key } = unwrap(storageKey)
  if (!key) throw new Error(`stored file ${id} is not sealed`)
  return SealedFile[how](file, key)
}

/**
 * Takes over a finished sealed file on the same file system: synced and moved to its place.
 * @param file absolute path; it is gone from there afterwards.
 * @param known its plain bytes, and its hash from whoever has seen them; without it, all of it is opened and hashed.
 * @throws DamagedFileError if it is not as it was written, or has another size: somebody else has cut it meanwhile.
 */
export async function adoptFile(
  file: string,
  storageKey: string,
  known: { size: number; sha256: string | undefined },
): Promise<StoredFile> {
  const id = fileIdOf(storageKey)
  const size = plainSizeOf(id, true, (await stat(file)).size)
  if (size !== known.size)
    throw new DamagedFileError(`Stored file ${id} is damaged: it has ${size} of ${known.size} bytes.`)
  const sha256 = known.sha256 ?? (await hashOf(file, storageKey))
  await store.adopt(file, id)
  return { storageKey, size, sha256 }
}

async function hashOf(file: string, storageKey: string): Promise<string> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const read: StoredBytes['read'] = (position, into) => readFrom(handle, position, into)
    const hash = createHash('sha256')
    for await (const piece of readThrough(unwrap(storageKey), { size, read, close: () => handle.close() })) {
      hash.update(piece)
    }
    return hash.digest('hex')
  } finally {
    await handle.close()
  }
}

/** The stored bytes from the beginning. Throws if they are gone. */
export async function openStored(storageKey: string): Promise<Readable> {
  const bytes = await opened(storageKey)
  await bytes.close()
  return Readable.from(copiesOf(readStored(storageKey)), { objectMode: false })
}

async function* copiesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece)
}

/**
 * The stored bytes from the beginning, for whoever is done with a piece before asking for the next: the same pieces of
 * memory are used again and again, and one is filled while the other is looked at.
 * @throws if they are gone; DamagedFileError if they are not what was stored.
 */
export async function* readStored(storageKey: string): AsyncGenerator<Uint8Array> {
  const bytes = await opened(storageKey)
  try {
    yield* readThrough(unwrap(storageKey), bytes)
  } finally {
    await bytes.close()
  }
}

/**
 * A stored file of which any part can be read, for as long as it is there; nothing has to be closed.
 * @returns undefined if there is no such file.
 * @throws DamagedFileError if its end is missing; so do its readings of whatever is not what was stored.
 */
export async function accessStored(
  storageKey: string,
): Promise<{ size: number; read(position: number, length: number): Promise<Uint8Array> } | undefined> {
  const file = unwrap(storageKey)
  const storedBytes = await store.sizeOf(file.id)
  if (storedBytes === undefined) return undefined
  const bytes = withoutClosing(store, file.id, storedBytes)
  await checkEnd(file, bytes)
  return {
    size: plainSizeOf(file.id, isSealed(storageKey), storedBytes),
    read: (position, length) => readPart(file, bytes, position, length),
  }
}

async function opened(storageKey: string): Promise<StoredBytes> {
  const id = fileIdOf(storageKey)
  const bytes = await store.open(id)
  if (!bytes) throw Object.assign(new Error(`stored file ${id} is gone`), { code: 'ENOENT' })
  return bytes
}

/** Size in plain bytes, or undefined if there is no such file. */
export async function storedSize(storageKey: string): Promise<number | undefined> {
  const id = fileIdOf(storageKey)
  const storedBytes = await store.sizeOf(id)
  return storedBytes === undefined ? undefined : plainSizeOf(id, isSealed(storageKey), storedBytes)
}

/** Destroys stored bytes; nothing happens if they are gone already. Their key goes with the last copy of the storage key. */
export async function destroyStored(storageKey: string): Promise<void> {
  await store.destroy(fileIdOf(storageKey))
}
