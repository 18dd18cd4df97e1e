// Outbox files do not lie about: each has a last day. Rows of pupils go with the delivery they came with, at the latest.
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { destroyBytes } from './outbox-file'

/** How long a file waits to be fetched, in days. */
export const OUTBOX_KEEP_DAYS = 7

const BATCH = 500

/** Destroys the bytes of outbox files whose days are over. @returns how many. */
export async function destroyOutboxFiles(): Promise<number> {
  for (let destroyed = 0, after: string | undefined; ;) {
    const due = await db.outboxFile.findMany({
      where: { destroyAt: { lte: now() }, storageKey: { not: null }, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: 'asc' },
      select: { id: true },
      take: BATCH,
    })
    for (const { id } of due) if (await destroyBytes(id)) destroyed++
    after = due.at(-1)?.id
    if (due.length < BATCH) return destroyed
  }
}
