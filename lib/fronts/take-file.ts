// A file that lies in a folder of somebody else's becomes a delivery: copied into our store while it stays where it is (a
// client that looks at it after its upload must find it), received, and remembered so that it is taken once.
import { createHash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import type { ReceivedFile } from '@/lib/deliveries/receive-delivery'
import { receiveStoredFile } from '@/lib/deliveries/receive-stored-file'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { destroyStored, type StoredFile, storeStream } from '@/lib/platform/files'
import { room } from '@/lib/platform/free-space'
import { NotAFileError, openInside } from './open-inside'

const READ_BLOCK_BYTES = 512 * 1024

/** What a file is on the disk, by which it is known again without being read. */
export type FileState = { readonly inode: bigint; readonly modifiedAt: bigint; readonly size: bigint }

export type FileToTake = Pick<ReceivedFile, 'accountId' | 'transferLoginId' | 'fileName' | 'via' | 'clientAddress'> & {
  /** Whose folder it is: a front's id, "environment", or "watched". */
  readonly source: string
  readonly root: string
  /** Below the root; the last is the name on the disk. */
  readonly parts: readonly string[]
  /** The same for every try to take the same upload; undefined: made of what the file is. */
  readonly eventId?: string
  /** What was said of it; a file that is not so is another one. */
  readonly expected?: { readonly size?: number; readonly sha256?: string }
  /** What it was when it counted as whole; one that was written to since then does not. */
  readonly settled?: FileState
  /** Whether these bytes are only the file that was taken before, with other times. */
  readonly isSameUpload?: (sha256: string) => boolean
  /** Undefined: the copy of the front stays. */
  readonly removeAfterSeconds?: number
}

export type Taken =
  | { readonly ok: true; readonly deliveryId: string; readonly seen: boolean }
  /** missing: no such file. other: not what was said of it. busy: it was written to meanwhile. same: taken before. */
  | { readonly ok: false; readonly reason: 'missing' | 'other' | 'busy' | 'too-large' | 'no-room' | 'same' }

/** Copies one file and receives it. A repeat is recognised by its event and does nothing. */
export async function takeFile(file: FileToTake): Promise<Taken> {
  const handle = await openInside(file.root, file.parts).catch((error: unknown) => {
    if (error instanceof NotAFileError) return undefined
    throw error
  })
  if (!handle) return { ok: false, reason: 'missing' }
  try {
    const state = stateOf(await handle.stat({ bigint: true }))
    if (file.settled && !isSameState(file.settled, state)) return { ok: false, reason: 'busy' }
    const copied = await copy(handle, state, file.expected)
    if (typeof copied === 'string') return { ok: false, reason: copied }
    if (!file.isSameUpload?.(copied.sha256)) return await receive(file, state, copied)
    await destroyStored(copied.storageKey)
    await remember(file, state, copied.sha256)
    return { ok: false, reason: 'same' }
  } finally {
    await handle.close()
  }
}

export function stateOf({ ino, mtimeNs, size }: BigIntStats): FileState {
  // Some file systems number up to 64 bits without a sign, which the database does not.
  return { inode: BigInt.asIntN(64, ino), modifiedAt: BigInt.asIntN(64, mtimeNs), size }
}

export function isSameState(one: FileState, other: FileState): boolean {
  return one.inode === other.inode && one.modifiedAt === other.modifiedAt && one.size === other.size
}

async function copy(
  handle: FileHandle,
  before: FileState,
  expected: FileToTake['expected'],
): Promise<StoredFile | 'other' | 'busy' | 'too-large' | 'no-room'> {
  if (expected?.size !== undefined && BigInt(expected.size) !== before.size) return 'other'
  const { uploadBytesMax } = env()
  if (before.size > BigInt(uploadBytesMax)) return 'too-large'
  if ((await room.usableBytes()) <= Number(before.size)) return 'no-room'
  const stored = await storeStream(bytesOf(handle), { bytesMax: uploadBytesMax })
  if (!stored.ok) return stored.reason
  const after = stateOf(await handle.stat({ bigint: true }))
  const isWhole = isSameState(before, after) && BigInt(stored.size) === before.size
  const isExpected = expected?.sha256 === undefined || expected.sha256 === stored.sha256
  if (isWhole && isExpected) return stored
  await destroyStored(stored.storageKey)
  return isWhole ? 'other' : 'busy'
}

async function* bytesOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ;) {
    const block = Buffer.allocUnsafe(READ_BLOCK_BYTES)
    const { bytesRead } = await handle.read(block, 0, block.length, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield block.subarray(0, bytesRead)
  }
}

async function receive(file: FileToTake, state: FileState, stored: StoredFile): Promise<Taken> {
  const { accountId, transferLoginId, fileName, via, clientAddress } = file
  const eventId = file.eventId ?? eventOf(file, state, stored.sha256)
  const { delivery, seen } = await receiveStoredFile({
    ...{ accountId, transferLoginId, fileName, via, clientAddress, eventId },
    ...{ size: stored.size, sha256: stored.sha256, storageKey: stored.storageKey },
  })
  await remember(file, state, stored.sha256)
  return { ok: true, deliveryId: delivery.id, seen }
}

/** The same file in the same state is one event, whoever finds it and however often. */
function eventOf({ source, parts }: FileToTake, { inode, modifiedAt, size }: FileState, sha256: string): string {
  const text = [source, parts.join('/'), inode, modifiedAt, size, sha256].join('\n')
  return `${source}:${createHash('sha256').update(text).digest('hex')}`
}

async function remember(file: FileToTake, state: FileState, sha256: string): Promise<void> {
  const { source, parts, removeAfterSeconds } = file
  const path = parts.join('/')
  const moment = now()
  const removeAt = removeAfterSeconds === undefined ? null : secondsFrom(moment, removeAfterSeconds)
  const values = { ...state, sha256, takenAt: moment, removeAt }
  await db.takenFile.upsert({
    where: { source_path: { source, path } },
    create: { source, path, ...values },
    update: values,
  })
}
