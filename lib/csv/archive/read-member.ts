// The bytes of one member, unpacked as they are asked for, counted and summed. A member that holds one byte more than
// declared is not read further, so that nothing an archive holds can outgrow what it was let in for.
import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { UnreadableSource } from '../unreadable-source'
import type { RandomAccess } from './archive'
import { archiveIssue } from './archive-issue'
import type { LocatedMember } from './locate-members'

/** Read and unpacked in pieces; larger ones make node:zlib three times as fast as its own default. */
const PACKED_PIECE_BYTES = 512 * 1024
const UNPACKED_PIECE_BYTES = 1024 * 1024

/**
 * Unpacks a member.
 * @throws UnreadableSource if it is damaged, or is not what the archive declares.
 */
export async function* readMember(source: RandomAccess, member: LocatedMember): AsyncGenerator<Uint8Array> {
  const { name, sizeBytes } = member
  const packed = packedBytes(source, member)
  let read = 0
  let checksum = 0
  for await (const piece of member.method === 0 ? packed : inflated(packed, member)) {
    read += piece.length
    if (read > sizeBytes) throw damaged(name, 'size')
    checksum = crc32(piece, checksum)
    yield piece
  }
  if (read !== sizeBytes) throw damaged(name, 'size')
  if (checksum !== member.crc32) throw damaged(name, 'checksum')
}

function damaged(name: string, reason: 'size' | 'checksum' | 'packing'): UnreadableSource {
  return new UnreadableSource(archiveIssue('file-archive-damaged', { name, reason }))
}

async function* packedBytes(source: RandomAccess, { dataAt, packedBytes: length }: LocatedMember) {
  for (let at = 0; at < length; at += PACKED_PIECE_BYTES) {
    yield await source.read(dataAt + at, Math.min(PACKED_PIECE_BYTES, length - at))
  }
}

async function* inflated(packed: AsyncIterable<Uint8Array>, { name, packedBytes: length }: LocatedMember) {
  const inflate = createInflateRaw({ chunkSize: UNPACKED_PIECE_BYTES })
  const input = Readable.from(packed, { objectMode: true, highWaterMark: 1 })
  // Its callback is needed only so that an error ends both ends; the loop below meets it too.
  pipeline(input, inflate, () => undefined)
  try {
    for await (const piece of inflate) yield piece as Uint8Array
  } catch (error) {
    if (isZlibError(error)) throw damaged(name, 'packing')
    throw error
  } finally {
    input.destroy()
    inflate.destroy()
  }
  // Bytes behind the end of what was packed.
  if (inflate.bytesWritten !== length) throw damaged(name, 'packing')
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && /^Z_/.test((error as { code?: string }).code ?? '')
}
