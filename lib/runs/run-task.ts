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

/** The key of what is read beside the live runs of a template: one after the other, and none of those waits for it. */
export function besideKey(templateId: string): string {
  return `beside ${templateId}`
}
