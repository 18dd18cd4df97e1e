// Files that are whole and stored, on their way to the web process. Each has a record on disk until it is accepted,
// so that neither a restart nor a web process that is away loses or doubles it.
//
// Uploads of one name go over in the order they came: an older version that was kept is sent before a newer one,
// or last night's file would be imported after tonight's.
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { now } from '@/lib/platform/clock'
import { destroyStored } from '@/lib/platform/files'
import { log } from '@/lib/platform/log'
import type { HandOver, HandOverResult, SealedUpload } from '../hand-over'
import { readRecord, syncFolder, writeRecord } from './durable-json'

const RESEND_SECONDS = 30
/** How long a client waits at its CLOSE while we try; then it is told to send again. */
const TRY_FOR_SECONDS = 20
/** Then it is given up; its client was told at the time that it was not stored. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1000
const PAUSES_MS = [250, 1000, 3000]

const sealedSchema = z.object({
  transferLoginId: z.string(),
  sealedAt: z.coerce.date(),
  eventId: z.uuid(),
  userName: z.string(),
  via: z.enum(['sftp', 'ftps']),
  path: z.string(),
  fileName: z.string(),
  size: z.number(),
  sha256: z.string(),
  storageKey: z.string(),
  clientAddress: z.string(),
})

export type Sealed = z.output<typeof sealedSchema>

/** kept: not accepted yet; it will be sent again, and the client must be told that it was not stored. */
export type SendOutcome = 'accepted' | 'refused' | 'kept'

export type SealedUploadsOptions = {
  readonly folder: string
  readonly handOver: HandOver
  readonly tryForSeconds?: number
  readonly resendSeconds?: number
}

/** All uploads of this installation that wait to be accepted. */
export class SealedUploads {
  /** By login and name, oldest first. */
  private readonly queues = new Map<string, Sealed[]>()
  private readonly busy = new Map<string, Promise<unknown>>()
  private readonly stopping = new AbortController()
  private resending: Promise<void> | undefined
  private timer: NodeJS.Timeout | undefined
  private onLateAcceptance: (sealed: Sealed) => Promise<void> = () => Promise.resolve()

  private constructor(private readonly options: SealedUploadsOptions) {}

  /** Reads what an earlier process left. */
  static async open(options: SealedUploadsOptions): Promise<SealedUploads> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 })
    const sealedUploads = new SealedUploads(options)
    await sealedUploads.loadRecords()
    return sealedUploads
  }

  /**
   * Begins to send what is kept, now and again and again.
   * @param onLateAcceptance called when one got through after its client had been told to send again.
   */
  startResending(onLateAcceptance: (sealed: Sealed) => Promise<void>): void {
    this.onLateAcceptance = onLateAcceptance
    this.timer = setInterval(() => this.resend(), (this.options.resendSeconds ?? RESEND_SECONDS) * 1000)
    this.resend()
  }

  /** How many uploads wait. */
  get count(): number {
    return [...this.queues.values()].reduce((sum, queue) => sum + queue.length, 0)
  }

  /** Records an upload durably, then tries to hand it over for some seconds. */
  async send(sealed: Sealed): Promise<SendOutcome> {
    await writeRecord(this.recordPath(sealed), sealed, { durable: true })
    return this.oneAtATime(queueKey(sealed), async () => {
      const queue = this.queueOf(sealed)
      const last = queue.at(-1)
      const repeats = last?.sha256 === sealed.sha256 ? last : undefined
      if (repeats) await this.dropCopy(sealed)
      else queue.push(sealed)
      return this.sendUpTo(repeats ?? sealed)
    })
  }

  /** Tries everything that is kept once more. Calls while that is under way change nothing. */
  resend(): void {
    this.resending ??= this.resendAll()
      .catch((error: unknown) => log.error({ err: error }, 'sending kept uploads failed'))
      .finally(() => (this.resending = undefined))
  }

  /** Stops sending; what has not been accepted stays on disk for the next start. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.stopping.abort()
    await Promise.allSettled([this.resending, ...this.busy.values()])
  }

  private async resendAll(): Promise<void> {
    for (const [key, queue] of [...this.queues]) {
      const late = await this.oneAtATime(key, async () => {
        const accepted: Sealed[] = []
        for (const sealed of [...queue]) {
          const result = await this.tryOnce(sealed)
          if (result === 'try-again') break
          if (result === 'accepted') accepted.push(sealed)
        }
        return accepted
      })
      for (const sealed of late) await this.onLateAcceptance(sealed)
    }
  }

  private async sendUpTo(sealed: Sealed): Promise<SendOutcome> {
    const giveUpAt = performance.now() + (this.options.tryForSeconds ?? TRY_FOR_SECONDS) * 1000
    const queue = this.queueOf(sealed)
    for (let tries = 0; ; tries += 1) {
      const next = queue[0] ?? sealed
      const result = await this.tryOnce(next)
      if (next === sealed && result !== 'try-again') return result
      if (result !== 'try-again') continue
      const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0
      if (performance.now() + pause > giveUpAt || this.stopping.signal.aborted) return 'kept'
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined)
    }
  }

  private async tryOnce(sealed: Sealed): Promise<HandOverResult> {
    if (this.stopping.signal.aborted) return 'try-again'
    const answer = await this.options.handOver(uploadOf(sealed), this.stopping.signal)
    const isTooOld = now().getTime() - sealed.sealedAt.getTime() > KEPT_MS
    if (answer === 'try-again' && !isTooOld) return answer
    const result = answer === 'try-again' ? 'refused' : answer
    if (result === 'refused') await destroyStored(sealed.storageKey)
    await this.forget(sealed)
    log.info({ eventId: sealed.eventId, size: sealed.size, result }, 'upload handed over')
    return result
  }

  // The same bytes under the same name while the first copy still waits: one event, one copy.
  private async dropCopy(sealed: Sealed): Promise<void> {
    await rm(this.recordPath(sealed), { force: true })
    await destroyStored(sealed.storageKey)
  }

  private async forget(sealed: Sealed): Promise<void> {
    await rm(this.recordPath(sealed), { force: true })
    await syncFolder(this.options.folder)
    const key = queueKey(sealed)
    const left = this.queueOf(sealed)
    left.splice(left.indexOf(sealed), 1)
    if (left.length === 0) this.queues.delete(key)
  }

  private queueOf(sealed: Sealed): Sealed[] {
    const key = queueKey(sealed)
    const queue = this.queues.get(key) ?? []
    this.queues.set(key, queue)
    return queue
  }

  private async oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T> {
    const previous = this.busy.get(key) ?? Promise.resolve()
    const mine = previous.then(work, work)
    this.busy.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.busy.get(key) === mine) this.busy.delete(key)
    }
  }

  private async loadRecords(): Promise<void> {
    const names = (await readdir(this.options.folder)).filter((name) => name.endsWith('.json'))
    const records = await Promise.all(
      names.map((name) => readRecord(path.join(this.options.folder, name), sealedSchema)),
    )
    const sealed = records.filter((record) => record !== undefined)
    sealed.sort((a, b) => a.sealedAt.getTime() - b.sealedAt.getTime())
    for (const record of sealed) this.queueOf(record).push(record)
  }

  private recordPath(sealed: Sealed): string {
    return path.join(this.options.folder, `${sealed.eventId}.json`)
  }
}

const queueKey = (sealed: Sealed) => `${sealed.transferLoginId}/${sealed.fileName}`

function uploadOf(sealed: Sealed): SealedUpload {
  const { transferLoginId: _, sealedAt: __, ...upload } = sealed
  return upload
}
