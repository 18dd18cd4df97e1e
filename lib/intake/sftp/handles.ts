// What a client has open. Handles are numbers we make; the limit counts over all channels of a connection.
import type { Download, FileFacts, Upload } from '../files/account-files'

export type OpenFolder = { readonly entries: readonly (FileFacts | string)[]; position: number }
type Open = { readonly upload: Upload } | { readonly download: Download } | { readonly folder: OpenFolder }

/** Shared by the channels of one connection. */
export class HandleQuota {
  used = 0
  /** Files being written. */
  uploads = 0

  constructor(readonly max: number) {}

  get isFull(): boolean {
    return this.used >= this.max
  }
}

/** The open files and listings of one channel. */
export class Handles {
  private readonly open = new Map<string, Open>()
  private last = 0

  constructor(readonly quota: HandleQuota) {}

  /** Keeps an open file or listing and names it. The caller has asked quota.isFull. */
  add(open: Open): string {
    this.last += 1
    const handle = this.last.toString(36)
    this.open.set(handle, open)
    this.quota.used += 1
    if ('upload' in open) this.quota.uploads += 1
    return handle
  }

  upload(handle: Buffer): Upload | undefined {
    const open = this.open.get(handle.toString('latin1'))
    return open && 'upload' in open ? open.upload : undefined
  }

  download(handle: Buffer): Download | undefined {
    const open = this.open.get(handle.toString('latin1'))
    return open && 'download' in open ? open.download : undefined
  }

  folder(handle: Buffer): OpenFolder | undefined {
    const open = this.open.get(handle.toString('latin1'))
    return open && 'folder' in open ? open.folder : undefined
  }

  /** Ends a handle. An upload counts as open until the work is done. */
  async close<T>(handle: Buffer, work: (open: Open) => Promise<T>): Promise<T | undefined> {
    const key = handle.toString('latin1')
    const open = this.open.get(key)
    if (!open) return undefined
    this.open.delete(key)
    try {
      return await work(open)
    } finally {
      this.quota.used -= 1
      if ('upload' in open) this.quota.uploads -= 1
    }
  }

  /** Ends everything that is still open without closing it. */
  async abandonAll(): Promise<void> {
    const keys = [...this.open.keys()]
    const abandon = (open: Open) => ('upload' in open ? open.upload.abandon() : Promise.resolve())
    await Promise.allSettled(keys.map((key) => this.close(Buffer.from(key, 'latin1'), abandon)))
  }
}
