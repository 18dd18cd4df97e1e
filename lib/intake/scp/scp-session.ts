// One exec channel on which a client speaks the old SCP protocol (OpenSSH before 9, scp -O, pscp -scp): messages of one
// line, each answered by a byte. It does to the inbox what SFTP does, and knows neither SSH, disk nor database.
//
// A file counts only if every byte its header promised came, and the client then said that it was all.
import { log } from '@/lib/platform/log'
import type { AccountFiles, Answer, Upload } from '../files/account-files'
import { refusalOf, targetOf } from '../files/paths'
import { refusalSentences } from '../files/refusal-sentences'
import type { Handles } from '../sftp/handles'
import { ByteQueue } from './byte-queue'
import type { ScpCommand } from './scp-command'

/** Mode, size and a name of 255 bytes take less. */
const LINE_BYTES_MAX = 1024
const OK = Buffer.from([0])
/** Mode, size in bytes, name. */
const FILE = /^C[0-7]{4} (\d{1,19}) ([^\n]+)$/s

const sentences = {
  folder: 'The inbox has no folders; send the files by themselves, without -r',
  toFolder: 'There is no such folder; the inbox is the only one',
  handles: 'Too many files are open; close some first',
  malformed: 'This was not understood',
  failed: refusalSentences['not-stored'],
}

export type ScpWire = {
  readonly send: (bytes: Buffer) => void
  /** This many received bytes have been dealt with. */
  readonly consumed: (bytes: number) => void
  /** Something came; the session is not idle. */
  readonly onRequest: () => void
  /** No file is under way. */
  readonly onQuiet: () => void
}

export type ScpOptions = {
  readonly files: AccountFiles
  readonly handles: Handles
  readonly isStopping: () => boolean
  readonly command: ScpCommand
}

type Taken = { readonly isWhole: boolean; readonly answer: Answer }

/** The server's end of one SCP channel. */
export class ScpSession {
  /** The exit status, when everything has been said. */
  readonly ended: Promise<number>

  private readonly bytes = new ByteQueue()
  private hasTrouble = false
  private isOver = false

  constructor(
    private readonly options: ScpOptions,
    private readonly wire: ScpWire,
  ) {
    this.ended = this.run()
  }

  /** Takes bytes from the channel. */
  receive(chunk: Buffer): void {
    if (this.isOver) return this.wire.consumed(chunk.length)
    this.wire.onRequest()
    this.bytes.push(chunk)
  }

  /** The client sends nothing more. */
  async finish(): Promise<void> {
    this.bytes.end()
    await this.ended
  }

  /** The connection is gone: what is open is given up. */
  async abandon(): Promise<void> {
    await this.finish()
    await this.options.handles.abandonAll()
  }

  private async run(): Promise<number> {
    try {
      if (this.options.command.direction === 'fetch') await this.refuseToRead()
      else await this.takeFiles()
    } catch (error) {
      log.error({ err: error }, 'an SCP session failed')
      this.complain(sentences.failed)
    }
    this.isOver = true
    this.wire.onQuiet()
    return this.hasTrouble ? 1 : 0
  }

  private async takeFiles(): Promise<void> {
    const { command } = this.options
    const target = targetOf(pathBytes(command.path))
    if (target.kind !== 'inbox' && command.needsFolder) return this.complain(sentences.toFolder)
    if (target.kind !== 'inbox' && target.kind !== 'file') return this.complain(refusalSentences[refusalOf(target)])
    this.wire.send(OK)
    for (let line = await this.line(); line; line = await this.line()) {
      const kind = String.fromCharCode(line[0] ?? 0)
      // Times are taken note of by saying yes; a complaint of the client is about a file it does not send.
      if (kind === 'T') this.wire.send(OK)
      else if (kind === '\x01') this.hasTrouble = true
      else if (line.length > LINE_BYTES_MAX) return this.complain(sentences.malformed)
      else if (kind === 'C') await this.takeFile(line, target.kind === 'file' ? target.name : undefined)
      else if (kind === 'D') this.complain(sentences.folder)
      else return this.complain(sentences.malformed)
    }
  }

  private async takeFile(header: Buffer, wantedName: string | undefined): Promise<void> {
    const [, digits = '', ownName = ''] = FILE.exec(header.toString('latin1')) ?? []
    const target = wantedName === undefined ? targetOf(Buffer.from(ownName, 'latin1')) : undefined
    const name = wantedName ?? (target?.kind === 'file' ? target.name : undefined)
    if (digits === '') return this.complain(sentences.malformed)
    if (name === undefined) return this.complain(refusalSentences['invalid-name'], ownName)
    const { files, handles, isStopping } = this.options
    const size = Number(digits)
    if (isStopping()) return this.complain(refusalSentences.stopping, name)
    if (size > files.uploadBytesMax) return this.complain(refusalSentences['too-large'], name)
    if (handles.quota.isFull) return this.complain(sentences.handles, name)
    const opened = await files.open(name, { create: true, truncate: true, append: false, exclusive: false })
    if (!opened.ok) return this.complain(refusalSentences[opened.reason], name)
    const handle = Buffer.from(handles.add({ upload: opened.upload }), 'latin1')
    this.wire.send(OK)
    const { isWhole, answer } = await this.takeBytes(opened.upload, size)
    if (isWhole && answer.ok) return this.conclude(name, await handles.close(handle, () => opened.upload.close()))
    await handles.close(handle, () => opened.upload.abandon())
    this.conclude(name, answer.ok ? { ok: false, reason: 'incomplete' } : answer)
  }

  // Refused bytes are taken all the same: the client hears nothing before it has sent its last.
  private async takeBytes(upload: Upload, size: number): Promise<Taken> {
    let answer: Answer = { ok: true }
    let written: Promise<void> = Promise.resolve()
    const note = (count: number, said: Answer) => {
      if (!said.ok && answer.ok) answer = said
      this.wire.consumed(count)
    }
    for (let position = 0; position < size;) {
      const piece = await this.bytes.take(size - position)
      if (!piece) {
        await written
        return { isWhole: false, answer }
      }
      const writing = answer.ok ? upload.write(position, [piece]) : Promise.resolve(answer)
      const before = written
      written = writing.then(async (said) => {
        await before
        note(piece.length, said)
      })
      position += piece.length
    }
    const last = await this.bytes.take(1)
    this.wire.consumed(last?.length ?? 0)
    // Anything but a zero is the client's own complaint: what it promised is not what it sent.
    if (last && last[0] !== 0) await this.line()
    await written
    return { isWhole: last?.[0] === 0, answer }
  }

  private conclude(name: string, answer: Answer | undefined): void {
    if (answer?.ok) this.wire.send(OK)
    else this.complain(answer ? refusalSentences[answer.reason] : sentences.failed, name)
    this.wire.onQuiet()
  }

  private async refuseToRead(): Promise<void> {
    // The client says that it listens.
    if (!(await this.bytes.take(1))) return
    const target = targetOf(pathBytes(this.options.command.path))
    if (target.kind === 'inbox') return this.complain(refusalSentences['write-only'])
    if (target.kind !== 'file') return this.complain(refusalSentences['no-such-file'])
    const found = await this.options.files.stat(target.name)
    this.complain(refusalSentences[found.ok ? 'write-only' : found.reason], target.name)
  }

  private async line(): Promise<Buffer | undefined> {
    const line = await this.bytes.line(LINE_BYTES_MAX)
    this.wire.consumed(line ? line.length + 1 : 0)
    return line
  }

  // 1 is the kind of trouble after which the client goes on with its next file.
  private complain(sentence: string, name?: string): void {
    this.hasTrouble = true
    const about = name === undefined ? '' : `${name.replaceAll(/\p{Cc}/gu, '?')}: `
    this.wire.send(Buffer.from(`\x01scp: ${about}${sentence}\n`))
  }
}

// What was no text arrives with a sign that stands for it, and is no name.
const pathBytes = (path: string): Buffer => (path.includes('\ufffd') ? Buffer.from([0xff]) : Buffer.from(path))
