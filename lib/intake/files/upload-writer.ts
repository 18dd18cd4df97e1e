// Puts the bytes of one upload on disk: sealed as they come, in order of arrival, neighbours joined into one system call,
// and counted, so that at the end it is known whether every byte is there.
import type { SealedFile } from '@/lib/platform/files'
import { NoRoomError } from '@/lib/platform/free-space'
import { type Answer, done, type Refusal, refused } from './account-files'
import { RunningHash } from './running-hash'
import { WrittenRanges } from './written-ranges'

const BATCH_BYTES_MAX = 4 * 1024 * 1024
/** IOV_MAX of Linux. */
const BATCH_PIECES_MAX = 1024

type Waiting = { position: number; pieces: readonly Buffer[]; bytes: number; answer: (answer: Answer) => void }

/** Asks for room on the disk; gives what is to be called when the bytes are there, or undefined where there is none. */
export type Reserve = (bytes: number) => Promise<(() => void) | undefined>

export type WriterStart = {
  readonly file: SealedFile
  /** Bytes already there and trusted. */
  readonly size: number
  readonly bytesMax: number
  /** Called, and waited for, before the first write that leaves a gap. */
  readonly onFirstGap: () => Promise<void>
  readonly reserve: Reserve
}

/** The writer of one open file. */
export class UploadWriter {
  /** Where the file ends, counting what still waits to be written. */
  end: number
  /** What went wrong for good: the file can no longer become whole. */
  damage: Refusal | undefined
  /** Something was written or cut since it was opened. */
  touched = false

  private readonly ranges: WrittenRanges
  private readonly hash: RunningHash
  private waiting: Waiting[] = []
  private running: Promise<void> | undefined
  private turn: Promise<unknown> = Promise.resolve()
  private gapNoted = false

  constructor(private readonly start: WriterStart) {
    this.end = start.size
    this.ranges = new WrittenRanges(start.size)
    this.hash = new RunningHash(start.size)
  }

  /** Bytes from the beginning that are on disk without a gap. */
  get wholeBytes(): number {
    return this.ranges.wholeBytes
  }

  /** Every byte up to the end is on disk. */
  get isWhole(): boolean {
    return this.damage === undefined && this.ranges.wholeBytes === this.end
  }

  /** The hash of the whole file, if its bytes came in order. Asked once, when everything is written. */
  sha256(): string | undefined {
    return this.hash.of(this.end)
  }

  /** Queues bytes; answers when they are on disk, but for the end of them (less than a chunk) if more is waiting already. */
  write(position: number, pieces: readonly Buffer[]): Promise<Answer> {
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
    this.touched = true
    if (position + bytes > this.start.bytesMax) this.damage ??= 'too-large'
    if (this.damage) return Promise.resolve(refused(this.damage))
    this.end = Math.max(this.end, position + bytes)
    const written = new Promise<Answer>((answer) => this.waiting.push({ position, pieces, bytes, answer }))
    this.running ??= this.run()
    return written
  }

  /** Cuts or extends the file. What an extension leaves unwritten is a gap like any other. */
  async resize(size: number): Promise<Answer> {
    await this.settled()
    if (size > this.start.bytesMax) return refused('too-large')
    if (size === this.end) return done
    this.touched = true
    if (size > this.end) await this.noteGap()
    await this.inTurn(() => this.start.file.truncate(size))
    this.ranges.cut(size)
    this.hash.cut(size)
    this.end = size
    return done
  }

  /** Waits until everything queued is on disk or has failed. */
  async settled(): Promise<void> {
    while (this.running) await this.running
  }

  /** Waits until everything queued is on disk, sealed to its end, and would survive a power cut. */
  async seal(): Promise<Answer> {
    await this.settled()
    if (this.damage) return refused(this.damage)
    try {
      await this.inTurn(() => this.start.file.sync())
      return done
    } catch (error) {
      return refused((this.damage = reasonOf(error)))
    }
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.takeBatch()
      const answer = await this.inTurn(() => this.writeBatch(batch))
      for (const { answer: tell } of batch) tell(answer)
    }
    this.running = undefined
  }

  // A sealed file does one thing at a time; a client may ask for a sync between two writes.
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work)
    this.turn = mine.catch(() => undefined)
    return mine
  }

  private takeBatch(): Waiting[] {
    let bytes = 0
    let pieces = 0
    let count = 0
    for (const next of this.waiting) {
      const previous = this.waiting[count - 1]
      const follows = !previous || next.position === previous.position + previous.bytes
      if (
        !follows ||
        (count > 0 && (bytes + next.bytes > BATCH_BYTES_MAX || pieces + next.pieces.length > BATCH_PIECES_MAX))
      )
        break
      bytes += next.bytes
      pieces += next.pieces.length
      count += 1
    }
    return this.waiting.splice(0, count)
  }

  private async writeBatch(batch: readonly Waiting[]): Promise<Answer> {
    if (this.damage) return refused(this.damage)
    const position = batch[0]?.position ?? 0
    const pieces = batch.flatMap((item) => item.pieces).filter((piece) => piece.length > 0)
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
    let written: (() => void) | undefined
    try {
      if (position > this.ranges.wholeBytes) await this.noteGap()
      written = await this.start.reserve(bytes)
      if (!written) throw new NoRoomError()
      const writing = this.start.file.write(position, pieces, this.waiting.length > 0)
      // While the disk is busy with them.
      this.hash.add(position, pieces)
      await writing
      if (!this.ranges.add(position, position + bytes)) this.damage = 'incomplete'
    } catch (error) {
      this.damage = reasonOf(error)
    } finally {
      written?.()
    }
    return this.damage ? refused(this.damage) : done
  }

  private async noteGap(): Promise<void> {
    if (this.gapNoted) return
    this.gapNoted = true
    await this.start.onFirstGap()
  }
}

function reasonOf(error: unknown): Refusal {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? 'no-space' : 'not-stored'
}
