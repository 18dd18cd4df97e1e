// The task that sends one message. Trouble with the mail server is not the task's: sendMessage waits and queues itself
// again. Only what is thrown (the database is away) is tried again by the queue.
import { z } from 'zod'
import type { Task } from '@/lib/platform/queue'

export const messageTask: Task<{ messageId: string }> = {
  name: 'send-message',
  payload: z.object({ messageId: z.uuid() }),
  retries: 100,
}
