// Destroying delivered bytes: at once after processing, or when their days are over. The delivery itself stays.
import { db } from '@/lib/platform/db'
import { now } from '@/lib/platform/clock'
import { destroyStored } from '@/lib/platform/files'

const BATCH = 500

/**
 * Destroys the bytes of one delivery and forgets where they were.
 * @param expired true when its days are over, false right after it was processed.
 */
export async function destroyDeliveredFile(deliveryId: string, expired = false): Promise<void> {
  const delivery = await db.delivery.findUnique({ where: { id: deliveryId }, select: { storageKey: true, state: true } })
  if (!delivery?.storageKey) return
  await destroyStored(delivery.storageKey)
  await db.delivery.updateMany({
    where: { id: deliveryId, storageKey: delivery.storageKey },
    data: { storageKey: null, ...(expired && delivery.state === 'noTemplate' ? { state: 'expired' } : {}) },
  })
}

/**
 * Destroys every delivered file whose days are over. Harmless to repeat.
 * @returns how many were destroyed.
 */
export async function destroyExpiredFiles(): Promise<number> {
  const due = await db.delivery.findMany({
    where: { destroyAt: { lte: now() }, storageKey: { not: null }, state: { in: ['noTemplate', 'done'] } },
    select: { id: true },
    take: BATCH,
  })
  for (const { id } of due) await destroyDeliveredFile(id, true)
  return due.length
}
