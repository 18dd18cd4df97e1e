// Destroying delivered bytes: right after processing, or when their days are over. The delivery itself stays. The bytes
// go first and the record of them last, so that a crash in between leaves nothing behind that nobody knows of.
import { now } from '@/lib/platform/clock'
import { db, inTransaction } from '@/lib/platform/db'
import { destroyStored } from '@/lib/platform/files'

const BATCH = 500

/**
 * Destroys the bytes of a delivery if their time has come. Harmless to repeat.
 * @returns whether they were destroyed now.
 */
export function destroyDeliveredFile(deliveryId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    // The row stays locked until the bytes are gone, so that nobody queues the delivery again meanwhile.
    const [due] = await tx.$queryRaw<{ storage_key: string; state: string }[]>`
      select storage_key, state::text from deliveries
      where id = ${deliveryId}::uuid and storage_key is not null and destroy_at <= ${now()}
        and state in ('done', 'no-template') for update skip locked`
    if (!due) return false
    await destroyStored(due.storage_key)
    const state = due.state === 'no-template' ? ('expired' as const) : undefined
    await tx.delivery.update({ where: { id: deliveryId }, data: { storageKey: null, state } })
    return true
  })
}

/**
 * Destroys every delivered file whose days are over.
 * @returns how many.
 */
export async function destroyExpiredFiles(): Promise<number> {
  for (let destroyed = 0, after: string | undefined; ;) {
    const due = await db.delivery.findMany({
      where: {
        ...{ destroyAt: { lte: now() }, storageKey: { not: null }, state: { in: ['noTemplate', 'done'] } },
        ...(after ? { id: { gt: after } } : {}),
      },
      orderBy: { id: 'asc' },
      select: { id: true },
      take: BATCH,
    })
    for (const { id } of due) if (await destroyDeliveredFile(id)) destroyed++
    after = due.at(-1)?.id
    if (due.length < BATCH) return destroyed
  }
}
