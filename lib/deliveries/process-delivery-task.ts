// The task that a delivery waits as until the worker takes it.
import { z } from 'zod'
import type { Task } from '@/lib/platform/queue'

/** Tries after the first. What keeps crashing is given up by the run itself; the rest is for a database that is away. */
const RETRIES = 50

export const deliveryTask: Task<{ deliveryId: string }> = {
  name: 'process-delivery',
  payload: z.object({ deliveryId: z.uuid() }),
  retries: RETRIES,
}
