// Where the bytes of each member stand. The header before a member must say what the directory says, and the members must
// fill the file up to the directory, one behind the other: where they overlap, a small file unpacks to an endless one
// (Fifield, "A better zip bomb", 2019), and where they leave gaps, something is hidden.
import type { Issue } from '@/lib/issues/issue'
import type { RandomAccess } from './archive'
import { archiveIssue, contradiction } from './archive-issue'
import type { ArchiveEntry } from './read-directory'

export type LocatedMember = ArchiveEntry & { readonly dataAt: number }

type LocalHeader = { readonly headerBytes: number; readonly agrees: boolean }

const HEADER_SIGNATURE = 0x04034b50
const HEADER_BYTES = 30
const FLAG_SIZES_FOLLOW = 0x8
const FLAGS_COMPARED = 0x2041
const ZIP64_FIELD = 1
/** Checksum and sizes written behind a member: with or without signature, in 32 or 64 bits. */
const descriptorBytes = [12, 16, 20, 24]

/**
 * Finds the members.
 * @param directoryAt where the members end
 */
export async function locateMembers(
  source: RandomAccess,
  entries: readonly ArchiveEntry[],
  directoryAt: number,
): Promise<{ ok: true; members: LocatedMember[] } | { ok: false; issue: Issue }> {
  const inOrder = entries.toSorted((a, b) => a.headerAt - b.headerAt)
  const overlapping = firstOverlap(inOrder, directoryAt)
  if (overlapping) return { ok: false, issue: archiveIssue('file-archive-overlap', { name: overlapping.name }) }

  const located = new Map<ArchiveEntry, LocatedMember>()
  let expectedAt = 0
  for (const [index, entry] of inOrder.entries()) {
    if (entry.headerAt !== expectedAt) return { ok: false, issue: contradiction('extra', entry.name) }
    const header = await readHeader(source, entry)
    if (!header.agrees) return { ok: false, issue: contradiction('headers', entry.name) }
    const dataAt = entry.headerAt + header.headerBytes
    located.set(entry, { ...entry, dataAt })
    const endsAt = dataAt + entry.packedBytes
    const nextAt = inOrder[index + 1]?.headerAt ?? directoryAt
    if (endsAt > nextAt) return { ok: false, issue: archiveIssue('file-archive-overlap', { name: entry.name }) }
    const hasDescriptor = (entry.flags & FLAG_SIZES_FOLLOW) !== 0 && descriptorBytes.includes(nextAt - endsAt)
    expectedAt = hasDescriptor ? nextAt : endsAt
  }
  if (expectedAt !== directoryAt) return { ok: false, issue: contradiction('extra') }
  return { ok: true, members: entries.map((entry) => located.get(entry)!) }
}

/** By the directory alone: a member takes at least its header, its name and its packed bytes. */
function firstOverlap(inOrder: readonly ArchiveEntry[], directoryAt: number): ArchiveEntry | undefined {
  return inOrder.find(({ headerAt, rawName, packedBytes }, index) => {
    const nextAt = inOrder[index + 1]?.headerAt ?? directoryAt
    return !(headerAt + HEADER_BYTES + rawName.length + packedBytes <= nextAt)
  })
}

async function readHeader(source: RandomAccess, entry: ArchiveEntry): Promise<LocalHeader> {
  const fixed = Buffer.from(await source.read(entry.headerAt, HEADER_BYTES))
  if (fixed.length < HEADER_BYTES || fixed.readUInt32LE(0) !== HEADER_SIGNATURE)
    return { headerBytes: 0, agrees: false }
  const nameBytes = fixed.readUInt16LE(26)
  const extraBytes = fixed.readUInt16LE(28)
  const rest = Buffer.from(await source.read(entry.headerAt + HEADER_BYTES, nameBytes + extraBytes))
  const sizes = sizesOf(fixed, rest.subarray(nameBytes))
  // A writer that did not know them yet left zeros and wrote them behind the member.
  const follow = (entry.flags & FLAG_SIZES_FOLLOW) !== 0
  const agreesOn = (found: number, declared: number) => found === declared || (follow && found === 0)
  const agrees =
    rest.subarray(0, nameBytes).equals(entry.rawName) &&
    ((fixed.readUInt16LE(6) ^ entry.flags) & (FLAGS_COMPARED | FLAG_SIZES_FOLLOW)) === 0 &&
    fixed.readUInt16LE(8) === entry.method &&
    agreesOn(fixed.readUInt32LE(14), entry.crc32) &&
    agreesOn(sizes.packed, entry.packedBytes) &&
    agreesOn(sizes.size, entry.sizeBytes)
  return { headerBytes: HEADER_BYTES + nameBytes + extraBytes, agrees }
}

/** Sizes that do not fit 32 bits stand in an extra field (APPNOTE.TXT, 4.5.3). */
function sizesOf(fixed: Buffer, extra: Buffer): { packed: number; size: number } {
  let packed = fixed.readUInt32LE(18)
  let size = fixed.readUInt32LE(22)
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_FIELD) continue
    const numbers = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
    let next = 0
    const large = () => (next + 8 <= numbers.length ? Number(numbers.readBigUInt64LE((next += 8) - 8)) : -1)
    if (size === 0xffffffff) size = large()
    if (packed === 0xffffffff) packed = large()
  }
  return { packed, size }
}
