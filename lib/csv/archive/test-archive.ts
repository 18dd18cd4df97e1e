// For tests only: archives written byte by byte, so that every one of them can lie.
import { crc32, deflateRawSync } from 'node:zlib'
import type { RandomAccess } from './archive'
import { openArchive } from './open-archive'
import type { ArchiveLimits } from './archive-limits'

/** What a header says; left out, it is the truth. */
type Said = { name?: string | Buffer; flags?: number; method?: number; crc?: number; packed?: number; size?: number }

export type Member = Said & {
  data?: string | Buffer
  /** Bytes as they are to stand in the archive, instead of the packed data. */
  raw?: Buffer
  /** Only in the member's own header, or only in the directory. */
  local?: Said & { extra?: Buffer }
  central?: Said & { extra?: Buffer; headerAt?: number }
  /** UNIX mode, such as 0o120777 for a link. */
  mode?: number
  /** Written behind the member. */
  after?: Buffer
}

type Layout = {
  before?: Buffer
  beforeDirectory?: Buffer
  comment?: Buffer
  end?: { entries?: number; directoryBytes?: number; directoryAt?: number }
  /** Bytes between directory and end record, such as those of zip64. */
  beforeEnd?: (directoryAt: number, directoryBytes: number, count: number) => Buffer
}

/** Writes an archive. */
export function zipOf(members: readonly Member[], layout: Layout = {}): Buffer {
  const parts: Buffer[] = [layout.before ?? Buffer.alloc(0)]
  const directory: Buffer[] = []
  let at = parts[0]!.length
  for (const member of members) {
    const truth = truthOf(member)
    const written = Buffer.concat([localHeader(member, truth), truth.body, member.after ?? Buffer.alloc(0)])
    directory.push(directoryEntry(member, truth, at))
    parts.push(written)
    at += written.length
  }
  parts.push(layout.beforeDirectory ?? Buffer.alloc(0))
  at += layout.beforeDirectory?.length ?? 0
  const directoryBytes = Buffer.concat(directory).length
  const beforeEnd = layout.beforeEnd?.(at, directoryBytes, members.length) ?? Buffer.alloc(0)
  return Buffer.concat([...parts, ...directory, beforeEnd, endRecord(layout, at, directoryBytes, members.length)])
}

type Truth = Required<Said> & { body: Buffer }

function truthOf({ data = '', raw, ...said }: Member): Truth {
  const bytes = Buffer.from(data)
  const method = said.method ?? 8
  const body = raw ?? (method === 8 ? deflateRawSync(bytes) : bytes)
  const { name = 'students.csv', flags = 0, crc = crc32(bytes), packed = body.length, size = bytes.length } = said
  return { name, flags, method, crc, packed, size, body }
}

function localHeader({ local = {} }: Member, truth: Truth): Buffer {
  const { name, flags, method, crc, packed, size } = { ...truth, ...local }
  const rawName = Buffer.from(name as Buffer)
  const extra = local.extra ?? Buffer.alloc(0)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(flags, 6)
  head.writeUInt16LE(method, 8)
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(packed, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(rawName.length, 26)
  head.writeUInt16LE(extra.length, 28)
  return Buffer.concat([head, rawName, extra])
}

function directoryEntry({ central = {}, mode = 0o100644 }: Member, truth: Truth, at: number): Buffer {
  const { name, flags, method, crc, packed, size } = { ...truth, ...central }
  const rawName = Buffer.from(name as Buffer)
  const extra = central.extra ?? Buffer.alloc(0)
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE((3 << 8) | 20, 4)
  head.writeUInt16LE(flags, 8)
  head.writeUInt16LE(method, 10)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(packed, 20)
  head.writeUInt32LE(size, 24)
  head.writeUInt16LE(rawName.length, 28)
  head.writeUInt16LE(extra.length, 30)
  head.writeUInt32LE((mode << 16) >>> 0, 38)
  head.writeUInt32LE(central.headerAt ?? at, 42)
  return Buffer.concat([head, rawName, extra])
}

function endRecord({ comment = Buffer.alloc(0), end = {} }: Layout, at: number, bytes: number, count: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(end.entries ?? count, 8)
  record.writeUInt16LE(end.entries ?? count, 10)
  record.writeUInt32LE(end.directoryBytes ?? bytes, 12)
  record.writeUInt32LE(end.directoryAt ?? at, 16)
  record.writeUInt16LE(comment.length, 20)
  return Buffer.concat([record, comment])
}

/** The records of zip64 that stand before the end record; what is left out of `said` is the truth. */
export function zip64Records(said: { entries?: bigint; directoryBytes?: bigint; directoryAt?: bigint } = {}) {
  return (directoryAt: number, directoryBytes: number, count: number): Buffer => {
    const record = Buffer.alloc(56)
    record.writeUInt32LE(0x06064b50, 0)
    record.writeBigUInt64LE(44n, 4)
    record.writeBigUInt64LE(said.entries ?? BigInt(count), 24)
    record.writeBigUInt64LE(said.entries ?? BigInt(count), 32)
    record.writeBigUInt64LE(said.directoryBytes ?? BigInt(directoryBytes), 40)
    record.writeBigUInt64LE(said.directoryAt ?? BigInt(directoryAt), 48)
    const locator = Buffer.alloc(20)
    locator.writeUInt32LE(0x07064b50, 0)
    locator.writeBigUInt64LE(BigInt(directoryAt + directoryBytes), 8)
    locator.writeUInt32LE(1, 16)
    return Buffer.concat([record, locator])
  }
}

/** Sizes and place of a member in an extra field, as zip64 has them. */
export function zip64Extra(...numbers: (number | bigint)[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * numbers.length)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8 * numbers.length, 2)
  numbers.forEach((number, index) => extra.writeBigUInt64LE(BigInt(number), 4 + 8 * index))
  return extra
}

/** The bytes as a file of which any part can be read. */
export function accessTo(bytes: Buffer): RandomAccess {
  return {
    size: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
  }
}

/** The issue that refuses an archive, as code and params; or the names of its members and what each holds. */
export async function outcomeOf(bytes: Buffer, limits?: Partial<ArchiveLimits>) {
  const opened = await openArchive(accessTo(bytes), limits)
  if (!opened.ok) return { code: opened.issue.code, ...opened.issue.params }
  const contents: Record<string, string> = {}
  for (const member of opened.archive.members) {
    const pieces: Uint8Array[] = []
    for await (const piece of member.bytes()) pieces.push(piece)
    contents[member.name] = Buffer.concat(pieces).toString()
  }
  return contents
}
