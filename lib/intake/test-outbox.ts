// For tests only: a district whose login signs in at both doors and finds files in its outbox.
import type { OutboxFileKind } from '@/lib/generated/prisma/enums'
import { secondsFrom, now } from '@/lib/platform/clock'
import { db, inTransaction } from '@/lib/platform/db'
import { storeStream } from '@/lib/platform/files'
import { putInOutbox } from '@/lib/outbox-files/outbox-file'
import type { District } from '@/lib/runs/test-district'

/** Puts a file into the outbox of a district's login. @returns its id. */
export async function fileInOutbox(
  { accountId, transferLoginId }: District,
  name: string,
  bytes: Uint8Array,
  kind: OutboxFileKind = 'reply',
): Promise<string> {
  const stored = await storeStream(piecesOf(bytes), { bytesMax: 1024 ** 3 })
  if (!stored.ok) throw new Error(stored.reason)
  const { storageKey, size } = stored
  return inTransaction(async (tx) => {
    const data = { accountId, transferLoginId, kind, name, destroyAt: secondsFrom(now(), 3600) }
    const { id } = await tx.outboxFile.create({ data })
    await putInOutbox(tx, id, { storageKey, size })
    return id
  })
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

/** Whether a file is known to have been fetched. */
export async function isFetched(id: string): Promise<boolean> {
  return (await db.outboxFile.findUniqueOrThrow({ where: { id } })).fetchedAt !== null
}
