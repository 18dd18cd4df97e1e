// The plain bytes of a stored file: from the beginning to the end, or any part. What was not sealed is read as it is.
import { CHUNK_BYTES, DamagedFileError, lastChunkOf, openChunk, plainBytesOf, SLOT_BYTES } from './sealed-format'
import type { StoredBytes } from './store'
import type { KeyedFile } from './storage-key'

/** So many chunks are read at once from the beginning to the end: half a megabyte. */
const CHUNKS_AT_ONCE = 8

/** How many plain bytes there are. @throws DamagedFileError if no file can have been sealed to this size. */
export function plainSizeOf(id: string, isSealed: boolean, storedBytes: number): number {
  const size = isSealed ? plainBytesOf(storedBytes) : storedBytes
  if (size === undefined) throw damaged({ id }, 'it was cut, or something was added to it')
  return size
}

const sizeOf = ({ id, key }: KeyedFile, bytes: StoredBytes) => plainSizeOf(id, key !== undefined, bytes.size)

/**
 * All of it, in pieces that lie in the same memory again and again: whoever takes one is done with it before asking for the
 * next. The next is read meanwhile.
 * @throws DamagedFileError
 */
export async function* readThrough(file: KeyedFile, bytes: StoredBytes): AsyncGenerator<Buffer> {
  const last = lastChunkOf(sizeOf(file, bytes))
  const blockBytes = CHUNKS_AT_ONCE * (file.key ? SLOT_BYTES : CHUNK_BYTES)
  const blocks = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)]
  const opened = file.key && Buffer.allocUnsafeSlow(CHUNKS_AT_ONCE * CHUNK_BYTES)
  const readInto = async (block: Buffer, position: number) => block.subarray(0, await bytes.read(position, block))
  let reading = readInto(blocks[0]!, 0)
  try {
    for (let turn = 0; turn * blockBytes < bytes.size; turn++) {
      const block = await reading
      reading = readInto(blocks[(turn + 1) % 2]!, (turn + 1) * blockBytes)
      if (block.length < Math.min(blockBytes, bytes.size - turn * blockBytes)) throw damaged(file, 'its end is missing')
      const plain = opened ? openChunks(file, block, turn * CHUNKS_AT_ONCE, last, opened) : block
      if (plain.length > 0) yield plain
    }
  } finally {
    await reading.catch(() => undefined)
  }
}

/**
 * Any part of it; shorter if the file ends before.
 * @throws DamagedFileError
 */
export async function readPart(file: KeyedFile, bytes: StoredBytes, position: number, length: number): Promise<Buffer> {
  const size = sizeOf(file, bytes)
  const end = Math.min(position + length, size)
  if (position >= end) return Buffer.alloc(0)
  if (!file.key) return readExactly(file, bytes, position, end)
  const first = Math.floor(position / CHUNK_BYTES)
  const until = Math.ceil(end / CHUNK_BYTES)
  const slots = await readExactly(file, bytes, first * SLOT_BYTES, Math.min(until * SLOT_BYTES, bytes.size))
  const opened = Buffer.allocUnsafe((until - first) * CHUNK_BYTES)
  openChunks(file, slots, first, lastChunkOf(size), opened)
  return opened.subarray(position - first * CHUNK_BYTES, end - first * CHUNK_BYTES)
}

/** Looks whether the end of the file is there: of a sealed file that was cut, no other part tells. */
export async function checkEnd(file: KeyedFile, bytes: StoredBytes): Promise<void> {
  const size = sizeOf(file, bytes)
  if (!file.key) return
  const last = lastChunkOf(size)
  const slot = await readExactly(file, bytes, last * SLOT_BYTES, bytes.size)
  openChunks(file, slot, last, last, Buffer.allocUnsafe(CHUNK_BYTES))
}

async function readExactly(file: KeyedFile, bytes: StoredBytes, from: number, to: number): Promise<Buffer> {
  const part = Buffer.allocUnsafe(to - from)
  const filled = await bytes.read(from, part)
  if (filled < part.length) throw damaged(file, 'its end is missing')
  return part
}

/** Opens slots that follow each other. @returns the filled beginning of the memory given. */
function openChunks({ id, key }: KeyedFile, slots: Buffer, first: number, last: number, into: Buffer): Buffer {
  let filled = 0
  if (!key) return into.subarray(0, slots.copy(into))
  for (let at = 0, number = first; at < slots.length; at += SLOT_BYTES, number++) {
    try {
      filled += openChunk(key, number, number === last, slots.subarray(at, at + SLOT_BYTES)).copy(into, filled)
    } catch (error) {
      if (error instanceof DamagedFileError) throw damaged({ id }, error.message)
      throw error
    }
  }
  return into.subarray(0, filled)
}

function damaged({ id }: Pick<KeyedFile, 'id'>, why: string): DamagedFileError {
  return new DamagedFileError(`Stored file ${id} is damaged: ${why}.`)
}
