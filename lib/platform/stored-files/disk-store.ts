// Stored files on the disk of this machine: under DATA_DIR/files, with generated names.
import { mkdir, open, rename, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { env } from '../env'
import type { Store, StoredBytes } from './store'

const ID_PATTERN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where files are written before they are stored; on the same disk. */
export function unfinishedFolder(): string {
  return path.join(env().dataDir, 'files', 'tmp')
}

export function pathOf(id: string): string {
  if (!ID_PATTERN.test(id)) throw new Error('not the id of a stored file')
  return path.join(env().dataDir, 'files', id.slice(0, 2), id)
}

export const diskStore: Store = {
  async adopt(file, id) {
    const target = pathOf(id)
    const folder = path.dirname(target)
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (made !== undefined) await syncThrough(path.dirname(made), 'r')
    await syncThrough(file, 'r+')
    await rename(file, target)
    await syncThrough(folder, 'r')
  },

  async open(id) {
    const handle = await open(pathOf(id), 'r').catch(unlessMissing)
    if (!handle) return undefined
    const { size } = await handle.stat()
    return { size, read: (position, into) => readFrom(handle, position, into), close: () => handle.close() }
  },

  async sizeOf(id) {
    return (await stat(pathOf(id)).catch(unlessMissing))?.size
  },

  async destroy(id) {
    await unlink(pathOf(id)).catch(unlessMissing)
  },
}

/** The same bytes without anything that has to be closed: opened for each reading. */
export function withoutClosing(store: Store, id: string, size: number): StoredBytes {
  return {
    size,
    async read(position, into) {
      const bytes = await store.open(id)
      if (!bytes) throw Object.assign(new Error(`stored file ${id} is gone`), { code: 'ENOENT' })
      try {
        return await bytes.read(position, into)
      } finally {
        await bytes.close()
      }
    },
    close: () => Promise.resolve(),
  }
}

type Handle = Awaited<ReturnType<typeof open>>

/** Fills the memory from a position on, as far as the file goes. */
export async function readFrom(handle: Handle, position: number, into: Buffer): Promise<number> {
  let filled = 0
  while (filled < into.length) {
    const { bytesRead } = await handle.read(into, filled, into.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}

async function syncThrough(file: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(file, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
