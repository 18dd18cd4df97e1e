// The flat inbox of one login: unfinished files and what has been delivered, under the names its client gave them.
// It decides what each operation means; bytes, records and sending are the neighbours' work.
import path from 'node:path'
import { now } from '@/lib/platform/clock'
import { room as ownRoom, type Room } from '@/lib/platform/free-space'
import { log } from '@/lib/platform/log'
import {
  type AccountFiles,
  type Answer,
  done,
  type FileFacts,
  type FilesOwner,
  type OpenMode,
  refused,
  type Upload,
} from './account-files'
import { type Deliver, deliverInto } from './deliver'
import { isFileName, isTemporaryName } from './file-name'
import { openUpload } from './open-upload'
import { type Partial, Partials } from './partials'
import { type Receipt, Receipts } from './receipts'
import type { SealedUploads } from './sealed-uploads'

/** Unfinished files of one login at one time. */
const PARTIALS_MAX = 200
/**
 * A delivered file that is renamed this soon was probably written under a temporary name we do not know.
 * Its bytes are gone to the import, so the rename cannot deliver it again and must not pretend to.
 */
const RENAME_REFUSED_FOR_MS = 10 * 60 * 1000

export type InboxOptions = {
  /** Folder of this login. */
  readonly folder: string
  readonly uploadBytesMax: number
  readonly sealedUploads: SealedUploads
  /** The room on the disk; the one under DATA_DIR unless a test has another. */
  readonly room?: Room | undefined
}

/** What every connection of one login shares. */
export class Inbox {
  /** Names that are being written, renamed or delivered right now; with the open upload where there is one. */
  private readonly taken = new Map<string, Upload | undefined>()

  private constructor(
    private readonly options: InboxOptions,
    private readonly partials: Partials,
    private readonly receipts: Receipts,
  ) {}

  static async load(options: InboxOptions): Promise<Inbox> {
    const partials = await Partials.load(options.folder, now())
    const receipts = await Receipts.load(options.folder, now())
    return new Inbox(options, partials, receipts)
  }

  /** Notes a delivery that got through without its client. */
  async noteLateDelivery(receipt: Receipt): Promise<void> {
    await this.receipts.add(receipt)
  }

  /** The inbox as one connection sees it. */
  filesFor(owner: FilesOwner): Omit<AccountFiles, 'outbox'> {
    const deliver = deliverInto({ ...this.options, owner, partials: this.partials, receipts: this.receipts })
    return {
      uploadBytesMax: this.options.uploadBytesMax,
      stat: async (name) => this.stat(name),
      list: async () => this.list(),
      open: (name, mode) => this.open(name, mode, deliver),
      resize: (name, size) => this.resize(name, size),
      rename: (from, to) => this.rename(from, to, deliver),
      remove: (name) => this.remove(name),
      makeFolder: async () => refused('no-folders'),
      removeFolder: async () => refused('no-folders'),
      space: () => this.space(),
    }
  }

  private get room(): Room {
    return this.options.room ?? ownRoom
  }

  private async space(): Promise<{ freeBytes: number; totalBytes: number }> {
    const [{ totalBytes }, freeBytes] = await Promise.all([this.room.space(), this.room.usableBytes()])
    return { freeBytes, totalBytes }
  }

  private stat(name: string): Answer<{ file: FileFacts }> {
    const upload = this.taken.get(name)
    const file = upload?.facts() ?? factsOf(this.partials.get(name) ?? this.receipts.get(name))
    return file ? { ok: true, file } : refused('no-such-file')
  }

  private list(): FileFacts[] {
    const names = new Set([...this.partials.all(), ...this.receipts.all()].map((entry) => entry.name))
    const answers = [...names].sort().map((name) => this.stat(name))
    return answers.flatMap((answer) => (answer.ok ? [answer.file] : []))
  }

  private async open(name: string, mode: OpenMode, deliver: Deliver): Promise<Answer<{ upload: Upload }>> {
    if (!isFileName(name)) return refused('invalid-name')
    const partial = this.partials.get(name)
    const receipt = this.receipts.get(name)
    const isThere = partial !== undefined || receipt !== undefined
    if (isThere && mode.create && mode.exclusive) return refused('exists')
    if (!isThere && !mode.create) return refused('no-such-file')
    // The delivered bytes are gone: appending to them would deliver the end of a file as if it were all of it.
    if (!partial && receipt && mode.append && !mode.truncate) return refused('already-delivered')
    if (!partial && this.partials.all().length >= PARTIALS_MAX) return refused('too-many-files')
    if (!this.take(name)) return refused('in-use')
    try {
      if ((await this.room.usableBytes()) === 0) return this.releasing([name], refused('no-space'))
      const upload = await this.start(name, mode, partial, deliver)
      this.taken.set(name, upload)
      return { ok: true, upload }
    } catch (error) {
      log.error({ err: error }, 'an upload could not be opened')
      return this.releasing([name], refused('not-stored'))
    }
  }

  private async start(name: string, mode: OpenMode, partial: Partial | undefined, deliver: Deliver): Promise<Upload> {
    if (partial && mode.truncate) await this.partials.discard(partial)
    const resumed = partial && !mode.truncate ? { partial, file: await this.partials.reopen(partial) } : undefined
    const opened = resumed ?? (await this.partials.create(name, now()))
    return openUpload({
      ...opened,
      partials: this.partials,
      append: mode.append,
      bytesMax: this.options.uploadBytesMax,
      reserve: (bytes) => this.room.reserve(bytes),
      deliver: (finished) => deliver(finished, name),
      onEnd: () => this.taken.delete(name),
    })
  }

  private async resize(name: string, size: number): Promise<Answer> {
    const upload = this.taken.get(name)
    if (upload) return upload.resize(size)
    if (this.taken.has(name)) return refused('in-use')
    const partial = this.partials.get(name)
    if (!partial) return this.receipts.get(name) ? done : refused('no-such-file')
    if (size > partial.size) return refused('incomplete')
    if (size < partial.size) await this.partials.shrink(partial, size)
    return done
  }

  private async remove(name: string): Promise<Answer> {
    const partial = this.partials.get(name)
    if (!partial && !this.receipts.get(name)) return refused('no-such-file')
    if (!this.take(name)) return refused('in-use')
    return this.guarded([name], async () => {
      if (partial) await this.partials.discard(partial)
      // A delivered file only leaves the listing: its import goes on (rule 7).
      await this.receipts.remove(name)
      return done
    })
  }

  private async rename(from: string, to: string, deliver: Deliver): Promise<Answer> {
    if (!isFileName(to)) return refused('invalid-name')
    const partial = this.partials.get(from)
    const receipt = this.receipts.get(from)
    if (!partial && !receipt) return refused('no-such-file')
    if (from === to) return done
    if (!this.take(from, to)) return refused('in-use')
    return this.guarded([from, to], async () => {
      if (partial) return this.renamePartial(partial, to, deliver)
      return receipt ? this.renameReceipt(receipt, to) : refused('no-such-file')
    })
  }

  private async renamePartial(partial: Partial, to: string, deliver: Deliver): Promise<Answer> {
    if (isTemporaryName(to)) {
      await this.discardTarget(to)
      await this.partials.rename(partial, to)
      return done
    }
    if (partial.state !== 'complete') return refused('incomplete')
    await this.discardTarget(to)
    return deliver(partial, to)
  }

  private async renameReceipt(receipt: Receipt, to: string): Promise<Answer> {
    if (now().getTime() - receipt.deliveredAt.getTime() < RENAME_REFUSED_FOR_MS) return refused('already-delivered')
    await this.discardTarget(to)
    await this.receipts.rename(receipt, to)
    return done
  }

  // A rename replaces what has the new name, as the second night's rename of the same file must (transfer rules, rule 10).
  private async discardTarget(name: string): Promise<void> {
    const target = this.partials.get(name)
    if (target) await this.partials.discard(target)
  }

  private take(...names: string[]): boolean {
    if (names.some((name) => this.taken.has(name))) return false
    for (const name of names) this.taken.set(name, undefined)
    return true
  }

  private async guarded(names: readonly string[], work: () => Promise<Answer>): Promise<Answer> {
    try {
      return this.releasing(names, await work())
    } catch (error) {
      log.error({ err: error }, 'an inbox operation failed')
      return this.releasing(names, refused('not-stored'))
    }
  }

  private releasing<T>(names: readonly string[], answer: T): T {
    for (const name of names) this.taken.delete(name)
    return answer
  }
}

function factsOf(entry: Partial | Receipt | undefined): FileFacts | undefined {
  if (!entry) return undefined
  const delivered = 'deliveredAt' in entry
  return { name: entry.name, size: entry.size, modifiedAt: delivered ? entry.deliveredAt : entry.modifiedAt, delivered }
}

/** Where the inbox of a login lies. The id is ours; nothing a client says becomes part of a path. */
export function inboxFolder(root: string, transferLoginId: string): string {
  if (!/^[0-9a-f-]{36}$/.test(transferLoginId)) throw new Error('not the id of a transfer login')
  return path.join(root, transferLoginId)
}
