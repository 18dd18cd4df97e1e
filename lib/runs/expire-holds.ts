import { destroyAfterDays, HELD_KEEP_DAYS } from '@/lib/deliveries/retention'
import { promiseReply } from '@/lib/outbox-files/promise-reply'
import { now } from '@/lib/platform/clock'
import { db, inTransaction } from '@/lib/platform/db'
import { clearUp } from './end-run'
import type { RunFailure } from './run-failure'

const BATCH = 200

/**
 * Gives up the holds nobody has answered for HELD_KEEP_DAYS, and destroys their files.
 * @returns how many.
 */
export async function expireHolds(): Promise<number> {
  const failure: RunFailure = { reason: 'expired', days: HELD_KEEP_DAYS }
  const old = { state: 'held' as const, startedAt: { lt: destroyAfterDays(now(), -HELD_KEEP_DAYS) } }
  const runs = await db.run.findMany({ where: old, select: { id: true, deliveryId: true, jobId: true }, take: BATCH })
  let expired = 0
  for (const { id, deliveryId, jobId } of runs) {
    const isExpired = await inTransaction(async (tx) => {
      const data = { state: 'discarded' as const, failure, finishedAt: now() }
      const { count } = await tx.run.updateMany({ where: { id, ...old }, data })
      if (count === 0) return false
      const ended = { state: 'done' as const, outcome: 'discarded', destroyAt: now() }
      if (deliveryId) {
        await tx.delivery.update({ where: { id: deliveryId }, data: ended })
        await promiseReply(tx, { deliveryId, runId: id })
      }
      return true
    })
    if (!isExpired) continue
    await clearUp({ deliveryIds: deliveryId ? [deliveryId] : [], jobId })
    expired++
  }
  return expired
}
