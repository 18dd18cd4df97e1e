// For tests only: an inbox whose disk does not keep up.
import type { AccountFiles, Upload } from './files/account-files'

/** A disk that takes every write and finishes none of them until it is told to. */
export function stalledDisk() {
  let received = 0
  let release = () => undefined as void
  const released = new Promise<void>((resolve) => (release = resolve))
  const upload: Upload = {
    facts: () => ({ name: 'stalled', size: 0, modifiedAt: new Date(0), delivered: false }),
    async write(_, pieces) {
      received += pieces.reduce((sum, piece) => sum + piece.length, 0)
      await released
      return { ok: true }
    },
    resize: () => Promise.resolve({ ok: true }),
    sync: () => Promise.resolve({ ok: true }),
    close: () => Promise.resolve({ ok: true }),
    abandon: () => Promise.resolve(),
  }
  const files: Partial<AccountFiles> = { open: () => Promise.resolve({ ok: true, upload }) }
  return { files: files as AccountFiles, received: () => received, release }
}
