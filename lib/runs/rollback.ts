// The undo of a run: its records go back to what they were (lib/roster/rollback.ts), the run counts as undone, and its
// delivery says so, all in the transaction of the undo's own end. Undoing an undo makes the first run count again.
import type pg from 'pg'
import type { Outcome } from '@/lib/deliveries/delivery'
import { clientOf, inTransaction, type Tx } from '@/lib/platform/db'
import { lockRecords } from '@/lib/roster/lock'
import { rollBackRecords } from '@/lib/roster/rollback'
import { planRollback, UNDOING, type RollbackCounts, type UndoneRun } from '@/lib/roster/rollback-plan'
import { reopenReferences } from '@/lib/roster/settled-references'
import { rosterTableOf } from '@/lib/roster/table-names'
import { typesOfRun } from '@/lib/roster/run-types'
import type { ClaimedRun } from './claim-run'
import type { Ending } from './end-run'
import type { Progress } from './progress'
import { noCounts, readCounts, type RunCounts } from './run-counts'
import { undoableRun, type RollbackRefusal } from './start-rollback'

type Tools = {
  readonly tx: Tx
  readonly client: pg.ClientBase
  readonly progress: Progress
  readonly signal: AbortSignal
}

/**
 * Undoes the run that this one is the undo of.
 * @throws Error if that run is no longer one that is applied: nothing may be committed then.
 */
export async function rollBack(run: ClaimedRun, { tx, client, progress, signal }: Tools): Promise<Ending> {
  if (run.isUnsafe) return refused({ reason: 'undo-unsafe', attempts: run.attempt - 1 })
  const { rollsBackRunId } = await tx.run.findUniqueOrThrow({ where: { id: run.id }, select: { rollsBackRunId: true } })
  if (!rollsBackRunId) throw new Error(`run ${run.id} is an undo, but of nothing`)
  await progress.enter('applying')
  // Nothing may be shown from here on: the line of the run is the transaction's own.
  await progress.stop()
  const types = new Set(run.members.map(({ type }) => type))
  for (const type of types) await lockRecords(client, run.accountId, type.name)
  const undone = await tx.run.findUniqueOrThrow({ where: { id: rollsBackRunId } })
  if (undone.historyGoneAt) return refused({ reason: 'history-gone' })
  const what = { accountId: run.accountId, runId: undone.id, isRollback: undone.purpose === 'rollback' }
  let counts = noCounts
  for (const type of types) {
    signal.throwIfAborted()
    counts = withRecords(counts, await rollBackRecords(client, rosterTableOf(type), what, run.id))
  }
  await reopenReferences(client, undone.id)
  await toggle(tx, undone.id, 'rolledBack')
  return { state: 'applied', counts }
}

type Failure = Extract<Ending, { state: 'rejected' }>['failure']

const refused = (failure: Failure): Ending => ({ state: 'rejected', failure, counts: noCounts })

/** The records of an undo, counted as the rows of an import are. */
function withRecords(before: RunCounts, found: RollbackCounts): RunCounts {
  const names = ['added', 'changed', 'deactivated', 'removed', 'kept', 'failed'] as const
  const counts = { ...before }
  for (const name of names) counts[name] += found[name]
  const applied = counts.added + counts.changed + counts.deactivated + counts.removed
  return { ...counts, applied, rows: applied + counts.kept + counts.failed }
}

/** A run that is undone, or counts again; and the other way round for the run that it had undone, and so on. */
async function toggle(tx: Tx, runId: string, state: 'applied' | 'rolledBack'): Promise<void> {
  const other = state === 'applied' ? 'rolledBack' : 'applied'
  const { count } = await tx.run.updateMany({ where: { id: runId, state: other }, data: { state } })
  if (count !== 1) throw new Error(`run ${runId} is not ${other}`)
  const run = await tx.run.findUniqueOrThrow({ where: { id: runId } })
  if (run.deliveryId) await tellDelivery(tx, run.deliveryId, runId, state, readCounts(run.counts))
  if (run.rollsBackRunId) await toggle(tx, run.rollsBackRunId, other)
}

/** What became of a file is what became of its newest run. */
async function tellDelivery(
  tx: Tx,
  deliveryId: string,
  runId: string,
  state: 'applied' | 'rolledBack',
  { added, changed, deactivated }: RunCounts,
): Promise<void> {
  const newer = await tx.run.count({ where: { deliveryId, id: { gt: runId } } })
  if (newer > 0) return
  const again: Outcome = added + changed + deactivated > 0 ? 'imported' : 'no-change'
  const outcome: Outcome = state === 'rolledBack' ? 'rolled-back' : again
  await tx.delivery.update({ where: { id: deliveryId }, data: { outcome } })
}

const PREVIEW_SECONDS_MAX = 60

/** What the undo of a run would do, as things stand. Nothing is changed, and nobody is kept waiting. */
export async function previewRollback(
  accountId: string,
  runId: string,
): Promise<{ ok: true; counts: RunCounts } | { ok: false; reason: RollbackRefusal }> {
  const found = await inTransaction((tx) => undoableRun(tx, accountId, runId))
  if (!found.ok) return found
  const types = await typesOfRun(runId)
  const what: UndoneRun = { accountId, runId, isRollback: found.run.purpose === 'rollback' }
  return inTransaction(async (tx) => {
    const client = await clientOf(tx)
    let counts = noCounts
    for (const type of types) {
      counts = withRecords(counts, await planRollback(client, rosterTableOf(type), what))
      await client.query(`drop table ${UNDOING}`)
    }
    return { ok: true, counts }
  }, PREVIEW_SECONDS_MAX)
}
