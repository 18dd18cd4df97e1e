// Why a run ended without being applied. Stored with the run; words are made when it is shown.
import { z } from 'zod'
import type { Translate } from '@/lib/words/translate'

const count = z.number().int().min(0)

export const runFailureSchema = z.discriminatedUnion('reason', [
  /** Something is wrong with the file or its header: the first issue that says so. */
  z.object({
    reason: z.literal('file-issue'),
    code: z.string(),
    line: count.optional(),
    column: z.string().optional(),
  }),
  z.object({ reason: z.literal('too-many-rejected'), rejected: count, rows: count, limitPercent: z.number() }),
  /** Reading it ended the worker, again and again. */
  z.object({ reason: z.literal('unsafe'), attempts: count }),
  /** Undoing it ended the worker, again and again. */
  z.object({ reason: z.literal('undo-unsafe'), attempts: count }),
  /** What the records were before is no longer kept. */
  z.object({ reason: z.literal('history-gone') }),
  /** Our own trouble. The id stands in the log. */
  z.object({ reason: z.literal('internal'), errorId: z.string() }),
  /** The stored bytes are not what was delivered, or cannot be opened; the id stands in the log, with what is wrong. */
  z.object({ reason: z.literal('file-damaged'), errorId: z.string() }),
  z.object({ reason: z.literal('master-key-missing'), errorId: z.string() }),
  /** The bytes are not there any more. */
  z.object({ reason: z.literal('file-gone') }),
  z.object({ reason: z.literal('discarded'), by: z.string(), at: z.string() }),
  /** A newer file of the same template was applied. */
  z.object({ reason: z.literal('superseded') }),
  /** Nobody answered the hold in time. */
  z.object({ reason: z.literal('expired'), days: count }),
])

export type RunFailure = z.output<typeof runFailureSchema>

/** The failure as it is stored; null if there is none. */
export function readFailure(stored: unknown): RunFailure | null {
  return runFailureSchema.safeParse(stored).data ?? null
}

/** What happened, in one sentence. */
export function failureSentence(translate: Translate, failure: RunFailure): string {
  const title = failure.reason === 'file-issue' ? translate(`issues.${failure.code}.title`) : ''
  return translate(`runs.failures.${failure.reason}`, { by: '', ...failure, title })
}
