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

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HALF_A_YEAR_MS = 182 * 24 * 60 * 60 * 1000

/** The line of a long listing, in the form of `ls -l` that clients take apart; times in UTC. */
export function listingLine(file: FileFacts, now: Date): string {
  return line('-rw-------', 1, file.size, file.modifiedAt, now, file.name)
}

export function folderListingLine(name: string, now: Date): string {
  return line('drwx------', 2, 0, now, now, name)
}

function line(mode: string, links: number, size: number, modifiedAt: Date, now: Date, name: string): string {
  const day = `${MONTHS[modifiedAt.getUTCMonth()]} ${String(modifiedAt.getUTCDate()).padStart(2)}`
  const isRecent = Math.abs(now.getTime() - modifiedAt.getTime()) < HALF_A_YEAR_MS
  const time = isRecent ? modifiedAt.toISOString().slice(11, 16) : String(modifiedAt.getUTCFullYear()).padStart(5)
  return `${mode} ${String(links).padStart(3)} rollcall rollcall ${String(size).padStart(12)} ${day} ${time} ${name}`
}
