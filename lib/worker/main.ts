// PROCESS. Takes tasks one after the other: deliveries, the wizard's runs, messages, and the hourly tidying. As many of
// it as one likes may work on one database.
import '@/lib/platform/source-traces'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { deliveryTask } from '@/lib/deliveries/process-delivery-task'
import { messageTask } from '@/lib/outbox/message-task'
import { sendMessage } from '@/lib/outbox/send-message'
import { watchSpace } from '@/lib/outbox/watch-space'
import { now } from '@/lib/platform/clock'
import { db, disconnect, query } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { scheduleTask, stopQueue, workOn } from '@/lib/platform/queue'
import { visitDueSources } from '@/lib/pull/due-sources'
import { dueSourcesTask, pullTask } from '@/lib/pull/pull-task'
import { takeTurn } from '@/lib/pull/take-turn'
import { processRun } from '@/lib/runs/process'
import { processDelivery } from '@/lib/runs/process-delivery'
import { runTask } from '@/lib/runs/run-task'
import { answerSenders } from './answer-senders'
import { coursePlansTask, EVERY_NIGHT, sendCoursePlansBack } from './course-plans-task'
import { tidy, tidyTask } from './tidy-task'

const MESSAGES_AT_ONCE = 2
/** They wait for other servers most of their time. */
const PULLS_AT_ONCE = 4
const BEAT_EVERY_MS = 5_000
const DATABASE_WAIT_MS = 30_000
const DATABASE_PAUSE_MS = 500
/** A task that is not done by then is handed back; the next worker begins it anew. */
const HAND_BACK_AFTER_MS = 10_000
const STOP_SECONDS = 18
const DISCONNECT_MS = 1_000
const EVERY_HOUR = '7 * * * *'
const EVERY_MINUTE = '* * * * *'

const heartbeatId = `worker:${process.pid}@${hostname()}`
const stopping = new AbortController()
/** Nothing new is begun. */
const leaving = new AbortController()

async function waitForDatabase(): Promise<void> {
  const deadline = performance.now() + DATABASE_WAIT_MS
  for (;;) {
    try {
      await query('select 1')
      return
    } catch (error) {
      if (performance.now() > deadline) {
        throw new Error('PostgreSQL did not answer within 30 seconds: is it running, and is DATABASE_URL right?', {
          cause: error,
        })
      }
      await setTimeout(DATABASE_PAUSE_MS)
    }
  }
}

async function beat(): Promise<void> {
  const data = { process: 'worker', beatAt: now(), detail: {} }
  await db.heartbeat.upsert({ where: { id: heartbeatId }, create: { id: heartbeatId, ...data }, update: data })
}

async function work(): Promise<void> {
  const concurrency = env().workerConcurrency
  const orStopping = (signal: AbortSignal) => AbortSignal.any([signal, stopping.signal])
  // A place is kept for small files, however many large ones are under way, and one for large files likewise.
  await workOn(deliveryTask, { any: concurrency - 1, heavy: 1, light: 1 }, ({ deliveryId }, signal) =>
    processDelivery(deliveryId, orStopping(signal)),
  )
  await workOn(runTask, concurrency, ({ runId }, signal) => processRun(runId, orStopping(signal)))
  await workOn(messageTask, MESSAGES_AT_ONCE, ({ messageId }) => sendMessage(messageId))
  await workOn(tidyTask, 1, tidy)
  await scheduleTask(tidyTask, EVERY_HOUR)
  await workOn(coursePlansTask, 1, sendCoursePlansBack)
  await scheduleTask(coursePlansTask, EVERY_NIGHT)
  void answerSenders(leaving.signal)
  await workOn(pullTask, PULLS_AT_ONCE, ({ turnId }, signal) => takeTurn(turnId, orStopping(signal)))
  await workOn(dueSourcesTask, 1, async () => {
    await visitDueSources()
  })
  await scheduleTask(dueSourcesTask, EVERY_MINUTE)
}

/** Takes no more tasks, finishes or hands back those in hand, and ends. */
async function stop(timer: NodeJS.Timeout, stopLooking: () => Promise<void>): Promise<void> {
  clearInterval(timer)
  leaving.abort()
  void stopLooking()
  globalThis.setTimeout(() => stopping.abort(), HAND_BACK_AFTER_MS).unref()
  await stopQueue(STOP_SECONDS)
  await db.heartbeat.deleteMany({ where: { id: heartbeatId } }).catch(() => undefined)
  // A statement that still runs is not waited for: it is rolled back when the connection closes.
  await Promise.race([disconnect(), setTimeout(DISCONNECT_MS)])
  process.exit(0)
}

async function main(): Promise<void> {
  await waitForDatabase()
  await work()
  await beat()
  const stopLooking = watchSpace()
  const timer = setInterval(() => beat().catch(() => log.warn('the worker could not say that it lives')), BEAT_EVERY_MS)
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      stop(timer, stopLooking).catch(() => process.exit(1))
    })
  }
  log.info({ concurrency: env().workerConcurrency }, 'the worker takes tasks')
}

main().catch((error: unknown) => {
  const sentence = error instanceof Error ? error.message.split('\n')[0] : 'unknown reason'
  console.error(`The worker could not start: ${sentence}`)
  process.exit(1)
})
