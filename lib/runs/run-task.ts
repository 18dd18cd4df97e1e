// The task that a run of an import job waits as until the worker takes it.
import { z } from 'zod'
import type { Task } from '@/lib/platform/queue'

/** Without end, as for deliveries. */
const RETRIES = 10_000

export const runTask: Task<{ runId: string }> = {
  name: 'process-run',
  payload: z.object({ runId: z.uuid() }),
  retries: RETRIES,
}
