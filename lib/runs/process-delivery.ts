// From a delivery to its run: the run the delivery has under way, or a new one with the template as it is now.
import { inTransaction, type Tx } from '@/lib/platform/db'
import { withVersion } from '@/lib/templates/template'
import { processRun } from './process'
import { runningStates } from './progress'

/**
 * Processes a queued delivery to its end. Harmless to repeat.
 * @throws as processRun does.
 */
export async function processDelivery(deliveryId: string, signal: AbortSignal): Promise<void> {
  const runId = await inTransaction((tx) => openRun(tx, deliveryId))
  if (runId) await processRun(runId, signal)
}

/** @returns undefined if the delivery is done, or waits for a person. */
async function openRun(tx: Tx, deliveryId: string): Promise<string | undefined> {
  // Also locks the row: two workers with one delivery must not make two runs.
  const { count } = await tx.delivery.updateMany({
    where: { id: deliveryId, state: { in: ['queued', 'processing'] } },
    data: { state: 'processing' },
  })
  if (count === 0) return undefined
  const open = await tx.run.findFirst({
    where: { deliveryId, finishedAt: null, state: { in: ['queued', 'failed', ...runningStates] } },
    orderBy: { id: 'desc' },
  })
  return open?.id ?? createRun(tx, deliveryId)
}

async function createRun(tx: Tx, deliveryId: string): Promise<string> {
  const delivery = await tx.delivery.findUniqueOrThrow({ where: { id: deliveryId }, include: { template: true } })
  const { accountId, fileName, size } = delivery
  if (!delivery.template) throw new Error(`delivery ${deliveryId} is queued but has no template`)
  // Which template it is was decided when the file came; what the template says is what it says now.
  const { id: templateId, version, importType, mapping, settings } = await withVersion(delivery.template, tx)
  const run = await tx.run.create({
    data: {
      ...{ accountId, deliveryId, purpose: delivery.isRehearsal ? 'rehearsal' : 'delivery', importType, fileName },
      ...{ templateId, templateVersion: version, mapping, settings },
      counts: { bytesTotal: Number(size) },
    },
  })
  return run.id
}
