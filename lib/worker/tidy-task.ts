// What is cleared up every hour: files whose days are over, holds nobody answered, history that is kept no longer,
// and what a killed process left.
import { z } from 'zod'
import { destroyOldFailures } from '@/lib/accounts/guessing'
import { forgetStrangers } from '@/lib/accounts/stranger-visits'
import { forgetPreviousPasswords } from '@/lib/accounts/transfer-passwords'
import { forgetSessions } from '@/lib/accounts/transfer-sessions'
import { destroyExpiredFiles } from '@/lib/deliveries/destroy-files'
import { destroyFinishedSamples } from '@/lib/import-jobs/finish-job'
import { destroyOutboxFiles } from '@/lib/outbox-files/destroy-outbox-files'
import { removeTakenFromFronts } from '@/lib/fronts/remove-taken'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import type { Task } from '@/lib/platform/queue'
import { rewrapStorageKeys } from '@/lib/platform/stored-files/rewrap'
import { sweepStoredFiles } from '@/lib/platform/stored-files/sweep'
import { forgetSnapshots } from '@/lib/roster/snapshot/forget-snapshots'
import { expireHolds } from '@/lib/runs/expire-holds'
import { forgetDifferences } from '@/lib/runs/forget-differences'
import { forgetHistory } from '@/lib/runs/forget-history'
import { destroyIssueLists } from '@/lib/runs/issue-list'
import { requeueForgotten } from '@/lib/runs/requeue-forgotten'
import { giveUpReplies } from '@/lib/runs/write-replies'

export const tidyTask: Task<object> = { name: 'tidy', payload: z.object({}), retries: 3 }

/** A process that has not been heard of for so long will not come back. */
const BEATS_KEPT_SECONDS = 24 * 3600

export async function tidy(): Promise<void> {
  const done = {
    holds: await expireHolds(),
    files: await destroyExpiredFiles(),
    outboxFiles: await destroyOutboxFiles(),
    repliesGivenUp: await giveUpReplies(),
    samples: await destroyFinishedSamples(),
    issueLists: await destroyIssueLists(),
    histories: await forgetHistory(),
    differences: await forgetDifferences(),
    snapshots: await forgetSnapshots(),
    queuedAgain: await requeueForgotten(),
    taken: await removeTakenFromFronts(),
    keysRewrapped: await rewrapStorageKeys(),
    unreferredFiles: await sweepStoredFiles(),
  }
  await destroyOldFailures()
  await forgetPreviousPasswords()
  await forgetSessions()
  await forgetStrangers()
  await db.heartbeat.deleteMany({ where: { beatAt: { lt: secondsFrom(now(), -BEATS_KEPT_SECONDS) } } })
  if (Object.values(done).some((count) => count > 0)) log.info(done, 'tidied up')
}
