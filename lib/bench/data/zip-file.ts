import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

/** Packs files into a ZIP, each under the name given, without holding any of them in memory. */
export async function writeZip(file: string, members: Readonly<Record<string, string>>): Promise<void> {
  const zip = new ZipFile()
  for (const [name, source] of Object.entries(members)) zip.addFile(source, name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
}
