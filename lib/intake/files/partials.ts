// The unfinished files of one login on disk. Each is two files with a generated name: the bytes, sealed as they came, and a
// small record with their key that says what the client calls it and how far it can be trusted. One record a file, because
// then a crash can only spoil the upload it interrupts, and two connections of a login never write the same record.
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { fileIdOf, newStorageKey, openSealed, type SealedFile } from '@/lib/platform/files'
import { log } from '@/lib/platform/log'
import { readRecord, writeRecord } from './durable-json'

/** How long an unfinished file can be resumed. */
export const PARTIAL_KEPT_SECONDS = 48 * 60 * 60

/** An upload that is open is written to more often than this, or its session is ended (visitors/limits.ts). */
const OPEN_UNTOUCHED_MS = 20 * 60 * 1000

const writerSchema = z.object({ host: z.string(), pid: z.number().int().positive() })

const recordSchema = z.object({
  name: z.string(),
  /** Under which it will be stored; with the key it is sealed with. Those of earlier versions have none: they are plain. */
  storageKey: z.string().optional(),
  /** receiving: an upload was open when this was written. */
  state: z.enum(['receiving', 'incomplete', 'complete']),
  /** Bytes came out of order: only the process that received them knows where the gaps are. */
  scattered: z.boolean(),
  /** Which process wrote this. Earlier versions do not say. */
  writer: writerSchema.optional(),
})

export type Partial = Omit<z.output<typeof recordSchema>, 'writer'> & {
  readonly storageKey: string
  /** Bytes on disk that may be relied on. */
  size: number
  modifiedAt: Date
  /** Of all its bytes, if it is complete and this process has seen them come. */
  sha256: string | undefined
}

type Writer = z.output<typeof writerSchema>

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
    const orphans = entries.filter(
      (entry) => entry.endsWith(RECORD_ENDING) && !ids.includes(entry.slice(0, -RECORD_ENDING.length)),
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
    return path.join(this.folder, fileIdOf(partial.storageKey) + BYTES_ENDING)
  }

  /** Makes an empty file of this name and opens it. */
  async create(name: string, now: Date): Promise<{ partial: Partial; file: SealedFile }> {
    const fresh = { name, state: 'receiving', scattered: false, size: 0, modifiedAt: now } as const
    const partial: Partial = { ...fresh, storageKey: newStorageKey(), sha256: undefined }
    await this.save(partial)
    const file = await openSealed(this.bytesPath(partial), partial.storageKey, 'create')
    this.byName.set(name, partial)
    return { partial, file }
  }

  /** Opens a file that is there, to go on writing it. */
  async reopen(partial: Partial): Promise<SealedFile> {
    return openSealed(this.bytesPath(partial), partial.storageKey, 'open')
  }

  /** Writes down name and state. A complete file is durable before this returns; the others need only outlive the process. */
  async save(partial: Partial): Promise<void> {
    const { name, storageKey, state, scattered } = partial
    const record = { name, storageKey, state, scattered, writer: { host: hostname(), pid: process.pid } }
    await writeRecord(this.recordPath(partial), record, { durable: state === 'complete' })
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
    const file = await openSealed(this.bytesPath(partial), partial.storageKey, 'recover')
    try {
      // Its end may be missing, or spoiled, if the process was killed or the disk failed.
      partial.size = Math.max(0, Math.min(trustedBytes, file.size) - 1)
      if (partial.size > 0) await file.truncate(partial.size)
    } finally {
      await file.release()
    }
    partial.sha256 = undefined
    partial.state = 'incomplete'
    partial.scattered = false
    if (partial.size === 0) await this.discard(partial)
    else await this.save(partial)
  }

  /** Cuts a file that is not open. */
  async shrink(partial: Partial, size: number): Promise<void> {
    const file = await this.reopen(partial)
    try {
      await file.truncate(size)
    } finally {
      await file.close()
    }
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
    return path.join(this.folder, fileIdOf(partial.storageKey) + RECORD_ENDING)
  }

  private async restore(id: string, now: Date): Promise<void> {
    const bytes = path.join(this.folder, id + BYTES_ENDING)
    const { size, mtime } = await stat(bytes)
    const record = await readRecord(path.join(this.folder, id + RECORD_ENDING), recordSchema)
    if (record?.state === 'receiving' && (await this.isOpenElsewhere(id, record.writer, now))) return
    const tooOld = now.getTime() - mtime.getTime() > PARTIAL_KEPT_SECONDS * 1000
    const lost = !record || tooOld || (record.state === 'receiving' && record.scattered) || this.byName.has(record.name)
    if (lost) {
      await rm(path.join(this.folder, id + RECORD_ENDING), { force: true })
      await unlink(bytes)
      return
    }
    const { name, storageKey, state, scattered } = record
    const partial: Partial = {
      ...{ name, state, scattered },
      storageKey: storageKey ?? newStorageKey(),
      size,
      modifiedAt: mtime,
      sha256: undefined,
    }
    try {
      if (!storageKey) await this.sealPlain(id, partial)
      await this.restoreSealed(partial)
    } catch (error) {
      // What cannot be opened, for want of its master key or because it is damaged, must not keep the login's other files away.
      log.error({ err: error, partial: id }, 'an unfinished upload cannot be opened, and is not offered to be resumed')
    }
  }

  // Several intakes may share a folder. What another one is writing must not be cut under its hands.
  private async isOpenElsewhere(id: string, writer: Writer | undefined, now: Date): Promise<boolean> {
    if (!writer || (writer.host === hostname() && (writer.pid === process.pid || !isAlive(writer.pid)))) return false
    const files = [RECORD_ENDING, BYTES_ENDING].map((ending) => stat(path.join(this.folder, id + ending)))
    const touched = (await Promise.all(files)).map(({ mtimeMs }) => mtimeMs)
    return now.getTime() - Math.max(...touched) < OPEN_UNTOUCHED_MS
  }

  private async restoreSealed(partial: Partial): Promise<void> {
    this.byName.set(partial.name, partial)
    try {
      if (partial.state === 'receiving') return await this.keepResumable(partial, Number.MAX_SAFE_INTEGER)
      const file = await this.reopen(partial)
      partial.size = file.size
      await file.release()
    } catch (error) {
      this.byName.delete(partial.name)
      throw error
    }
  }

  /** One that an earlier version left as it came. */
  private async sealPlain(id: string, partial: Partial): Promise<void> {
    const plain = path.join(this.folder, id + BYTES_ENDING)
    const file = await openSealed(this.bytesPath(partial), partial.storageKey, 'create')
    for await (const piece of createReadStream(plain) as AsyncIterable<Buffer>) await file.write(file.size, [piece])
    await file.sync()
    await file.close()
    await this.save(partial)
    await rm(path.join(this.folder, id + RECORD_ENDING), { force: true })
    await unlink(plain)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
