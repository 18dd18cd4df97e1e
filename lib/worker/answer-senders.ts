// Replies are written as soon as there are any: their senders wait for them, and the bytes of their files, too.
import { setTimeout } from 'node:timers/promises'
import { log } from '@/lib/platform/log'
import { writeWaitingReplies } from '@/lib/runs/write-replies'

const LOOK_EVERY_MS = 1_000

/** Looks for replies to be written until the signal says that the worker stops. */
export async function answerSenders(stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      const written = await writeWaitingReplies(stopping)
      if (written > 0) continue
    } catch {
      if (!stopping.aborted) log.warn('replies could not be looked for; it is tried again')
    }
    await setTimeout(LOOK_EVERY_MS, undefined, { signal: stopping }).catch(() => undefined)
  }
}
