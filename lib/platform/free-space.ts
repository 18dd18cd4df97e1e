// Files are taken in only while the disk keeps some room: the database, the worker and the log beside them must be able to
// go on. What is being written counts from the moment it is let through, not from when the disk has noticed.
import { statfs } from 'node:fs/promises'
import { env } from './env'

const GIB = 1024 ** 3
/** Of a disk, what is kept free unless DISK_FREE_BYTES_MIN says otherwise; no less and no more than these. */
const KEPT_SHARE = 0.05
const KEPT_BYTES_LEAST = GIB
const KEPT_BYTES_MOST = 5 * GIB
/** Of a disk that is small itself. */
const KEPT_SHARE_MOST = 0.1
/** The disk is asked anew after so long, or when so much was let through. */
const READ_AGAIN_MS = 250
const READ_AGAIN_BYTES = 32 * 1024 * 1024

/** What is thrown where a stream ends for want of room; the code is the one a full disk gives. */
export class NoRoomError extends Error {
  readonly code = 'ENOSPC'

  constructor() {
    super('the disk is nearly full: no files are taken in')
  }
}

export type Space = {
  readonly freeBytes: number
  readonly totalBytes: number
  /** Files are refused when less than this would be left. */
  readonly leastBytes: number
}

/** How much of a disk stays free. */
export function leastFreeBytes(totalBytes: number): number {
  const kept = Math.min(Math.max(totalBytes * KEPT_SHARE, KEPT_BYTES_LEAST), KEPT_BYTES_MOST)
  return Math.floor(Math.min(kept, totalBytes * KEPT_SHARE_MOST))
}

/** The room for files of one folder's disk, shared by all that write there. */
export class Room {
  private read: { free: number; at: number } | undefined
  private reading: Promise<void> | undefined
  /** Let through since the disk was asked, or before and not written then. */
  private promised = 0
  private inFlight = 0

  /** @param leastBytes what stays free; undefined: by the size of the disk. */
  constructor(
    private readonly folder: () => string,
    private readonly leastBytes: () => number | undefined,
  ) {}

  /** What the disk says now. */
  async space(): Promise<Space> {
    const { bavail, blocks, bsize } = await statfs(this.folder())
    const totalBytes = blocks * bsize
    return { freeBytes: bavail * bsize, totalBytes, leastBytes: this.leastBytes() ?? leastFreeBytes(totalBytes) }
  }

  /** How many bytes may still be written. */
  async usableBytes(): Promise<number> {
    await this.refresh()
    return Math.max(0, (this.read?.free ?? 0) - this.promised)
  }

  /**
   * Asks for room, before writing.
   * @returns what is to be called when the bytes are on the disk, or will not be; undefined: there is no room.
   */
  async reserve(bytes: number): Promise<(() => void) | undefined> {
    const isFresh = this.read && performance.now() - this.read.at < READ_AGAIN_MS && this.promised < READ_AGAIN_BYTES
    if (!isFresh) await this.refresh()
    if ((this.read?.free ?? 0) - this.promised < bytes) return undefined
    this.promised += bytes
    this.inFlight += bytes
    let isOver = false
    return () => {
      if (!isOver) this.inFlight -= bytes
      isOver = true
    }
  }

  private refresh(): Promise<void> {
    this.reading ??= this.ask().finally(() => (this.reading = undefined))
    return this.reading
  }

  private async ask(): Promise<void> {
    // What is promised while the disk answers counts twice for a moment, rather than not at all.
    const before = this.promised - this.inFlight
    const { freeBytes, leastBytes } = await this.space()
    this.read = { free: freeBytes - leastBytes, at: performance.now() }
    this.promised -= before
  }
}

/** The room for files under DATA_DIR. */
export const room = new Room(
  () => env().dataDir,
  () => env().diskFreeBytesMin,
)

/** Passes a stream on as long as there is room for it. @throws NoRoomError */
export async function* withinRoom(source: AsyncIterable<Uint8Array>, within = room): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    const written = await within.reserve(chunk.byteLength)
    if (!written) throw new NoRoomError()
    try {
      yield chunk
    } finally {
      written()
    }
  }
}
