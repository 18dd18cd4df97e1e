// Where an archive's directory stands, by the record at its end (APPNOTE.TXT, 4.3.14 to 4.3.16). There must be one such
// record, it must be the last thing in the file, and the directory must end right before it: programs that find different
// records in one file unpack different files from it.
import type { Issue } from '@/lib/issues/issue'
import type { RandomAccess } from './archive'
import { archiveIssue, contradiction } from './archive-issue'

export type EndRecord = {
  readonly entries: number
  /** Where the directory begins, and how many bytes it takes. */
  readonly directoryAt: number
  readonly directoryBytes: number
}

const SIGNATURE = Buffer.from('PK\x05\x06', 'latin1')
const RECORD_BYTES = 22
const COMMENT_BYTES_MAX = 0xffff
const LOCATOR_SIGNATURE = 0x07064b50
const LOCATOR_BYTES = 20
const ZIP64_SIGNATURE = 0x06064b50
const ZIP64_BYTES = 56
/** What a ZIP begins with: its first member, or the end record of an empty one. */
const beginnings = ['PK\x03\x04', 'PK\x05\x06']

type Found = { ok: true; record: EndRecord } | { ok: false; issue: Issue }

const refuse = (issue: Issue): Found => ({ ok: false, issue })

/** Whether a file says that it is a ZIP, by its first four bytes. */
export function beginsAsArchive(firstBytes: Uint8Array): boolean {
  return beginnings.includes(Buffer.from(firstBytes.subarray(0, 4)).toString('latin1'))
}

/** Finds the end record of an archive, or tells why there is not one that can be trusted. */
export async function findEndRecord(source: RandomAccess): Promise<Found> {
  const tailAt = Math.max(0, source.size - RECORD_BYTES - COMMENT_BYTES_MAX - LOCATOR_BYTES)
  const tail = Buffer.from(await source.read(tailAt, source.size - tailAt))
  const records = offsetsOf(SIGNATURE, tail).filter((at) => at + RECORD_BYTES <= tail.length)
  if (records.length === 0) {
    const isZip = beginsAsArchive(await source.read(0, 4))
    return refuse(archiveIssue(isZip ? 'file-archive-incomplete' : 'file-not-archive'))
  }
  const endOf = (at: number) => at + RECORD_BYTES + tail.readUInt16LE(at + 20)
  const closing = records.filter((at) => endOf(at) === tail.length)
  if (closing.length === 0) {
    if (!beginsAsArchive(await source.read(0, 4))) return refuse(archiveIssue('file-not-archive'))
    const isCut = records.every((at) => endOf(at) > tail.length)
    return refuse(isCut ? archiveIssue('file-archive-incomplete') : contradiction('extra'))
  }
  // The first one that closes the file; another one after it stands in its comment.
  const [at = 0] = closing
  if (tail.indexOf(SIGNATURE, at + RECORD_BYTES) >= 0) return refuse(contradiction('record'))
  return readRecord(source, tail, at, tailAt)
}

function offsetsOf(signature: Buffer, bytes: Buffer): number[] {
  const offsets: number[] = []
  for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 1)) offsets.push(at)
  return offsets
}

async function readRecord(source: RandomAccess, tail: Buffer, at: number, tailAt: number): Promise<Found> {
  const disks = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)]
  const small = {
    entriesHere: tail.readUInt16LE(at + 8),
    entries: tail.readUInt16LE(at + 10),
    directoryBytes: tail.readUInt32LE(at + 12),
    directoryAt: tail.readUInt32LE(at + 16),
  }
  const recordAt = tailAt + at
  const hasLocator = at >= LOCATOR_BYTES && tail.readUInt32LE(at - LOCATOR_BYTES) === LOCATOR_SIGNATURE
  if (hasLocator) {
    const locator = tail.subarray(at - LOCATOR_BYTES, at)
    return readZip64(source, locator, recordAt - LOCATOR_BYTES, small)
  }
  if (disks.some((disk) => disk !== 0) || small.entries !== small.entriesHere) return refuse(contradiction('record'))
  if (small.directoryAt + small.directoryBytes !== recordAt) return refuse(contradiction('extra'))
  return { ok: true, record: small }
}

/** Numbers that do not fit the small record stand in another one before it, whose place a locator tells. */
async function readZip64(
  source: RandomAccess,
  locator: Buffer,
  locatorAt: number,
  small: EndRecord & { entriesHere: number },
): Promise<Found> {
  const at = Number(locator.readBigUInt64LE(8))
  if (locator.readUInt32LE(4) !== 0 || at + ZIP64_BYTES > locatorAt) return refuse(contradiction('record'))
  const record = Buffer.from(await source.read(at, ZIP64_BYTES))
  if (record.length < ZIP64_BYTES || record.readUInt32LE(0) !== ZIP64_SIGNATURE) {
    return refuse(contradiction('record'))
  }
  // The size of the record does not count its signature and the size itself.
  const endsAt = at + 12 + Number(record.readBigUInt64LE(4))
  const [entriesHere, entries, directoryBytes, directoryAt] = [24, 32, 40, 48].map((offset) =>
    Number(record.readBigUInt64LE(offset)),
  ) as [number, number, number, number]
  const isOneDisk = record.readUInt32LE(16) === 0 && record.readUInt32LE(20) === 0 && entriesHere === entries
  const agrees =
    [0xffff, entries].includes(small.entries) &&
    [0xffffffff, directoryBytes].includes(small.directoryBytes) &&
    [0xffffffff, directoryAt].includes(small.directoryAt)
  if (!isOneDisk || !agrees) return refuse(contradiction('record'))
  if (endsAt !== locatorAt || directoryAt + directoryBytes !== at) return refuse(contradiction('extra'))
  return { ok: true, record: { entries, directoryBytes, directoryAt } }
}
