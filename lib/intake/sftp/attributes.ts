// File attributes: what we tell of a file, and the one thing we take from a client's wishes, the size.
// Mode, owner and times are accepted and ignored: refusing them fails half of the clients, keeping them helps nobody.
import type { FileFacts } from '../files/account-files'
import { ATTRIBUTE } from './protocol'
import { uint32, uint64, type WireReader } from './wire'

const EXTENDED_PAIRS_MAX = 64
const FILE_MODE = 0o100600
const FOLDER_MODE = 0o040700

/** Reads attributes to their end. @returns the size a client asks for, if it does. */
export function readWantedSize(reader: WireReader): number | undefined {
  const flags = reader.left === 0 ? 0 : reader.uint32()
  const size = flags & ATTRIBUTE.SIZE ? reader.uint64() : undefined
  if (flags & ATTRIBUTE.OWNER) reader.uint64()
  if (flags & ATTRIBUTE.PERMISSIONS) reader.uint32()
  if (flags & ATTRIBUTE.TIMES) reader.uint64()
  const pairs = flags & ATTRIBUTE.EXTENDED ? reader.uint32() : 0
  for (let index = 0; index < Math.min(pairs, EXTENDED_PAIRS_MAX); index += 1) {
    reader.string()
    reader.string()
  }
  return size
}

export function fileAttributes(file: FileFacts): Buffer {
  return attributes(file.size, FILE_MODE, file.modifiedAt)
}

export function folderAttributes(modifiedAt: Date): Buffer {
  return attributes(0, FOLDER_MODE, modifiedAt)
}

function attributes(size: number, mode: number, modifiedAt: Date): Buffer {
  const seconds = uint32(Math.floor(modifiedAt.getTime() / 1000))
  const flags = ATTRIBUTE.SIZE | ATTRIBUTE.PERMISSIONS | ATTRIBUTE.TIMES
  return Buffer.concat([uint32(flags), uint64(size), uint32(mode), seconds, seconds])
}
