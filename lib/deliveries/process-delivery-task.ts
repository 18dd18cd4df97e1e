// The task that a delivery waits as until the worker takes it.
import { z } from 'zod'
import type { Task } from '@/lib/platform/queue'

/**
 * Tries after the first: without end. What keeps failing or crashing is given up by the run itself; the rest waits for a
 * database that is away, and a task given up would keep its template's later deliveries waiting.
 */
const RETRIES = 10_000

export const deliveryTask: Task<{ deliveryId: string }> = {
  name: 'process-delivery',
  payload: z.object({ deliveryId: z.uuid() }),
  retries: RETRIES,
}
