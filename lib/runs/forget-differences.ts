// What replays and shadow runs found holds pupils' data, and is kept as long as the history of an import; the numbers stay.
import { destroyAfterDays } from '@/lib/deliveries/retention'
import { now } from '@/lib/platform/clock'
import { db, inTransaction } from '@/lib/platform/db'

export const DIFFERENCES_KEEP_DAYS = 30
const BATCH = 200

/**
 * Destroys the differences whose days are over.
 * @returns of how many runs.
 */
export async function forgetDifferences(): Promise<number> {
  const due = await db.run.findMany({
    where: {
      ...{ purpose: { in: ['replay', 'shadow'] }, historyGoneAt: null },
      finishedAt: { lt: destroyAfterDays(now(), -DIFFERENCES_KEEP_DAYS) },
    },
    select: { id: true },
    take: BATCH,
  })
  for (const { id } of due) {
    await inTransaction(async (tx) => {
      await tx.runDifference.deleteMany({ where: { runId: id } })
      await tx.run.update({ where: { id }, data: { historyGoneAt: now() } })
    })
  }
  return due.length
}
