// What a transfer protocol may do with the inbox of one login. SFTP and FTPS speak to this and to nothing else:
// they know no database and no disk, and the inbox knows no packet.

/** Why something was not done. Each protocol has its own code and sentence for it. */
export type Refusal =
  | 'no-such-file'
  | 'invalid-name'
  | 'no-folders'
  | 'write-only'
  /** Of the outbox: it is read, and only replies are removed from it. */
  | 'read-only'
  | 'in-use'
  | 'exists'
  | 'too-large'
  | 'no-space'
  | 'too-many-files'
  /** Bytes are missing: a gap, or an upload that was cut and not resumed. */
  | 'incomplete'
  | 'already-delivered'
  /** Our fault, and temporary: the sender should send the file again. */
  | 'not-stored'
  /** The web process will not take a file from this login. */
  | 'refused'
  | 'stopping'

export type Refused = { readonly ok: false; readonly reason: Refusal }
export type Answer<Extra = unknown> = ({ readonly ok: true } & Extra) | Refused

export const done: { readonly ok: true } = { ok: true }
export const refused = (reason: Refusal): Refused => ({ ok: false, reason })

export type FileFacts = {
  readonly name: string
  readonly size: number
  readonly modifiedAt: Date
  /** Handed over already: it can be seen, not read or continued. */
  readonly delivered: boolean
}

export type OpenMode = {
  readonly create: boolean
  readonly truncate: boolean
  /** Every write goes to the end of the file, whatever position the client names. */
  readonly append: boolean
  /** Fail if the name is there already. */
  readonly exclusive: boolean
}

/** One file being written. Ends with exactly one close or abandon. */
export interface Upload {
  facts(): FileFacts
  /** Takes bytes for a position. Answers when they are written; several may be under way at once. */
  write(position: number, pieces: readonly Buffer[]): Promise<Answer>
  resize(size: number): Promise<Answer>
  sync(): Promise<Answer>
  /** The client says the file is whole. OK only once it is durable and, unless its name is a temporary one, accepted. */
  close(): Promise<Answer>
  /** The session ended first: what came is kept so that it can be resumed, and is never delivered as it is. */
  abandon(): Promise<void>
}

/** One file of the outbox being read. Nothing has to be closed. */
export interface Download {
  facts(): FileFacts
  /** So many bytes from a position; fewer at the end of the file, none behind it. */
  read(position: number, length: number): Promise<Uint8Array>
}

/** The folder beside the inbox, in which a sender finds what became of its files and what goes back to it. */
export interface OutboxFolder {
  list(): Promise<FileFacts[]>
  stat(name: string): Promise<Answer<{ readonly file: FileFacts }>>
  open(name: string): Promise<Answer<{ readonly download: Download }>>
  /** Only replies can be removed; then they count as fetched. */
  remove(name: string): Promise<Answer>
}

/** The flat inbox of one transfer login, as its client sees it. Names are compared byte for byte and never become paths. */
export interface AccountFiles {
  readonly uploadBytesMax: number
  stat(name: string): Promise<Answer<{ readonly file: FileFacts }>>
  list(): Promise<FileFacts[]>
  open(name: string, mode: OpenMode): Promise<Answer<{ readonly upload: Upload }>>
  resize(name: string, size: number): Promise<Answer>
  rename(from: string, to: string): Promise<Answer>
  remove(name: string): Promise<Answer>
  makeFolder(name: string): Promise<Answer>
  removeFolder(name: string): Promise<Answer>
  /** What may still be put in, and how large the disk is. */
  space(): Promise<{ readonly freeBytes: number; readonly totalBytes: number }>
  readonly outbox: OutboxFolder
}

/** Who is at the other end, as far as the inbox needs to know. */
export type FilesOwner = {
  readonly transferLoginId: string
  /** As the client spelled it when it signed in. */
  readonly userName: string
  readonly via: 'sftp' | 'ftps'
  readonly clientAddress: string
}
