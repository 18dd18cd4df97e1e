// The task that a delivery waits as until the worker takes it.
import { z } from 'zod'
import type { Tx } from '@/lib/platform/db'
import { sendTask, type Task } from '@/lib/platform/queue'

/**
 * Tries after the first: without end. What keeps failing or crashing is given up by the run itself; the rest waits for a
 * database that is away, and a task given up would keep its template's later deliveries waiting.
 */
const RETRIES = 10_000

/** A file from this size on takes long: the small files of other districts do not wait for it. In bytes. */
const LARGE_BYTES_MIN = 8 * 1024 * 1024

export const deliveryTask: Task<{ deliveryId: string }> = {
  name: 'process-delivery',
  payload: z.object({ deliveryId: z.uuid() }),
  retries: RETRIES,
}

type Queued = { id: string; accountId: string; templateId: string | null; size: bigint | number }

/** Queues a delivery in the caller's transaction. The files of one template are processed in the order they came. */
export function queueDelivery(tx: Tx, { id, accountId, templateId, size }: Queued): Promise<void> {
  const options = { key: templateId ?? id, group: accountId, isHeavy: size >= LARGE_BYTES_MIN }
  return sendTask(tx, deliveryTask, { deliveryId: id }, options)
}
