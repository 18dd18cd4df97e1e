// The unfinished files of one login on disk. Each is two files with a generated name: the bytes, and a small record
// that says what the client calls it and how far it can be trusted. One record a file, because then a crash can only
// spoil the upload it interrupts, and two connections of a login never write the same record.
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat, truncate, unlink } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { readRecord, writeRecord } from './durable-json'

/** How long an unfinished file can be resumed. */
export const PARTIAL_KEPT_SECONDS = 48 * 60 * 60

const recordSchema = z.object({
  name: z.string(),
  /** receiving: an upload was open when this was written. */
  state: z.enum(['receiving', 'incomplete', 'complete']),
  /** Bytes came out of order: only the process that received them knows where the gaps are. */
  scattered: z.boolean(),
})

export type Partial = z.output<typeof recordSchema> & {
  readonly id: string
  /** Bytes on disk that may be relied on. */
  size: number
  modifiedAt: Date
  /** Of all its bytes, if it is complete and this process has seen them come. */
  sha256: string | undefined
}

const RECORD_ENDING = '.json'
const BYTES_ENDING = '.bytes'

/** The unfinished files of one login, by the client's name. */
export class Partials {
  private readonly byName = new Map<string, Partial>()

  private constructor(private readonly folder: string) {}

  /** Reads what an earlier process left, and throws away what is too old or cannot be trusted. */
  static async load(folder: string, now: Date): Promise<Partials> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const partials = new Partials(folder)
    const entries = await readdir(folder)
    const ids = entries
      .filter((entry) => entry.endsWith(BYTES_ENDING))
      .map((entry) => entry.slice(0, -BYTES_ENDING.length))
    for (const id of ids) await partials.restore(id, now)
    const known = new Set([...partials.byName.values()].map((partial) => partial.id))
    const orphans = entries.filter(
      (entry) => entry.endsWith(RECORD_ENDING) && !known.has(entry.slice(0, -RECORD_ENDING.length)),
    )
    for (const orphan of orphans) await unlink(path.join(folder, orphan))
    return partials
  }

  get(name: string): Partial | undefined {
    return this.byName.get(name)
  }

  all(): Partial[] {
    return [...this.byName.values()]
  }

  bytesPath(partial: Partial): string {
    return path.join(this.folder, partial.id + BYTES_ENDING)
  }

  /** Makes an empty file of this name and opens it. */
  async create(name: string, now: Date): Promise<{ partial: Partial; handle: FileHandle }> {
    const fresh = { name, state: 'receiving', scattered: false, size: 0, modifiedAt: now } as const
    const partial: Partial = { ...fresh, id: randomUUID(), sha256: undefined }
    await this.save(partial)
    const handle = await open(this.bytesPath(partial), 'wx', 0o600)
    this.byName.set(name, partial)
    return { partial, handle }
  }

  /** Opens a file that is there, to go on writing it. */
  async reopen(partial: Partial): Promise<FileHandle> {
    return open(this.bytesPath(partial), 'r+')
  }

  /** Writes down name and state. A complete file is durable before this returns; the others need only outlive the process. */
  async save(partial: Partial): Promise<void> {
    const { name, state, scattered } = partial
    await writeRecord(this.recordPath(partial), { name, state, scattered }, { durable: state === 'complete' })
  }

  async rename(partial: Partial, name: string): Promise<void> {
    const previous = partial.name
    partial.name = name
    await this.save(partial)
    this.byName.delete(previous)
    this.byName.set(name, partial)
  }

  /**
   * Keeps what came of an unfinished upload, less its last byte. Without that, a client whose connection broke after the
   * last byte would find the file at its full size, consider it sent, and never close it: nothing would be delivered.
   */
  async keepResumable(partial: Partial, trustedBytes: number): Promise<void> {
    partial.size = Math.max(0, trustedBytes - 1)
    partial.sha256 = undefined
    partial.state = 'incomplete'
    partial.scattered = false
    if (partial.size === 0) return this.discard(partial)
    await truncate(this.bytesPath(partial), partial.size)
    await this.save(partial)
  }

  /** Cuts a file that is not open. */
  async shrink(partial: Partial, size: number): Promise<void> {
    await truncate(this.bytesPath(partial), size)
    partial.size = size
    partial.sha256 = undefined
  }

  /** Removes the file and its record; nothing happens if the bytes have been moved away already. */
  async discard(partial: Partial): Promise<void> {
    this.byName.delete(partial.name)
    await rm(this.bytesPath(partial), { force: true })
    await rm(this.recordPath(partial), { force: true })
  }

  private recordPath(partial: Partial): string {
    return path.join(this.folder, partial.id + RECORD_ENDING)
  }

  private async restore(id: string, now: Date): Promise<void> {
    const bytes = path.join(this.folder, id + BYTES_ENDING)
    const { size, mtime } = await stat(bytes)
    const record = await readRecord(path.join(this.folder, id + RECORD_ENDING), recordSchema)
    const tooOld = now.getTime() - mtime.getTime() > PARTIAL_KEPT_SECONDS * 1000
    const lost = !record || tooOld || (record.state === 'receiving' && record.scattered) || this.byName.has(record.name)
    if (lost) {
      await unlink(bytes)
      return
    }
    const partial: Partial = { ...record, id, size, modifiedAt: mtime, sha256: undefined }
    this.byName.set(partial.name, partial)
    if (partial.state === 'receiving') await this.keepResumable(partial, size)
  }
}
