// Text that does not fit in the database: written while it comes up, compressed, one file a list under DATA_DIR/spills.
// It is written piece by piece and at once, so that the memory it takes does not grow with it and nobody has to wait
// for it between two lines.
import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { open, readdir, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip, gzipSync } from 'node:zlib'
import { env } from './env'

/** Compressed and written in pieces of about this many characters, each a complete part of the file by itself. */
const PIECE_CHARACTERS = 256 * 1024
const KEY_PATTERN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type Spill = {
  /** Under which it is read, once it is finished. */
  readonly key: string
  /** Adds a line, which must not hold a line break. */
  write(line: string): void
  /** Writes what is left; it is on the disk when this returns. */
  finish(): void
  /** Destroys it, finished or not. */
  discard(): void
}

const folder = () => path.join(env().dataDir, 'spills')

function pathOf(key: string): string {
  if (!KEY_PATTERN.test(key)) throw new Error('not the key of a spill')
  return path.join(folder(), key)
}

/** Begins a file of lines. Whoever begins it keeps its key, or discards it: see unusedSpills. */
export function openSpill(): Spill {
  const key = randomUUID()
  mkdirSync(folder(), { recursive: true, mode: 0o700 })
  const handle = openSync(pathOf(key), 'wx', 0o600)
  let isOpen = true
  let piece = ''

  const flush = () => {
    const bytes = gzipSync(piece, { level: 1 })
    piece = ''
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written)
  }
  const close = () => {
    if (isOpen) closeSync(handle)
    isOpen = false
  }
  return {
    key,
    write(line) {
      piece += `${line}\n`
      if (piece.length >= PIECE_CHARACTERS) flush()
    },
    finish() {
      if (piece) flush()
      fsyncSync(handle)
      close()
      syncFolder()
    },
    discard() {
      close()
      unlinkSync(pathOf(key))
    },
  }
}

function syncFolder(): void {
  const handle = openSync(folder(), 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * The lines of a finished file.
 * @throws Error with code ENOENT, before the first line, if it is gone.
 */
export async function* readSpill(key: string): AsyncGenerator<string> {
  const handle = await open(pathOf(key), 'r')
  const text = createGunzip()
  // An error on the way is thrown where the text is read.
  pipeline(handle.createReadStream(), text, () => undefined)
  text.setEncoding('utf8')
  let rest = ''
  for await (const piece of text as AsyncIterable<string>) {
    // Not readline: it takes U+2028, which may stand in a cell, for the end of a line.
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

/** Destroys a file; nothing happens if it is gone already. */
export async function destroySpill(key: string): Promise<void> {
  await unlink(pathOf(key)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
}

/** The keys of files to which nothing was added since the given moment. */
export async function spillsBefore(moment: Date): Promise<string[]> {
  const names = await readdir(folder()).catch(() => [])
  const old: string[] = []
  for (const key of names.filter((name) => KEY_PATTERN.test(name))) {
    const found = await stat(pathOf(key)).catch(() => undefined)
    if (found && found.mtime < moment) old.push(key)
  }
  return old
}
