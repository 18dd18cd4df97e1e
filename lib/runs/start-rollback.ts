// Undoing an applied run is a run of its own, so that it is queued, told, kept and undone like any other.
import type { Prisma, Tx } from '@/lib/platform/db'
import { inTransaction } from '@/lib/platform/db'
import { sendTask } from '@/lib/platform/queue'
import { runTask } from './run-task'

export type RollbackRequest = {
  readonly accountId: string
  /** The run to undo: an import, or an undo. */
  readonly runId: string
  /** Who asks: a member's name or an API key's, kept with the run. */
  readonly by: string
}

export type RollbackRefusal =
  /** There is no such run in the account. */
  | 'unknown'
  /** It has applied nothing (yet). */
  | 'not-applied'
  | 'already-rolled-back'
  /** An undo of it waits or goes on. */
  | 'under-way'
  /** What the records were is no longer kept. */
  | 'history-gone'

/** Queues the undo of a run. Of many requests at once exactly one is granted. */
export function startRollback({
  accountId,
  runId,
  by,
}: RollbackRequest): Promise<{ ok: true; runId: string } | { ok: false; reason: RollbackRefusal }> {
  return inTransaction(async (tx) => {
    const found = await undoableRun(tx, accountId, runId)
    if (!found.ok) return found
    const { importType, fileName, templateId, templateVersion, mapping, settings } = found.run
    const run = await tx.run.create({
      data: {
        ...{ accountId, purpose: 'rollback', rollsBackRunId: runId, requestedBy: by },
        ...{ importType, fileName, templateId, templateVersion },
        ...{ mapping: mapping as Prisma.InputJsonValue, settings: settings as Prisma.InputJsonValue },
      },
    })
    await sendTask(tx, runTask, { runId: run.id }, { key: templateId ?? runId, group: accountId })
    return { ok: true, runId: run.id }
  })
}

type Row = Awaited<ReturnType<Tx['run']['findUniqueOrThrow']>>

/** The run of that id, locked until the transaction ends, if it can be undone now. */
export async function undoableRun(
  tx: Tx,
  accountId: string,
  runId: string,
): Promise<{ ok: true; run: Row } | { ok: false; reason: RollbackRefusal }> {
  const locked = await tx.$queryRaw<unknown[]>`
    select id from runs where id = ${runId}::uuid and account_id = ${accountId}::uuid for update`
  if (locked.length === 0) return { ok: false, reason: 'unknown' }
  const run = await tx.run.findUniqueOrThrow({ where: { id: runId } })
  const reason = await refusalOf(tx, run)
  return reason ? { ok: false, reason } : { ok: true, run }
}

async function refusalOf(tx: Tx, run: Row): Promise<RollbackRefusal | undefined> {
  const underWay = await tx.run.count({ where: { rollsBackRunId: run.id, finishedAt: null } })
  if (underWay > 0) return 'under-way'
  if (run.state === 'rolledBack') return 'already-rolled-back'
  if (run.state !== 'applied') return 'not-applied'
  if (!(await isInForce(tx, run.rollsBackRunId, 'rolledBack'))) return 'already-rolled-back'
  return run.historyGoneAt ? 'history-gone' : undefined
}

/** Of an undo that was undone: whether the first run is still as that left it, and was not undone by another since. */
async function isInForce(tx: Tx, undoneId: string | null, state: 'applied' | 'rolledBack'): Promise<boolean> {
  if (!undoneId) return true
  const undone = await tx.run.findUnique({ where: { id: undoneId }, select: { state: true, rollsBackRunId: true } })
  const next = state === 'applied' ? 'rolledBack' : 'applied'
  return undone?.state === state && isInForce(tx, undone.rollsBackRunId, next)
}
