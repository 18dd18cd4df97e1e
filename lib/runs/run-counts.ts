// What a run counted. While it goes on these are its progress; rows = valid so far + rejected, always.
import { z } from 'zod'

const count = z.number().int().min(0).default(0)

export const runCountsSchema = z.object({
  /** Data rows read. */
  rows: count,
  /** Rows that passed their check and were compared with the roster. */
  applied: count,
  /** Rows that failed their check. */
  rejected: count,
  added: count,
  changed: count,
  deactivated: count,
  unchanged: count,
  /** Issues of each severity, complete even where the details are cut. */
  errors: count,
  warnings: count,
  bytesRead: count,
  bytesTotal: count,
})

export type RunCounts = z.output<typeof runCountsSchema>

/** The counts of a run that has not begun. */
export const noCounts: RunCounts = runCountsSchema.parse({})

/** The counts as they are stored with a run. */
export function readCounts(stored: unknown): RunCounts {
  return runCountsSchema.parse(stored ?? {})
}
