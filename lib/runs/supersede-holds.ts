import { destroyAfterDays } from '@/lib/deliveries/retention'
import { promiseReply } from '@/lib/outbox-files/promise-reply'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { templateSettingsSchema } from '@/lib/templates/template-settings'
import type { ClaimedRun } from './claim-run'
import type { RunFailure } from './run-failure'
import { cameBefore } from './same-file'

/**
 * Closes the holds of older files of the template: a full file that was applied says all they had to say.
 * @returns their deliveries.
 */
export async function supersedeHolds(tx: Tx, run: ClaimedRun): Promise<string[]> {
  if (!run.templateId || !run.delivery || run.settings.mode !== 'full') return []
  const held = await tx.run.findMany({
    where: { templateId: run.templateId, state: 'held', delivery: cameBefore(run.delivery) },
    select: { id: true, deliveryId: true, settings: true },
  })
  const failure: RunFailure = { reason: 'superseded' }
  const settled: string[] = []
  for (const { id, deliveryId, settings } of held) {
    const { count } = await tx.run.updateMany({
      where: { id, state: 'held' },
      data: { state: 'discarded', failure, finishedAt: now() },
    })
    if (count === 0 || !deliveryId) continue
    const destroyAt = destroyAfterDays(now(), templateSettingsSchema.parse(settings).keepDays)
    await tx.delivery.update({ where: { id: deliveryId }, data: { state: 'done', outcome: 'superseded', destroyAt } })
    await promiseReply(tx, { deliveryId, runId: id })
    settled.push(deliveryId)
  }
  return settled
}
