// Writes what is noted of connections: in batches, aside, and never so that anybody waits. Where the database is away, what
// is open is written later and what has ended is kept up to a bound; beyond it the oldest is forgotten.
import { loginIdsOf, noteOpenSessions, storeSessions } from '@/lib/accounts/transfer-sessions'
import { type StrangerFacts, storeStrangers } from '@/lib/accounts/stranger-visits'
import { readUserName } from '@/lib/accounts/transfer-user-name'
import { log } from '@/lib/platform/log'
import { SessionRecord } from './session-record'

const WRITE_AFTER_MS = 400
/** Progress of uploads; small files are through before it is due. */
const PROGRESS_EVERY_MS = 1500
/** Far less than after which a session counts as lost. */
const STILL_OPEN_EVERY_MS = 30_000
const BATCH_MAX = 200
/** Ended and not written. */
const ENDED_MAX = 1000
/** Kinds of strangers between two writes. */
const STRANGERS_MAX = 300

/** What a door asks for each connection. */
export type RecordSession = (via: 'sftp' | 'ftps', address: string) => SessionRecord

/** For doors nobody watches. */
export const recordNothing: RecordSession = (via, address) => new SessionRecord(via, address, () => undefined)

export class SessionRecorder {
  private readonly open = new Set<SessionRecord>()
  private readonly changed = new Set<SessionRecord>()
  private readonly strangers = new Map<string, StrangerFacts>()
  private readonly timers: NodeJS.Timeout[]
  private due: NodeJS.Timeout | undefined
  private writing: Promise<void> = Promise.resolve()
  private isAway = false

  constructor() {
    this.timers = [
      setInterval(() => this.noteProgress(), PROGRESS_EVERY_MS),
      setInterval(() => void this.stillOpen(), STILL_OPEN_EVERY_MS),
    ]
    for (const timer of this.timers) timer.unref()
  }

  /** Begins to record a connection that was let in. */
  readonly record: RecordSession = (via, address) => {
    const record = new SessionRecord(via, address, (changed) => this.noteChange(changed))
    this.open.add(record)
    return record
  }

  /** How many connections are held in memory beyond those that are open. */
  get waitingCount(): number {
    return this.changed.size
  }

  /** Writes what there is and ends. Connections have ended before. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer)
    clearTimeout(this.due)
    do {
      this.isAway = false
      await this.write()
    } while (!this.isAway && (this.changed.size > 0 || this.strangers.size > 0))
    clearTimeout(this.due)
  }

  private noteChange(record: SessionRecord): void {
    if (record.endedAt) this.open.delete(record)
    // Nobody named, nothing to write yet; a stranger counts when it goes.
    if (!record.userName && !record.transferLoginId) {
      if (record.endedAt) this.noteStranger(record)
      return
    }
    this.changed.add(record)
    if (this.changed.size > this.open.size + ENDED_MAX) this.forgetOne()
    this.schedule()
  }

  private forgetOne(): void {
    for (const record of this.changed) if (record.endedAt) return void this.changed.delete(record)
  }

  private noteStranger(record: SessionRecord): void {
    const { via, address, stranger, userName } = record
    const trouble = record.isUnknown ? 'unknown-name' : (stranger?.trouble ?? 'no-name')
    const spelled = (record.isUnknown && readUserName(userName ?? '') && userName) || ''
    const key = JSON.stringify([via, address, trouble, spelled])
    const known = this.strangers.get(key)
    if (!known && this.strangers.size >= STRANGERS_MAX) return
    this.strangers.set(key, {
      ...{ via, address, trouble, userName: spelled, client: record.clientName, detail: stranger?.detail ?? null },
      times: (known?.times ?? 0) + 1,
      at: record.endedAt ?? record.startedAt,
    })
    this.schedule()
  }

  private schedule(): void {
    this.due ??= setTimeout(() => void this.write(), WRITE_AFTER_MS).unref()
  }

  private write(): Promise<void> {
    this.writing = this.writing.then(() => this.writeBatch())
    return this.writing
  }

  private async writeBatch(): Promise<void> {
    clearTimeout(this.due)
    this.due = undefined
    const batch = [...this.changed].slice(0, BATCH_MAX)
    for (const record of batch) this.changed.delete(record)
    try {
      await this.lookUp(batch)
      const known = batch.flatMap((record) => (record.transferLoginId ? record.facts(record.transferLoginId) : []))
      if (known.length > 0) await storeSessions(known)
      for (const record of batch) record.isStored = record.transferLoginId !== undefined
      this.isAway = false
    } catch (error) {
      this.keepForLater(batch, error)
    }
    for (const record of batch) if (record.isUnknown && record.endedAt) this.noteStranger(record)
    await this.writeStrangers()
    if (this.changed.size > 0) this.schedule()
  }

  private async writeStrangers(): Promise<void> {
    const visits = [...this.strangers.values()]
    if (visits.length === 0 || this.isAway) return
    this.strangers.clear()
    await storeStrangers(visits).catch((error: unknown) => this.noteAway(error))
  }

  private async lookUp(batch: readonly SessionRecord[]): Promise<void> {
    const nameless = batch.filter((record) => !record.transferLoginId && !record.isUnknown)
    if (nameless.length === 0) return
    const asked = nameless.map((record) => ({ record, userName: record.userName ?? '' }))
    const ids = await loginIdsOf(asked.map(({ userName }) => userName))
    for (const { record, userName } of asked) {
      // It may have said another name meanwhile, or signed in.
      if (record.userName !== userName || record.transferLoginId) continue
      record.transferLoginId = ids.get(userName)
      record.isUnknown = record.transferLoginId === undefined
    }
  }

  private keepForLater(batch: readonly SessionRecord[], error: unknown): void {
    this.noteAway(error)
    for (const record of batch) if (this.changed.size < this.open.size + ENDED_MAX) this.changed.add(record)
  }

  private noteAway(error: unknown): void {
    if (!this.isAway) log.warn({ err: error }, 'sessions could not be recorded')
    this.isAway = true
    // What makes the next try.
    this.schedule()
  }

  private noteProgress(): void {
    for (const record of this.open) if (record.isUploading) this.noteChange(record)
  }

  private async stillOpen(): Promise<void> {
    const ids = [...this.open].flatMap((record) => (record.isStored ? record.id : []))
    if (ids.length > 0) await noteOpenSessions(ids).catch(() => undefined)
  }
}
