// Small JSON records on disk: written whole under another name, then renamed, so that a reader finds the old or the new one.
import { open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'

/**
 * Writes a record.
 * @param durable wait until it would survive a power cut; otherwise it survives only the end of this process.
 */
export async function writeRecord(file: string, record: unknown, { durable }: { durable: boolean }): Promise<void> {
  const temporary = `${file}.writing`
  const handle = await open(temporary, 'w', 0o600)
  try {
    await handle.writeFile(JSON.stringify(record))
    if (durable) await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file)
  if (durable) await syncFolder(path.dirname(file))
}

/** Reads a record; undefined if it is not there or is not what it should be. */
export async function readRecord<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  try {
    const result = schema.safeParse(JSON.parse(await readFile(file, 'utf8')))
    return result.success ? result.data : undefined
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Makes renames and removals in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
