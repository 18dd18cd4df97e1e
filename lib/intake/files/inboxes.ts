// The inboxes of all logins: loaded when a login connects, shared by its connections, dropped with the last of them.
import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { now } from '@/lib/platform/clock'
import type { Room } from '@/lib/platform/free-space'
import { log } from '@/lib/platform/log'
import type { HandOver } from '../hand-over'
import type { AccountFiles, FilesOwner, OutboxFolder } from './account-files'
import { Inbox, inboxFolder } from './inbox'
import { emptyOutbox } from './outbox'
import { type Sealed, SealedUploads } from './sealed-uploads'

const SWEEP_SECONDS = 60 * 60

export type InboxesOptions = {
  /** Folder of the intake; on the same file system as the file store. */
  readonly folder: string
  readonly uploadBytesMax: number
  readonly handOver: HandOver
  /** What a login finds beside its inbox; nothing if left out. */
  readonly openOutbox?: (transferLoginId: string) => OutboxFolder
  /** Where the files lie; under DATA_DIR unless a test has another disk. */
  readonly room?: Room | undefined
  readonly tryForSeconds?: number
  readonly resendSeconds?: number
}

/** The files of one connection, and what to call when it has ended and nothing of it is under way any more. */
export type OpenedFiles = { readonly files: AccountFiles; readonly release: () => void }

type Shared = { readonly inbox: Promise<Inbox>; users: number }

/** The whole file side of the intake. */
export class Inboxes {
  private readonly shared = new Map<string, Shared>()
  private readonly root: string
  private readonly sweeper: NodeJS.Timeout
  private sweeping: Promise<void> = Promise.resolve()

  private constructor(
    private readonly options: InboxesOptions,
    private readonly sealedUploads: SealedUploads,
  ) {
    this.root = path.join(options.folder, 'inboxes')
    this.sweeper = setInterval(() => this.sweep(), SWEEP_SECONDS * 1000)
  }

  /** Opens the store, begins to send what an earlier process could not, and throws away what is too old. */
  static async open(options: InboxesOptions): Promise<Inboxes> {
    const sealedUploads = await SealedUploads.open({ ...options, folder: path.join(options.folder, 'sealed') })
    const inboxes = new Inboxes(options, sealedUploads)
    sealedUploads.startResending((sealed) => inboxes.noteLateDelivery(sealed))
    inboxes.sweep()
    return inboxes
  }

  /** How many sealed uploads the web process has not accepted yet. */
  get waitingCount(): number {
    return this.sealedUploads.count
  }

  /** Opens the inbox of a login for one connection. */
  async openFiles(owner: FilesOwner): Promise<OpenedFiles> {
    const { inbox, release } = await this.acquire(owner.transferLoginId)
    const outbox = this.options.openOutbox?.(owner.transferLoginId) ?? emptyOutbox
    return { files: { ...inbox.filesFor(owner), outbox }, release }
  }

  /** Tries now to send what is kept. */
  resend(): void {
    this.sealedUploads.resend()
  }

  async close(): Promise<void> {
    clearInterval(this.sweeper)
    await this.sweeping
    await this.sealedUploads.stop()
  }

  private async acquire(transferLoginId: string): Promise<{ inbox: Inbox; release: () => void }> {
    const shared = this.shared.get(transferLoginId) ?? { inbox: this.load(transferLoginId), users: 0 }
    this.shared.set(transferLoginId, shared)
    shared.users += 1
    let released = false
    const release = () => {
      if (released) return
      released = true
      shared.users -= 1
      if (shared.users === 0) this.shared.delete(transferLoginId)
    }
    try {
      return { inbox: await shared.inbox, release }
    } catch (error) {
      release()
      throw error
    }
  }

  private load(transferLoginId: string): Promise<Inbox> {
    const { uploadBytesMax, room } = this.options
    return Inbox.load({
      room,
      folder: inboxFolder(this.root, transferLoginId),
      uploadBytesMax,
      sealedUploads: this.sealedUploads,
    })
  }

  private async noteLateDelivery({ transferLoginId, fileName, size, sha256 }: Sealed): Promise<void> {
    const { inbox, release } = await this.acquire(transferLoginId)
    await inbox
      .noteLateDelivery({ name: fileName, size, sha256, deliveredAt: now(), clientWasToldToRepeat: true })
      .finally(release)
  }

  // Loading an inbox throws away what is too old in it.
  private sweep(): void {
    const all = async () => {
      await mkdir(this.root, { recursive: true, mode: 0o700 })
      for (const transferLoginId of await readdir(this.root)) (await this.acquire(transferLoginId)).release()
    }
    this.sweeping = this.sweeping
      .then(all)
      .catch((error: unknown) => log.error({ err: error }, 'sweeping the inboxes failed'))
  }
}
