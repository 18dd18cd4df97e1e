// What a run counted; while it goes on, its progress. Always rows = applied + rejected, and applied = added + changed +
// unchanged + those of a partial file that say that their record has gone. The rows of an undo are records:
// applied = added + changed + deactivated + removed, and rows = applied + kept + failed.
import { z } from 'zod'
import { modes } from '@/lib/templates/template-settings'

const count = z.number().int().min(0).default(0)

export const runCountsSchema = z.object({
  /** Data rows read. */
  rows: count,
  /** Rows that passed their check: applied, or, in a run that is only checked or is held, fit to be. */
  applied: count,
  /** Rows that failed their check. */
  rejected: count,
  /** Records that are new, or active again. */
  added: count,
  changed: count,
  deactivated: count,
  /** Rows that change nothing, identical copies included. */
  unchanged: count,
  /** Of an undo: records taken out again, left because another run changed them since, and not to be undone at all. */
  removed: count,
  kept: count,
  failed: count,
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

/** What one file of a run counted. */
export const runFileCountsSchema = z.object({
  /** As the sender calls it: the member of a bundle. */
  name: z.string(),
  importType: z.string(),
  mode: z.enum(modes),
  counts: runCountsSchema,
})

export type RunFileCounts = z.output<typeof runFileCountsSchema>

/** The counts of its files as they are stored with a run. */
export function readFileCounts(stored: unknown): RunFileCounts[] {
  return z.array(runFileCountsSchema).parse(stored ?? [])
}

/** The counts of several files together. */
export function sumOfCounts(parts: readonly RunCounts[]): RunCounts {
  const names = Object.keys(noCounts) as (keyof RunCounts)[]
  const sum = (name: keyof RunCounts) => parts.reduce((total, part) => total + part[name], 0)
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as RunCounts
}
