// What should be worked on and has no task any more: the queue gave it up while the database was away for hours, or was
// restored from a backup. A second task for the same thing is harmless.
import { queueDelivery } from '@/lib/deliveries/process-delivery-task'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db, inTransaction } from '@/lib/platform/db'
import { sendTask } from '@/lib/platform/queue'
import { besideKey, runTask } from './run-task'

const FORGOTTEN_AFTER_SECONDS = 6 * 3600
const BATCH = 200

/**
 * Queues deliveries and runs again that have waited for hours.
 * @returns how many.
 */
export async function requeueForgotten(): Promise<number> {
  const longAgo = secondsFrom(now(), -FORGOTTEN_AFTER_SECONDS)
  const deliveries = await db.delivery.findMany({
    where: { state: { in: ['queued', 'processing'] }, receivedAt: { lt: longAgo } },
    take: BATCH,
  })
  for (const delivery of deliveries) await inTransaction((tx) => queueDelivery(tx, delivery))
  const runs = await db.run.findMany({
    where: { deliveryId: null, finishedAt: null, state: { not: 'held' }, queuedAt: { lt: longAgo } },
    take: BATCH,
  })
  for (const { id, accountId, jobId, templateId, rollsBackRunId, purpose } of runs) {
    const isBeside = purpose === 'replay' || purpose === 'shadow'
    const key = isBeside ? besideKey(templateId ?? id) : (jobId ?? templateId ?? rollsBackRunId ?? id)
    await inTransaction((tx) => sendTask(tx, runTask, { runId: id }, { key, group: accountId }))
  }
  return deliveries.length + runs.length
}
