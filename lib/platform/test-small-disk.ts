// For tests only: a small disk in memory in place of DATA_DIR, and a file that fills it. Called from vi.hoisted, before anything
// reads the environment.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type SmallDisk = {
  readonly folder: string
  /** Leaves only so many bytes free. */
  readonly fillUntil: (freeBytes: number) => void
  /** Everything is free again. */
  readonly empty: () => void
  readonly remove: () => void
}

/** Mounts it; the reason instead where nothing can be mounted. */
export function useSmallDisk(options: { sizeBytes: number; leastFreeBytes: number }): SmallDisk | { missing: string } {
  const folder = mkdtempSync(`${tmpdir()}/rollcall-disk-`)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${options.sizeBytes}`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    return { missing: String((error as { stderr?: Buffer }).stderr ?? error) }
  }
  Object.assign(process.env, { DATA_DIR: folder, DISK_FREE_BYTES_MIN: String(options.leastFreeBytes) })
  const filler = path.join(folder, 'filler')
  const empty = () => rmSync(filler, { force: true })
  return {
    folder,
    empty,
    fillUntil(freeBytes) {
      empty()
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - freeBytes)))
    },
    remove() {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
