// The packets we send.
import type { FileFacts } from '../files/account-files'
import { folderListingLine, listingLine } from '../files/listing-line'
import { fileAttributes, folderAttributes } from './attributes'
import { EXTENSIONS, PACKET, PACKET_BYTES_MAX, READ_BYTES_MAX, VERSION, WRITE_BYTES_MAX } from './protocol'
import type { Status } from './status'
import { string, uint32, uint64 } from './wire'

const BLOCK_BYTES = 4096
const NAME_BYTES_MAX = 255

export function versionReply(): Buffer {
  return packet(PACKET.VERSION, [uint32(VERSION), ...EXTENSIONS.flat().map((text) => string(text))])
}

export function statusReply(id: number, status: Status): Buffer {
  return packet(PACKET.STATUS, [uint32(id), uint32(status.code), string(status.text), string('en')])
}

export function handleReply(id: number, handle: string): Buffer {
  return packet(PACKET.HANDLE, [uint32(id), string(handle)])
}

export function fileAttributesReply(id: number, file: FileFacts): Buffer {
  return packet(PACKET.ATTRS, [uint32(id), fileAttributes(file)])
}

export function folderAttributesReply(id: number, now: Date): Buffer {
  return packet(PACKET.ATTRS, [uint32(id), folderAttributes(now)])
}

/** Bytes of a file. */
export function dataReply(id: number, bytes: Uint8Array): Buffer {
  return packet(PACKET.DATA, [uint32(id), uint32(bytes.length), bytes])
}

/** The answer to REALPATH: one name whose attributes mean nothing. */
export function pathReply(id: number, path: string): Buffer {
  return packet(PACKET.NAME, [uint32(id), uint32(1), string(path), string(path), uint32(0)])
}

/** Some entries of the listing; a text is the name of a folder. */
export function namesReply(id: number, entries: readonly (FileFacts | string)[], now: Date): Buffer {
  const names = entries.flatMap((entry) =>
    typeof entry === 'string'
      ? [string(entry), string(folderListingLine(entry, now)), folderAttributes(now)]
      : [string(entry.name), string(listingLine(entry, now)), fileAttributes(entry)],
  )
  return packet(PACKET.NAME, [uint32(id), uint32(entries.length), ...names])
}

/** The answer to statvfs@openssh.com, as `df` shows it: what is free is what would be taken in. */
export function spaceReply(id: number, { freeBytes, totalBytes }: { freeBytes: number; totalBytes: number }): Buffer {
  const [all, free] = [uint64(Math.floor(totalBytes / BLOCK_BYTES)), uint64(Math.floor(freeBytes / BLOCK_BYTES))]
  const entries = uint64(1_000_000)
  const [blockSize, none, nameLength] = [uint64(BLOCK_BYTES), uint64(0), uint64(NAME_BYTES_MAX)]
  const space = [blockSize, blockSize, all, free, free, entries, entries, entries, none, none, nameLength]
  return packet(PACKET.EXTENDED_REPLY, [uint32(id), ...space])
}

/** The answer to limits@openssh.com; without it OpenSSH sends 32 KiB at a time instead of 255. */
export function limitsReply(id: number, handlesMax: number): Buffer {
  const limits = [PACKET_BYTES_MAX, READ_BYTES_MAX, WRITE_BYTES_MAX, handlesMax]
  return packet(PACKET.EXTENDED_REPLY, [uint32(id), ...limits.map(uint64)])
}

function packet(type: number, parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 1)
  return Buffer.concat([uint32(length), Buffer.from([type]), ...parts], 4 + length)
}
