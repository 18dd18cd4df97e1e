// A run that was stopped, or in which something of ours broke. It goes back to the queue, which tries it again; what
// keeps breaking is given up and told.
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { destroyAfterDays, FAILED_KEEP_DAYS } from '@/lib/deliveries/retention'
import { promiseReply } from '@/lib/outbox-files/promise-reply'
import { now } from '@/lib/platform/clock'
import { inTransaction, type Prisma } from '@/lib/platform/db'
import { DamagedFileError, MasterKeyMissingError } from '@/lib/platform/files'
import { log } from '@/lib/platform/log'
import type { ClaimedRun } from './claim-run'
import { runningStates } from './progress'
import { reportFailure } from './report'
import type { RunFailure } from './run-failure'

/** Tries of a run in which something of ours breaks each time. */
const TRIES_MAX = 5

/** How long a database that went away is waited for, to tell it what became of the run. */
const DATABASE_TRIES = 10
const DATABASE_PAUSE_MS = 1000

/**
 * Writes down what happened to a run.
 * @throws the same error, unless the run is given up: then there is nothing left to try.
 */
export async function recordTrouble(run: ClaimedRun, error: unknown, signal: AbortSignal): Promise<void> {
  if (signal.aborted) {
    await leave(run, { state: 'queued', attempts: { decrement: 1 } })
    throw error
  }
  const errorId = randomUUID()
  const delivery = run.delivery?.id
  log.error({ run: run.id, delivery, account: run.accountId, errorId, ...harmless(error) }, 'a run failed')
  const failure: RunFailure = { reason: reasonOf(error), errorId }
  // A database that is full, restarting or away says nothing about the run.
  if (isPassing(error)) {
    await leaveOnceItAnswers(run, { state: 'failed', failure, attempts: { decrement: 1 } })
    throw error
  }
  // Damaged bytes are not mended by reading them again.
  if (run.attempt < TRIES_MAX && failure.reason !== 'file-damaged') {
    await leave(run, { state: 'failed', failure })
    throw error
  }
  await leave(run, { state: 'failed', failure, finishedAt: now() })
}

/** Ends this try. A run that another worker has taken since is left alone. */
async function leave(run: ClaimedRun, data: Prisma.RunUpdateManyMutationInput): Promise<void> {
  await inTransaction(async (tx) => {
    const where = { id: run.id, attempts: run.attempt, state: { in: [...runningStates] } }
    const { count } = await tx.run.updateMany({ where, data })
    if (count === 0 || !data.finishedAt) return
    if (run.delivery) {
      const destroyAt = destroyAfterDays(now(), Math.max(run.settings.keepDays, FAILED_KEEP_DAYS))
      const ended = { state: 'done' as const, outcome: 'failed', destroyAt }
      await tx.delivery.update({ where: { id: run.delivery.id }, data: ended })
      await promiseReply(tx, { deliveryId: run.delivery.id, runId: run.id })
    }
    await reportFailure(tx, run)
  })
}

/** A run still marked as under way would count as one that ended its worker. */
async function leaveOnceItAnswers(run: ClaimedRun, data: Prisma.RunUpdateManyMutationInput): Promise<void> {
  for (let tries = 0; tries < DATABASE_TRIES; tries++) {
    try {
      return await leave(run, data)
    } catch {
      await setTimeout(DATABASE_PAUSE_MS)
    }
  }
}

/** Connection lost, out of resources, shutting down, deadlock (PostgreSQL's classes 08, 53, 57, 40), and Prisma's words for them. */
function isPassing(error: unknown): boolean {
  const codes = codesOf(error)
  return codes.some((code) =>
    /^(08|53|57|40)\w{3}$|^P(1001|1002|1008|1017|2024|2028|2034)$|^E(CONN|PIPE|TIMEDOUT|AI_AGAIN|NOSPC)/.test(code),
  )
}

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const { code } = error as { code?: unknown }
  const closed = /Connection terminated|connection closed/i.test(error.message) ? ['08006'] : []
  return [...(typeof code === 'string' ? [code] : []), ...closed, ...codesOf(error.cause)]
}

function reasonOf(error: unknown): 'internal' | 'file-damaged' | 'master-key-missing' {
  const trouble = storeTrouble(error)
  if (!trouble) return 'internal'
  return trouble instanceof DamagedFileError ? 'file-damaged' : 'master-key-missing'
}

/** What the store has to say of the file; it names the file and quotes nothing of it. */
function storeTrouble(error: unknown): Error | undefined {
  if (error instanceof DamagedFileError || error instanceof MasterKeyMissingError) return error
  return error instanceof Error ? storeTrouble(error.cause) : undefined
}

/** What may stand in a log: PostgreSQL quotes the offending value in its message, and that may be a pupil's. */
function harmless(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error }
  const { code, table, constraint, routine } = error as Error &
    Partial<Record<'code' | 'table' | 'constraint' | 'routine', string>>
  const message = storeTrouble(error)?.message
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: error.name,
    message,
    code,
    table,
    constraint,
    routine,
    at: frames?.slice(0, 6).map((line) => line.trim()),
  }
}
