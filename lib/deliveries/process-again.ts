// A person asks for a delivery to be processed (again) now: after a template was made for it, or after a repair.
import { inTransaction } from '@/lib/platform/db'
import { matchTemplate } from '@/lib/templates/match-template'
import { queueDelivery } from './process-delivery-task'

export type ProcessAgainRefusal = 'unknown' | 'no-template' | 'file-gone' | 'busy' | 'held'

/**
 * Queues a delivery once more with the template that has its name now.
 * @returns 'file-gone' when its bytes are destroyed: it must be sent again. 'busy' while it is queued or processed.
 */
export function processAgain(
  accountId: string,
  deliveryId: string,
): Promise<{ ok: true } | { ok: false; reason: ProcessAgainRefusal }> {
  return inTransaction(async (tx) => {
    const delivery = await tx.delivery.findFirst({ where: { id: deliveryId, accountId } })
    if (!delivery) return { ok: false, reason: 'unknown' }
    if (!delivery.storageKey) return { ok: false, reason: 'file-gone' }
    if (delivery.outcome === 'held') return { ok: false, reason: 'held' }
    const template = await matchTemplate(tx, delivery.transferLoginId, delivery.fileName)
    if (!template) return { ok: false, reason: 'no-template' }
    const { count } = await tx.delivery.updateMany({
      where: { id: deliveryId, state: { in: ['noTemplate', 'received', 'done'] }, storageKey: { not: null } },
      data: { state: 'queued', outcome: null, templateId: template.id, destroyAt: null },
    })
    if (count === 0) return { ok: false, reason: 'busy' }
    await queueDelivery(tx, { ...delivery, templateId: template.id })
    return { ok: true }
  })
}
