// The tasks of pulling: one turn of one source, and the look, every minute, which sources are due.
import { z } from 'zod'
import type { Task } from '@/lib/platform/queue'

/** A turn counts its own attempts; what is left for the queue is a database that is away. */
const RETRIES = 10_000

export const pullTask: Task<{ turnId: string }> = {
  name: 'pull',
  payload: z.object({ turnId: z.uuid() }),
  retries: RETRIES,
}

export const dueSourcesTask: Task<object> = { name: 'pull-due', payload: z.object({}), retries: 0 }
