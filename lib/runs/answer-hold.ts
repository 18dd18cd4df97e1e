// A person's answer to a held run. Of two answers at once exactly one wins; an approval is for the change that was
// seen: the run is computed anew, and held again if it has grown.
import { queueDelivery } from '@/lib/deliveries/process-delivery-task'
import { destroyAfterDays } from '@/lib/deliveries/retention'
import { promiseReply } from '@/lib/outbox-files/promise-reply'
import { now } from '@/lib/platform/clock'
import { db, inTransaction, type Tx } from '@/lib/platform/db'
import { sendTask } from '@/lib/platform/queue'
import { templateSettingsSchema } from '@/lib/templates/template-settings'
import { acceptColumns, isHeldForColumns, lockHold } from './accept-columns'
import type { ColumnAnswerInput, ColumnRefusal } from './accept-columns'
import type { Approval } from './approval'
import { clearUp } from './end-run'
import { readCounts, readFileCounts } from './run-counts'
import type { RunFailure } from './run-failure'
import { runTask } from './run-task'

export type HoldAnswer = {
  readonly accountId: string
  readonly runId: string
  /** Who answers: a member's name or an API key's, kept with the run. */
  readonly by: string
}

export type AnswerRefusal = 'unknown' | 'not-held' | ColumnRefusal

type Answered = { ok: true } | { ok: false; reason: AnswerRefusal }

/**
 * Lets a held run through: it is queued again and applied if what it would do is no larger than what was held. One that
 * waits because of its columns is read with the mapping that is accepted by this; nothing it would do is approved yet.
 */
export function approveRun(input: HoldAnswer & Omit<ColumnAnswerInput, 'by'>): Promise<Answered> {
  const { accountId, runId, by } = input
  return inTransaction(async (tx) => {
    const found = await tx.run.findFirst({ where: { id: runId, accountId } })
    if (!found) return { ok: false, reason: 'unknown' }
    await lockHold(tx, found)
    const run = await tx.run.findUniqueOrThrow({ where: { id: runId }, include: { delivery: true } })
    if (run.state !== 'held') return { ok: false, reason: 'not-held' }
    const accepted = isHeldForColumns(run) ? await acceptColumns(tx, run, input) : null
    if (accepted && !accepted.ok) return accepted
    const seen = { counts: readCounts(run.counts), files: readFileCounts(run.files) }
    const approval: Approval = { by, at: now().toISOString(), ...seen }
    if (!(await leaveHold(tx, runId, { state: 'queued', approval, ...accepted?.next })))
      throw new Error('a hold was lost')
    if (run.deliveryId) {
      const data = { state: 'queued' as const, outcome: null }
      const delivery = await tx.delivery.update({ where: { id: run.deliveryId }, data })
      await queueDelivery(tx, { ...delivery, templateId: run.templateId })
    } else {
      await sendTask(tx, runTask, { runId }, { key: run.jobId ?? runId, group: accountId })
    }
    return { ok: true }
  })
}

/** Gives a held run up: the roster stays as it is, and the file is destroyed when its template says. */
export async function discardRun({ accountId, runId, by }: HoldAnswer): Promise<Answered> {
  const run = await db.run.findFirst({ where: { id: runId, accountId } })
  if (!run) return { ok: false, reason: 'unknown' }
  const answered = await inTransaction<Answered>(async (tx) => {
    const failure: RunFailure = { reason: 'discarded', by, at: now().toISOString() }
    const change = { state: 'discarded' as const, failure, finishedAt: now() }
    if (!(await leaveHold(tx, runId, change))) return { ok: false, reason: 'not-held' }
    if (run.deliveryId) {
      const { keepDays } = templateSettingsSchema.parse(run.settings)
      const destroyAt = destroyAfterDays(now(), keepDays)
      const data = { state: 'done' as const, outcome: 'discarded', destroyAt }
      await tx.delivery.update({ where: { id: run.deliveryId }, data })
      await promiseReply(tx, { deliveryId: run.deliveryId, runId })
    }
    return { ok: true }
  })
  if (answered.ok) await clearUp({ deliveryIds: run.deliveryId ? [run.deliveryId] : [], jobId: run.jobId })
  return answered
}

async function leaveHold(
  tx: Tx,
  runId: string,
  data: Parameters<Tx['run']['updateMany']>[0]['data'],
): Promise<boolean> {
  const { count } = await tx.run.updateMany({ where: { id: runId, state: 'held' }, data })
  return count === 1
}
