// The shadow run of a delivery: queued in the transaction that ends its live run, and nothing that run waits for. Until it
// has read the bytes they are kept, a day at most; then they are destroyed as the template says.
import { destroyAfterDays } from '@/lib/deliveries/retention'
import { now } from '@/lib/platform/clock'
import type { Prisma, Tx } from '@/lib/platform/db'
import { sendTask } from '@/lib/platform/queue'
import type { ClaimedRun } from './claim-run'
import type { Ending } from './end-run'
import { besideKey, runTask } from './run-task'

/** How long the bytes of a delivery wait for its shadow run, in days. */
export const SHADOW_WAIT_DAYS = 1

/**
 * Queues the shadow run of a delivery whose live run ends, if its template has a candidate. The second end of a run that
 * was held queues no other one.
 * @returns whether its bytes have to wait.
 */
export async function queueShadow(tx: Tx, run: ClaimedRun, ending: Ending): Promise<boolean> {
  const { accountId, templateId, templateVersion, delivery, fileName } = run
  if (run.purpose !== 'delivery' || !delivery || !templateId || templateVersion === null) return false
  if (!isJudged(ending)) return false
  const template = await tx.template.findUnique({ where: { id: templateId } })
  if (!template?.shadowVersion || template.deletedAt) return false
  const key = { templateId_version: { templateId, version: template.shadowVersion } }
  const candidate = await tx.templateVersion.findUnique({ where: key })
  if (!candidate) return false
  const [queued] = await tx.run.createManyAndReturn({
    data: [
      {
        ...{ accountId, purpose: 'shadow', templateId, templateVersion: candidate.version, fileName },
        ...{ importType: template.importType, comparedDeliveryId: delivery.id, comparedVersion: templateVersion },
        mapping: candidate.mapping as Prisma.InputJsonValue,
        settings: candidate.settings as Prisma.InputJsonValue,
        counts: { bytesTotal: ending.counts.bytesTotal },
      },
    ],
    skipDuplicates: true,
  })
  if (!queued) return false
  // Behind what people wait for.
  const options = { key: besideKey(templateId), group: accountId, isHeavy: true }
  await sendTask(tx, runTask, { runId: queued.id }, options)
  return true
}

/** Whether the live run came to an end because of what stands in the file. */
function isJudged(ending: Ending): boolean {
  return !('failure' in ending) || ['file-issue', 'too-many-rejected'].includes(ending.failure.reason)
}

/**
 * Lets the bytes of a delivery go that waited for its shadow run.
 * @returns the delivery whose bytes may be destroyed now.
 */
export async function releaseDelivery(tx: Tx, { purpose, compared }: ClaimedRun): Promise<string | null> {
  if (purpose !== 'shadow' || !compared?.deliveryId) return null
  if (compared.settings.keepDays >= SHADOW_WAIT_DAYS) return null
  const { deliveryId: id } = compared
  // One that failed is kept longer, for an operator; and one whose rows are still to be sent back, for that.
  const outboxFiles = { none: { readyAt: null, results: { not: null } } }
  const where = {
    id,
    outboxFiles,
    state: 'done' as const,
    destroyAt: { lte: destroyAfterDays(now(), SHADOW_WAIT_DAYS) },
  }
  const { count } = await tx.delivery.updateMany({ where, data: { destroyAt: now() } })
  return count > 0 ? id : null
}
