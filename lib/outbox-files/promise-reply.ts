// A reply is promised in the transaction in which a run ends, and written by the worker right afterwards. Until then the
// bytes of a file whose rows are sent back wait for it, a day at most.
import { now, secondsFrom } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { OUTBOX_KEEP_DAYS } from './destroy-outbox-files'
import { replyName } from './outbox-name'

/** How long the bytes of a delivery wait for its reply, in days. */
export const REPLY_WAIT_DAYS = 1

const inDays = (days: number) => secondsFrom(now(), days * 24 * 3600)

export type Answered = {
  readonly deliveryId: string
  /** Null: no template has the file's name. */
  readonly runId: string | null
  /** What became of its rows; undefined: the reply says only what there is to say. */
  readonly results?: Buffer | undefined
  /** How long the delivered bytes are kept, in days; 0: not at all. */
  readonly keepDays?: number
}

/**
 * Promises the reply to a delivery, unless its login wants none. A rehearsal is always answered.
 * @returns whether the bytes have to wait for it.
 */
export async function promiseReply(tx: Tx, { deliveryId, runId, results, keepDays = 0 }: Answered): Promise<boolean> {
  const delivery = await tx.delivery.findUniqueOrThrow({
    where: { id: deliveryId },
    select: { accountId: true, transferLoginId: true, fileName: true, isRehearsal: true, transferLogin: true },
  })
  const { accountId, transferLoginId, fileName, isRehearsal, transferLogin } = delivery
  if (transferLogin.replyFiles === 'none' && !isRehearsal) return false
  // Rows go with the delivery they came with; where that is not kept at all, the login has said that they are sent back.
  const days = results && keepDays > 0 ? Math.min(keepDays, OUTBOX_KEEP_DAYS) : OUTBOX_KEEP_DAYS
  await tx.outboxFile.create({
    data: {
      ...{ accountId, transferLoginId, kind: 'reply', deliveryId, runId, name: replyName(fileName, now()) },
      ...(results ? { results: new Uint8Array(results) } : {}),
      destroyAt: inDays(days),
    },
  })
  return results !== undefined
}

/**
 * Lets the bytes of a delivery go that waited for its reply, unless its shadow run has still to read them.
 * @returns whether they may be destroyed now.
 */
export async function releaseAfterReply(tx: Tx, deliveryId: string, keepDays: number): Promise<boolean> {
  if (keepDays >= REPLY_WAIT_DAYS) return false
  const shadow = await tx.run.findFirst({
    where: { comparedDeliveryId: deliveryId, purpose: 'shadow', finishedAt: null },
    select: { id: true },
  })
  if (shadow) return false
  const where = { id: deliveryId, state: 'done' as const, destroyAt: { lte: inDays(REPLY_WAIT_DAYS) } }
  const { count } = await tx.delivery.updateMany({ where, data: { destroyAt: now() } })
  return count > 0
}
