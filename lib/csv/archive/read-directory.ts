// The entries of an archive's directory, parsed by yauzl, which knows zip64 and the encodings of names.
import { fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type Entry, type ZipFile } from 'yauzl'
import { isUtf8 } from 'node:buffer'
import type { Issue } from '@/lib/issues/issue'
import type { RandomAccess } from './archive'
import { archiveIssue, contradiction } from './archive-issue'
import type { ArchiveLimits } from './archive-limits'
import type { EndRecord } from './end-record'

export type ArchiveEntry = {
  readonly name: string
  /** The name's bytes, to compare with those before the member itself. */
  readonly rawName: Buffer
  readonly flags: number
  readonly method: number
  readonly crc32: number
  readonly packedBytes: number
  readonly sizeBytes: number
  /** Where the member's own header begins. */
  readonly headerAt: number
  /** What kind of file it is, as UNIX writes it; 0 where the archive does not say. */
  readonly mode: number
}

/** Bytes of an entry before its name. */
const ENTRY_BYTES = 46
const FLAG_UTF8 = 0x800
const FLAG_STRONG_ENCRYPTION = 0x40
const UNICODE_PATH_FIELD = 0x7075

/**
 * Reads all entries. Their number is limited before the first is read, so that no size an archive claims reserves memory.
 */
export async function readDirectory(
  source: RandomAccess,
  { entries: count, directoryBytes, directoryAt }: EndRecord,
  { entriesMax }: ArchiveLimits,
): Promise<{ ok: true; entries: ArchiveEntry[] } | { ok: false; issue: Issue }> {
  if (count > entriesMax) return { ok: false, issue: archiveIssue('file-archive-entries', { limit: entriesMax }) }
  if (await hasStrongEncryption(source, count, directoryAt)) {
    return { ok: false, issue: archiveIssue('file-archive-encrypted') }
  }
  const parsed = await parse(source)
  if (!parsed || parsed.length !== count) return { ok: false, issue: contradiction('record') }
  const used = parsed.reduce(
    (sum, entry) => sum + ENTRY_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength,
    0,
  )
  if (used !== directoryBytes) return { ok: false, issue: contradiction('record') }
  return { ok: true, entries: parsed.map(toEntry) }
}

/** yauzl gives up on such an entry without saying which it is. The first one is enough to know. */
async function hasStrongEncryption(source: RandomAccess, count: number, directoryAt: number): Promise<boolean> {
  let at = directoryAt
  for (let index = 0; index < count; index++) {
    const head = Buffer.from(await source.read(at, ENTRY_BYTES))
    if (head.length < ENTRY_BYTES) return false
    if (head.readUInt16LE(8) & FLAG_STRONG_ENCRYPTION) return true
    at += ENTRY_BYTES + head.readUInt16LE(28) + head.readUInt16LE(30) + head.readUInt16LE(32)
  }
  return false
}

/** Undefined: the directory cannot be parsed. What breaks while the file is read is thrown. */
async function parse(source: RandomAccess): Promise<Entry[] | undefined> {
  const reader = new SourceReader(source)
  let zip: ZipFile | undefined
  try {
    zip = await fromRandomAccessReaderPromise(reader, source.size, { decodeStrings: false, validateEntrySizes: false })
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    return entries
  } catch {
    if (reader.failure) throw reader.failure
    return undefined
  }
}

/** yauzl's window on the source. Only reads are used: members are unpacked in read-member.ts. */
class SourceReader extends RandomAccessReader {
  failure: unknown

  constructor(private readonly source: RandomAccess) {
    super()
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.source.read(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset)
        callback(bytes.length < length ? new Error('unexpected EOF') : null, bytes.length)
      },
      (error: unknown) => {
        this.failure = error
        callback(new Error('the source cannot be read', { cause: error }))
      },
    )
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null)
  }
}

function toEntry(entry: Entry): ArchiveEntry {
  const { generalPurposeBitFlag: flags, compressionMethod: method, externalFileAttributes } = entry
  const rawName = entry.fileNameRaw
  return {
    ...{ rawName, flags, method, crc32: entry.crc32, name: nameOf(entry) },
    packedBytes: entry.compressedSize,
    sizeBytes: entry.uncompressedSize,
    headerAt: entry.relativeOffsetOfLocalHeader,
    mode: externalFileAttributes >>> 16,
  }
}

/** Names are UTF-8 where the flag says so, and in practice where they can be; else the letters of DOS. */
function nameOf({ fileNameRaw: raw, generalPurposeBitFlag: flags, extraFields }: Entry): string {
  // A second name beside one that needs none only serves to show different programs different names.
  const fields = isAscii(raw) ? extraFields.filter(({ id }) => id !== UNICODE_PATH_FIELD) : extraFields
  return getFileNameLowLevel(isUtf8(raw) ? flags | FLAG_UTF8 : flags, raw, fields, true)
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80)
}
