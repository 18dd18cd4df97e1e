// The watched folder as a part of the intake: its queues, and a sign of life with what is wrong with the folder.
import { hostname } from 'node:os'
import { deliveryTask } from '@/lib/deliveries/process-delivery-task'
import { messageTask } from '@/lib/outbox/message-task'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { env } from '@/lib/platform/env'
import { WATCHED_SOURCE as WATCHED } from '@/lib/fronts/remove-taken'
import { log } from '@/lib/platform/log'
import { prepareTasks, stopQueue, type Task } from '@/lib/platform/queue'
import { watchFolder } from './watch-folder'

const BEAT_EVERY_MS = 5000

/** Begins to watch. @returns what stops it, when the file in hand is done. */
export async function startWatching(
  watched: NonNullable<ReturnType<typeof env>['watched']>,
): Promise<() => Promise<void>> {
  // The queues must exist before the first transaction that puts a task into one.
  await prepareTasks([deliveryTask, messageTask] as unknown as Task<never>[])
  const id = `${WATCHED}:${process.pid}@${hostname()}`
  let beatAt = -Infinity
  const onLook = async (problem: string | undefined) => {
    if (performance.now() - beatAt < BEAT_EVERY_MS) return
    beatAt = performance.now()
    const values = {
      process: WATCHED,
      detail: { folder: watched.folder, ...(problem ? { problem } : {}) },
      beatAt: now(),
    }
    await db.heartbeat.upsert({ where: { id }, create: { id, ...values }, update: values })
  }
  const stop = watchFolder({ ...watched, onLook })
  log.info({ folder: watched.folder }, 'the folder is watched')
  return async () => {
    await stop()
    await stopQueue()
    await db.heartbeat.deleteMany({ where: { id } }).catch(() => undefined)
  }
}
