// The end of a run, in the transaction of its rows: its state, its issues, the delivery it belongs to, older holds it
// settles, and the messages that tell of it.
import type pg from 'pg'
import type { HoldReason } from '@/lib/changes/thresholds'
import { destroyDeliveredFile } from '@/lib/deliveries/destroy-files'
import { destroyAfterDays, FAILED_KEEP_DAYS } from '@/lib/deliveries/retention'
import type { Outcome } from '@/lib/deliveries/delivery'
import { destroyFinishedSamples, finishJob } from '@/lib/import-jobs/finish-job'
import { promiseReply, REPLY_WAIT_DAYS } from '@/lib/outbox-files/promise-reply'
import type { Issue } from '@/lib/issues/issue'
import { now } from '@/lib/platform/clock'
import { Prisma, type Tx } from '@/lib/platform/db'
import { settleReferences } from '@/lib/roster/settled-references'
import type { ClaimedRun } from './claim-run'
import type { Comparison } from './comparison'
import type { FileColumns } from './file-columns'
import type { IssueLog } from './issue-log'
import { runningStates } from './progress'
import { report } from './report'
import type { RunCounts, RunFileCounts } from './run-counts'
import type { RunFailure } from './run-failure'
import { queueShadow, releaseDelivery, SHADOW_WAIT_DAYS } from './shadow-runs'
import { storeIssues } from './store-issues'
import { supersedeHolds } from './supersede-holds'

/** A missing record that comes within so many days settles the warning about it. */
const REFERENCES_SETTLE_DAYS = 7

export type Ending = {
  /** What each file counted, as far as the run came. */
  readonly files?: readonly RunFileCounts[]
  /** Of a replay or a shadow run. */
  readonly comparison?: Comparison
  /** Where the columns of a file are not those of its template. */
  readonly columns?: readonly FileColumns[]
  /** What became of each row, for the reply to its sender. */
  readonly results?: Buffer | undefined
} & EndState

type EndState =
  | { readonly state: 'applied' | 'checked'; readonly counts: RunCounts }
  | { readonly state: 'held'; readonly counts: RunCounts; readonly hold: HoldReason }
  | {
      readonly state: 'rejected'
      readonly counts: RunCounts
      readonly failure: RunFailure
      /** What is wrong with the file as a whole. */
      readonly issue?: Issue
    }
  | { readonly state: 'discarded'; readonly counts: RunCounts; readonly failure: RunFailure }

/** What is to be cleared up once the end is committed. */
export type LeftBehind = { readonly deliveryIds: readonly string[]; readonly jobId: string | null }

/**
 * Writes the end of a run.
 * @throws Error if another worker has taken the run since; nothing may be committed then.
 */
export async function endRun(
  tx: Tx,
  client: pg.ClientBase,
  run: ClaimedRun,
  ending: Ending,
  issues: IssueLog,
): Promise<LeftBehind> {
  const { count } = await tx.run.updateMany({
    where: { id: run.id, attempts: run.attempt, state: { in: [...runningStates] } },
    data: {
      state: ending.state,
      counts: ending.counts,
      files: [...(ending.files ?? [])],
      issueCounts: issues.counts(),
      columnChanges: [...(ending.columns ?? [])],
      ...(ending.comparison ? { comparison: ending.comparison } : {}),
      failure: 'failure' in ending ? ending.failure : Prisma.DbNull,
      finishedAt: ending.state === 'held' ? null : now(),
      ...(ending.state === 'held' ? { hold: ending.hold, approval: Prisma.DbNull } : {}),
    },
  })
  if (count !== 1) throw new Error(`run ${run.id} was taken by another worker`)
  await storeIssues(client, run, issues)
  if (ending.state === 'applied') await settle(client, run)
  const waits = await waitDays(tx, run, ending)
  if (run.delivery) await endDelivery(tx, run, run.delivery.id, ending, waits)
  const released = await releaseDelivery(tx, run)
  if (ending.state === 'applied' && run.purpose === 'import' && run.jobId) {
    await finishJob(tx, { id: run.jobId, accountId: run.accountId })
  }
  await report(tx, run, ending, issues)
  const settled = ending.state === 'applied' ? await supersedeHolds(tx, run) : []
  const ended = [run.delivery?.id, released].filter((id) => typeof id === 'string')
  return { deliveryIds: [...ended, ...settled], jobId: run.jobId }
}

/** References that named nothing in the last days, or in this run's own files, may name a record now. */
async function settle(client: pg.ClientBase, { accountId, catalogue, id: runId, members }: ClaimedRun): Promise<void> {
  const types = members.map(({ type }) => type)
  const since = destroyAfterDays(now(), -REFERENCES_SETTLE_DAYS)
  await settleReferences(client, { accountId, catalogue, runId, types, at: now(), since })
}

/** Destroys what is no longer needed: delivered files that are not to be kept, the samples of finished jobs. */
export async function clearUp({ deliveryIds, jobId }: LeftBehind): Promise<void> {
  for (const deliveryId of deliveryIds) await destroyDeliveredFile(deliveryId)
  if (jobId) await destroyFinishedSamples(jobId)
}

/** How many days the delivered bytes are still needed: by a shadow run, or by the reply to their sender. */
async function waitDays(tx: Tx, run: ClaimedRun, ending: Ending): Promise<number> {
  const shadow = (await queueShadow(tx, run, ending)) ? SHADOW_WAIT_DAYS : 0
  if (!run.delivery) return shadow
  const of = { deliveryId: run.delivery.id, runId: run.id, keepDays: run.settings.keepDays }
  return (await promiseReply(tx, { ...of, results: ending.results })) ? Math.max(shadow, REPLY_WAIT_DAYS) : shadow
}

/** @param waits for how many days its bytes are needed. */
async function endDelivery(
  tx: Tx,
  { settings, isRehearsal }: ClaimedRun,
  deliveryId: string,
  ending: Ending,
  waits: number,
): Promise<void> {
  const isUnsafe = 'failure' in ending && ending.failure.reason === 'unsafe'
  const keepDays = Math.max(settings.keepDays, isUnsafe ? FAILED_KEEP_DAYS : 0, waits)
  // A held file waits for its answer.
  const destroyAt = ending.state === 'held' ? null : destroyAfterDays(now(), keepDays)
  const data = {
    state: 'done' as const,
    outcome: isRehearsal && ending.state === 'checked' ? 'rehearsed' : outcomeOf(ending),
    destroyAt,
  }
  await tx.delivery.update({ where: { id: deliveryId }, data })
}

function outcomeOf({ state, counts }: Ending): Outcome {
  if (state === 'held' || state === 'rejected') return state
  if (state === 'discarded') return 'superseded'
  return counts.added + counts.changed + counts.deactivated > 0 ? 'imported' : 'no-change'
}
