// PROCESS. Takes tasks one after the other: deliveries, the wizard's runs, messages, and the hourly tidying.
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { destroyExpiredFiles } from '@/lib/deliveries/destroy-files'
import { deliveryTask } from '@/lib/deliveries/process-delivery-task'
import { messageTask } from '@/lib/outbox/message-task'
import { sendMessage } from '@/lib/outbox/send-message'
import { now } from '@/lib/platform/clock'
import { db, disconnect, query } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { scheduleTask, stopQueue, workOn, type Task } from '@/lib/platform/queue'
import { processDelivery, processRun } from '@/lib/runs/process'
import { runTask } from '@/lib/runs/run-task'

const MESSAGES_AT_ONCE = 2
const BEAT_EVERY_MS = 5_000
const DATABASE_WAIT_MS = 30_000
const DATABASE_PAUSE_MS = 500
const STOP_SECONDS = 20
const EVERY_HOUR = '7 * * * *'

const tidyTask: Task<object> = { name: 'tidy', payload: z.object({}), retries: 3 }

async function waitForDatabase(): Promise<void> {
  const deadline = performance.now() + DATABASE_WAIT_MS
  for (;;) {
    try {
      await query('select 1')
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
      await setTimeout(DATABASE_PAUSE_MS)
    }
  }
}

async function beat(): Promise<void> {
  const id = `worker:${process.pid}@${hostname()}`
  const data = { process: 'worker', beatAt: now(), detail: {} }
  await db.heartbeat.upsert({ where: { id }, create: { id, ...data }, update: data })
}

async function work(): Promise<void> {
  const concurrency = env().workerConcurrency
  await workOn(deliveryTask, concurrency, ({ deliveryId }, signal) => processDelivery(deliveryId, signal))
  await workOn(runTask, concurrency, ({ runId }, signal) => processRun(runId, signal))
  await workOn(messageTask, MESSAGES_AT_ONCE, ({ messageId }) => sendMessage(messageId))
  await workOn(tidyTask, 1, async () => {
    const destroyed = await destroyExpiredFiles()
    if (destroyed > 0) log.info({ destroyed }, 'files whose days are over were destroyed')
  })
  await scheduleTask(tidyTask, EVERY_HOUR)
}

async function stop(timer: NodeJS.Timeout): Promise<void> {
  clearInterval(timer)
  await stopQueue(STOP_SECONDS)
  await db.heartbeat.deleteMany({ where: { id: `worker:${process.pid}@${hostname()}` } })
  await disconnect()
  process.exit(0)
}

async function main(): Promise<void> {
  await waitForDatabase()
  await work()
  await beat()
  const timer = setInterval(() => beat().catch(() => log.warn('the worker could not report that it lives')), BEAT_EVERY_MS)
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      stop(timer).catch(() => process.exit(1))
    })
  }
  log.info({ concurrency: env().workerConcurrency }, 'the worker takes tasks')
}

main().catch((error: unknown) => {
  console.error(`The worker could not start: ${error instanceof Error ? error.message.split('\n')[0] : 'unknown reason'}`)
  process.exit(1)
})
