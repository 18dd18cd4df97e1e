// What is noted of one connection while it lasts, for the page "Test connection" and for operators. It is kept small:
// names are cut, what happens again is counted, and of many events the first and the last stay.
import { randomUUID } from 'node:crypto'
import {
  plainText,
  type SessionEnding,
  type SessionEvent,
  type SignInMethod,
  type SignInTrouble,
  type StrangerTrouble,
} from '@/lib/accounts/session-events'
import type { SessionFacts } from '@/lib/accounts/transfer-sessions'
import { now } from '@/lib/platform/clock'

const EVENTS_MAX = 60
const FIRST_EVENTS = 15
const CLIENT_LENGTH_MAX = 100
const DETAIL_LENGTH_MAX = 500

/** As the callers give it; when it was, and how often, is added. */
export type NewEvent = SessionEvent extends infer Event
  ? Event extends SessionEvent
    ? Omit<Event, 'at' | 'times'>
    : never
  : never

/** A file that is being written: how far it is. */
export type Progress = () => { readonly name: string; readonly bytes: number; readonly milliseconds: number }

type SignedIn = { readonly transferLoginId: string; readonly passwordEnds?: Date }

/** One connection, from its first byte to its end. Nothing here waits for anything, and nothing throws. */
export class SessionRecord {
  readonly id = randomUUID()
  readonly startedAt = now()
  /** As the client said it; looked up by the recorder. */
  userName: string | undefined
  transferLoginId: string | undefined
  /** The recorder looked for the name, and nobody has it. */
  isUnknown = false
  /** It has been written once. */
  isStored = false
  endedAt: Date | null = null
  stranger: { trouble: StrangerTrouble; detail: string | null } | undefined

  private client: string | null = null
  private security: Record<string, string> = {}
  private method: SignInMethod | null = null
  private ending: SessionEnding | null = null
  private readonly events: SessionEvent[] = []
  private omitted = 0
  private readonly uploads = new Set<Progress>()

  constructor(
    readonly via: 'sftp' | 'ftps',
    readonly address: string,
    private readonly onChange: (record: SessionRecord) => void,
  ) {}

  /** Files are being written right now. */
  get isUploading(): boolean {
    return this.uploads.size > 0
  }

  get clientName(): string | null {
    return this.client
  }

  /** What the client calls itself. */
  calledItself(client: string): void {
    this.client = plainText(client.trim(), CLIENT_LENGTH_MAX) || null
    this.onChange(this)
  }

  /** What encrypts the connection. */
  negotiated(security: Readonly<Record<string, string>>): void {
    this.security = { ...security }
    this.onChange(this)
  }

  /** Somebody named a login; the last name counts until one has signed in. */
  named(userName: string): void {
    if (this.method || this.userName === userName) return
    this.userName = userName
    this.transferLoginId = undefined
    this.isUnknown = false
    this.onChange(this)
  }

  signInRefused(method: SignInMethod, trouble: SignInTrouble, key?: string): void {
    this.note({ kind: 'sign-in-refused', method, trouble, ...(key === undefined ? {} : { key: plainText(key) }) })
  }

  signedIn({ transferLoginId, passwordEnds }: SignedIn, method: SignInMethod, key?: string): void {
    this.transferLoginId = transferLoginId
    this.method = method
    const ends = passwordEnds ? { passwordEnds: passwordEnds.getTime() } : {}
    this.note({ kind: 'signed-in', method, ...(key === undefined ? {} : { key }), ...ends })
  }

  note(event: NewEvent): void {
    const noted = { ...plainEvent(event), at: now().getTime(), times: 1 } as SessionEvent
    const last = this.events.at(-1)
    if (last && isSame(last, noted)) this.events[this.events.length - 1] = { ...noted, times: last.times + 1 }
    else this.events.push(noted)
    if (this.events.length > EVENTS_MAX) {
      this.events.splice(FIRST_EVENTS, 1)
      this.omitted += 1
    }
    this.onChange(this)
  }

  /** A file is being written; how far it is, is asked now and then. @returns what is to be called at its end. */
  uploading(progress: Progress): () => void {
    this.uploads.add(progress)
    this.onChange(this)
    return () => this.uploads.delete(progress)
  }

  /** Why a client that has named nobody will not get further. What is known first is what it was. */
  strangerTrouble(trouble: StrangerTrouble, detail?: string): void {
    this.stranger ??= { trouble, detail: detail === undefined ? null : plainText(detail, DETAIL_LENGTH_MAX) }
  }

  /** Why the connection is about to end. The first reason is the reason. */
  endingBecause(ending: SessionEnding): void {
    this.ending ??= ending
  }

  ended(): void {
    if (this.endedAt) return
    this.endedAt = now()
    this.endingBecause('left')
    this.uploads.clear()
    this.onChange(this)
  }

  /** As it is written. */
  facts(transferLoginId: string): SessionFacts {
    const { id, via, address, client, security, method, startedAt, endedAt, ending, omitted } = this
    const under = [...this.uploads].map((progress) => ({ kind: 'uploading' as const, ...progress() }))
    const open = under.map((upload) => ({ ...upload, at: now().getTime(), times: 1 }))
    const events = [...this.events, ...open]
    return { id, via, address, client, security, method, startedAt, endedAt, ending, omitted, transferLoginId, events }
  }
}

/** Names and words of a client, whoever noted them, as they can be stored. */
function plainEvent(event: NewEvent): NewEvent {
  const entries = Object.entries(event).map(([key, value]) => [
    key,
    typeof value === 'string' ? plainText(value) : value,
  ])
  return Object.fromEntries(entries) as NewEvent
}

function isSame(one: SessionEvent, other: SessionEvent): boolean {
  // Uploads are each one of their own, however alike.
  if (other.kind === 'uploaded') return false
  return JSON.stringify({ ...one, at: 0, times: 1 }) === JSON.stringify({ ...other, at: 0, times: 1 })
}
