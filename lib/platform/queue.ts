// The task queue: pg-boss on the same PostgreSQL, so that a task is queued in the transaction it belongs to, and is
// taken again after the worker that held it died.
import { fromPrisma, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import { databaseUrl } from './database-url'
import type { Tx } from './db'
import { log } from './log'

const HEARTBEAT_SECONDS = 10
/** How often a worker looks for tasks whose worker died, and at how many wait. */
const LOOK_EVERY_SECONDS = 5
const workerIntervals = {
  superviseIntervalSeconds: LOOK_EVERY_SECONDS,
  monitorIntervalSeconds: LOOK_EVERY_SECONDS,
  queueCacheIntervalSeconds: LOOK_EVERY_SECONDS,
}
const POLL_SECONDS = 1
const CONNECTIONS_MAX = 4
const EXPIRE_SECONDS = 6 * 3600
/** A task that failed is tried again after 2, 4, 8 … seconds, at most every five minutes. */
const RETRY_DELAY_SECONDS = 2
const RETRY_DELAY_SECONDS_MAX = 300
/** Where heavy tasks begin in the order; light ones come before them, and each kind has a place of its own (workOn). */
const HEAVY_PRIORITY = -10_000
/** The more tasks a group has waiting, the further back its next one comes, to here within its weight. */
const TURNS_BACK_MAX = 9_999

export type Task<Payload> = {
  readonly name: string
  readonly payload: z.ZodType<Payload>
  /** Tries after the first one before the task is given up. */
  readonly retries: number
}

type Mode = 'sender' | 'worker'
const keeper = globalThis as typeof globalThis & {
  rollcallQueue?: { mode: Mode; boss: Promise<PgBoss>; known: Set<string> }
}

async function startBoss(mode: Mode): Promise<PgBoss> {
  const works = mode === 'worker'
  const boss = new PgBoss({
    connectionString: databaseUrl(),
    max: CONNECTIONS_MAX,
    supervise: works,
    schedule: works,
    ...(works ? workerIntervals : {}),
    useListenNotify: works,
    application_name: 'rollcall-queue',
  })
  boss.on('error', (error) => log.warn({ err: error.message }, 'the task queue met an error'))
  await boss.start()
  return boss
}

function queue(mode: Mode = 'sender') {
  const open = (keeper.rollcallQueue ??= { mode, boss: startBoss(mode), known: new Set() })
  open.boss.catch(() => (keeper.rollcallQueue = undefined))
  return open
}

async function ensureQueue(task: Task<unknown>): Promise<PgBoss> {
  const { boss, known } = queue()
  const started = await boss
  if (!known.has(task.name)) {
    await started.createQueue(task.name, {
      // Not 'singleton': that one remembers for up to a minute which keys are busy, and lets them wait so long.
      policy: 'key_strict_fifo',
      notify: true,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: EXPIRE_SECONDS,
      retryLimit: task.retries,
      retryDelay: RETRY_DELAY_SECONDS,
      retryBackoff: true,
      retryDelayMax: RETRY_DELAY_SECONDS_MAX,
    })
    known.add(task.name)
  }
  return started
}

export type SendOptions = {
  /** Tasks of one key run one at a time, in the order they were queued. */
  readonly key: string
  /** Groups (accounts) take turns: of one that queued a thousand tasks and one that queued a single one, it is soon served. */
  readonly group?: string
  /** It takes long: light ones do not wait for it. */
  readonly isHeavy?: boolean
  /** Not before this moment. */
  readonly startAfter?: Date
}

/** Queues a task in the caller's transaction: it exists if, and only if, the transaction commits. */
export async function sendTask<Payload extends object>(
  tx: Tx,
  task: Task<Payload>,
  payload: Payload,
  options: SendOptions,
): Promise<void> {
  const boss = await ensureQueue(task)
  const { key, group, isHeavy = false, startAfter } = options
  const turnsBack = group === undefined ? 0 : await waitingOf(tx, task.name, group)
  await boss.send(task.name, task.payload.parse(payload), {
    db: fromPrisma(tx),
    singletonKey: key,
    priority: (isHeavy ? HEAVY_PRIORITY : 0) - Math.min(turnsBack, TURNS_BACK_MAX),
    ...(group ? { group: { id: group } } : {}),
    ...(startAfter ? { startAfter } : {}),
  })
}

async function waitingOf(tx: Tx, task: string, group: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ waiting: number }[]>`
    select count(*)::int as waiting from pgboss.job
    where name = ${task} and group_id = ${group} and state < 'active' and not blocked`
  return row?.waiting ?? 0
}

/** Makes ready for sending from this process; the queue of a task must exist before the first transaction that uses it. */
export async function prepareTasks(tasks: readonly Task<never>[]): Promise<void> {
  for (const task of tasks) await ensureQueue(task as Task<unknown>)
}

/** How many tasks at once: of any weight, and beside them of one weight only, so that neither waits for the other. */
export type Places = { readonly any: number; readonly heavy: number; readonly light: number }

/**
 * Takes tasks of one kind in this process. Thrown errors are tried again; the payload is checked first.
 * @param handle gets a signal that is aborted when the process is asked to stop or the task was taken away.
 */
export async function workOn<Payload extends object>(
  task: Task<Payload>,
  places: number | Places,
  handle: (payload: Payload, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  queue('worker')
  const boss = await ensureQueue(task as Task<unknown>)
  const { any, heavy, light } = typeof places === 'number' ? { any: places, heavy: 0, light: 0 } : places
  const all = any + heavy + light
  const options = {
    // A task that waits for another of its key, or for its next try, is not announced: it is found by looking.
    ...{ pollingIntervalSeconds: POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS },
    // While more than this wait, the next is taken as soon as one is done.
    burstWhenReadyExceeds: 1,
  }
  const take = async (jobs: { data: Payload; signal: AbortSignal }[]) => {
    for (const job of jobs) await handle(task.payload.parse(job.data), job.signal)
  }
  const lanes = [
    // One group never takes all of them.
    { localConcurrency: any, groupConcurrency: Math.max(1, any + heavy - 1) },
    { localConcurrency: heavy, groupConcurrency: Math.max(1, any + heavy - 1), maxPriority: HEAVY_PRIORITY },
    { localConcurrency: light, groupConcurrency: all, minPriority: -TURNS_BACK_MAX },
  ]
  for (const lane of lanes) {
    if (lane.localConcurrency > 0) await boss.work<Payload>(task.name, { ...options, ...lane }, take)
  }
}

/** Runs a task by the clock, once an installation however many workers there are. */
export async function scheduleTask(task: Task<object>, cron: string): Promise<void> {
  const boss = await ensureQueue(task)
  await boss.schedule(task.name, cron, {}, { singletonKey: task.name })
}

/** Stops taking tasks, waits for those in hand up to the time given, and closes the connections. */
export async function stopQueue(timeoutSeconds = 20): Promise<void> {
  const open = keeper.rollcallQueue
  keeper.rollcallQueue = undefined
  if (!open) return
  const boss = await open.boss
  await boss.stop({ graceful: true, timeout: timeoutSeconds * 1000 })
}
