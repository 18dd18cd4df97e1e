// A sealed file that is being written: at any place, cut and gone on with, as uploads are. The chunk that was written to
// last stays open in memory until another one is needed; every other lies sealed on the disk. Nothing plain touches it.
import { open, type FileHandle } from 'node:fs/promises'
import { bytesIn, takeBytes, writePieces } from './pieces'
import {
  CHUNK_BYTES,
  DamagedFileError,
  isUnwritten,
  lastChunkOf,
  openChunk,
  plainBytesOf,
  sealChunk,
  sealedBytesOf,
  SLOT_BYTES,
} from './sealed-format'

type OpenedChunk = { readonly number: number; readonly plain: Buffer; isChanged: boolean }
/** Sealed pieces that follow each other. */
type SealedRun = { readonly position: number; bytes: number; readonly pieces: Buffer[] }

export class SealedFile {
  private opened: OpenedChunk | undefined
  /** The chunk in which the file ends lies on the disk and is marked as the last one. */
  private isEndSealed = false
  private waiting: SealedRun[] = []
  /** Of a chunk that is not open any more. */
  private spare: Buffer | undefined

  private constructor(
    private readonly handle: FileHandle,
    private readonly key: Buffer,
    private plainBytes = 0,
  ) {}

  /** Makes an empty file. */
  static async create(file: string, key: Buffer): Promise<SealedFile> {
    return new SealedFile(await open(file, 'wx+', 0o600), key)
  }

  /** Opens a file that was closed. @throws DamagedFileError if its end is not as it was written. */
  static open(file: string, key: Buffer): Promise<SealedFile> {
    return SealedFile.from(file, key, (sealed) => sealed.loadEnd())
  }

  /** Opens a file whose process ended while it was written: with as much of it as is there whole. */
  static recover(file: string, key: Buffer): Promise<SealedFile> {
    return SealedFile.from(file, key, (sealed) => sealed.findEnd())
  }

  private static async from(file: string, key: Buffer, begin: (sealed: SealedFile) => Promise<void>) {
    const handle = await open(file, 'r+')
    const sealed = new SealedFile(handle, key)
    try {
      await begin(sealed)
      return sealed
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** In plain bytes. */
  get size(): number {
    return this.plainBytes
  }

  /**
   * Writes bytes at a position; what lies between the end and there becomes zeros. One call at a time.
   * @param isMoreComing the chunk that is written last may wait in memory for the next call.
   */
  async write(position: number, pieces: readonly Buffer[], isMoreComing = false): Promise<void> {
    const end = position + bytesIn(pieces)
    const sizeBefore = this.plainBytes
    if (this.isEndSealed && end > sizeBefore) {
      // Not awaited if it is open already, as it is while bytes come in order: then all is sealed before this returns.
      const number = lastChunkOf(sizeBefore)
      const chunk = this.opened?.number === number ? this.opened : await this.load(number)
      this.reopenEnd(chunk)
    }
    this.plainBytes = Math.max(sizeBefore, end)
    const rest = [...pieces]
    for (let at = position; at < end;) {
      const number = Math.floor(at / CHUNK_BYTES)
      const from = number * CHUNK_BYTES
      const until = Math.min(from + CHUNK_BYTES, end)
      const part = takeBytes(rest, until - at)
      // The last chunk stays open: whether more comes after it is not known.
      if (until - at === CHUNK_BYTES && until < this.plainBytes) this.replace(number, part)
      else {
        if (from >= sizeBefore) this.begin(number)
        const chunk = this.opened?.number === number ? this.opened : await this.load(number)
        change(chunk, at - from, part)
      }
      at = until
    }
    const stillOpen = this.opened
    if (!isMoreComing) this.sealOpened()
    this.opened = stillOpen
    await this.writeWaiting()
  }

  /** Cuts it, or makes it longer by zeros. A cut is on the disk when this returns. */
  async truncate(size: number): Promise<void> {
    if (size === this.plainBytes) return
    if (size > this.plainBytes) {
      if (this.isEndSealed) this.reopenEnd(await this.load(lastChunkOf(this.plainBytes)))
      this.plainBytes = size
      return
    }
    const number = lastChunkOf(size)
    const chunk = await this.load(number)
    chunk.plain.fill(0, size - number * CHUNK_BYTES)
    chunk.isChanged = true
    this.isEndSealed = false
    this.plainBytes = size
    await this.sealAll()
    await this.handle.truncate(sealedBytesOf(size))
  }

  /** When this returns, all of it would survive a power cut, and could be opened as it is. */
  async sync(): Promise<void> {
    await this.sealAll()
    await this.handle.sync()
  }

  /** Closes it, sealed to its end; not synced. */
  async close(): Promise<void> {
    try {
      await this.sealAll()
    } finally {
      await this.release()
    }
  }

  /** Closes it without sealing what is still open: for a file that is thrown away. */
  async release(): Promise<void> {
    this.opened = undefined
    this.spare = undefined
    await this.handle.close()
  }

  /** Opens a chunk of which nothing was written yet. */
  private begin(number: number): void {
    if (this.opened?.number === number) return
    this.opened = { number, plain: this.leaveOpened(), isChanged: true }
  }

  /** Seals the chunk that is open. @returns its memory, blank, for the next one. */
  private leaveOpened(): Buffer {
    const memory = this.opened?.plain ?? this.spare
    this.sealOpened()
    this.spare = undefined
    return memory?.fill(0) ?? Buffer.alloc(CHUNK_BYTES)
  }

  private async load(number: number): Promise<OpenedChunk> {
    if (this.opened?.number === number) return this.opened
    const chunk = { number, plain: this.leaveOpened(), isChanged: false }
    await this.writeWaiting()
    const slot = await this.readSlot(number)
    const isLast = this.isEndSealed && number === lastChunkOf(this.plainBytes)
    if (!isUnwritten(slot)) openChunk(this.key, number, isLast, slot).copy(chunk.plain)
    return (this.opened = chunk)
  }

  private reopenEnd(chunk: OpenedChunk): void {
    chunk.isChanged = true
    this.isEndSealed = false
  }

  private replace(number: number, pieces: readonly Buffer[]): void {
    this.spare ??= this.opened?.plain
    if (this.opened?.number === number) this.opened = undefined
    this.sealOpened()
    this.seal(number, pieces)
  }

  private async sealAll(): Promise<void> {
    if (!this.isEndSealed) (await this.load(lastChunkOf(this.plainBytes))).isChanged = true
    const stillOpen = this.opened
    this.sealOpened()
    await this.writeWaiting()
    this.opened = stillOpen
  }

  private sealOpened(): void {
    const chunk = this.opened
    this.opened = undefined
    if (!chunk?.isChanged) return
    chunk.isChanged = false
    const length = Math.min(CHUNK_BYTES, this.plainBytes - chunk.number * CHUNK_BYTES)
    this.seal(chunk.number, [chunk.plain.subarray(0, length)])
  }

  private seal(number: number, pieces: readonly Buffer[]): void {
    const isLast = number === lastChunkOf(this.plainBytes)
    if (isLast) this.isEndSealed = true
    const position = number * SLOT_BYTES
    const before = this.waiting.at(-1)
    const follows = before && before.position + before.bytes === position
    const run = follows ? before : { position, bytes: 0, pieces: [] }
    if (!follows) this.waiting.push(run)
    const sealed = sealChunk(this.key, number, isLast, pieces)
    run.pieces.push(...sealed)
    run.bytes += bytesIn(sealed)
  }

  private async writeWaiting(): Promise<void> {
    const runs = this.waiting
    this.waiting = []
    for (const { position, pieces } of runs) await writePieces(this.handle, pieces, position)
  }

  private async readSlot(number: number): Promise<Buffer> {
    const slot = Buffer.allocUnsafe(SLOT_BYTES)
    const { bytesRead } = await this.handle.read(slot, 0, SLOT_BYTES, number * SLOT_BYTES)
    return slot.subarray(0, bytesRead)
  }

  private async loadEnd(): Promise<void> {
    const size = plainBytesOf((await this.handle.stat()).size)
    if (size === undefined) throw new DamagedFileError('its size is not one that a sealed file can have')
    this.plainBytes = size
    this.isEndSealed = true
    await this.load(lastChunkOf(size))
  }

  private async findEnd(): Promise<void> {
    const slots = Math.ceil((await this.handle.stat()).size / SLOT_BYTES)
    for (let number = slots - 1; number >= 0; number--) {
      const slot = await this.readSlot(number)
      const isLast = [true, false].find((guess) => opens(this.key, number, guess, slot))
      if (isLast === undefined) continue
      this.isEndSealed = isLast
      this.plainBytes = number * CHUNK_BYTES + openChunk(this.key, number, isLast, slot).length
      return this.handle.truncate(number * SLOT_BYTES + slot.length)
    }
    await this.handle.truncate(0)
  }
}

function change(chunk: OpenedChunk, offset: number, pieces: readonly Buffer[]): void {
  let at = offset
  for (const piece of pieces) at += piece.copy(chunk.plain, at)
  chunk.isChanged = true
}

function opens(key: Buffer, number: number, isLast: boolean, slot: Buffer): boolean {
  try {
    openChunk(key, number, isLast, slot)
    return true
  } catch {
    return false
  }
}
