// For tests only: what a sender finds in its outbox.
import { buffer } from 'node:stream/consumers'
import { outboxOfLogin } from '@/lib/outbox-files/outbox-file'
import { openStored } from '@/lib/platform/files'
import type { District } from './test-district'
import { writeWaitingReplies } from './write-replies'

/** Writes what waits, and reads the newest reply: its name, and its cells line by line. */
export async function lastReply({ transferLoginId }: District): Promise<{ name: string; rows: string[][] }> {
  await writeWaitingReplies()
  const [file] = await outboxOfLogin(transferLoginId)
  if (!file?.storageKey) throw new Error('there is no reply')
  const content = (await buffer(await openStored(file.storageKey))).toString()
  if (!content.startsWith('\uFEFF')) throw new Error('a reply that Excel does not read as UTF-8')
  return { name: file.name, rows: content.slice(1).trimEnd().split('\r\n').map(cellsOf) }
}

/** The cells of a line; none of these tests has a line break in a cell. */
function cellsOf(line: string): string[] {
  return [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
}
