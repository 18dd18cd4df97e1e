// A person's consent to a held run. It is for the change that was seen and for no larger one, file by file.
import { z } from 'zod'
import { fileColumnsSchema } from './file-columns'
import { runCountsSchema, runFileCountsSchema, type RunCounts, type RunFileCounts } from './run-counts'

export const approvalSchema = z.object({
  /** Who: a member's name or an API key's. */
  by: z.string(),
  at: z.string(),
  /** What the run would have done then, in all and to the records of each file. */
  counts: runCountsSchema,
  files: z.array(runFileCountsSchema).default([]),
  /** Where its columns had changed: how, and the version of the template it was read with then. */
  columns: z
    .object({
      answer: z.enum(['proposed', 'template']),
      version: z.number().int(),
      files: z.array(fileColumnsSchema),
    })
    .optional(),
})

export type Approval = z.output<typeof approvalSchema>

/** Whether the consent covers what the run would do now. */
export function covers(
  approval: Approval,
  counts: Change,
  files: readonly Pick<RunFileCounts, 'name' | 'counts'>[],
): boolean {
  const isSeen = files.every((file) => {
    const seen = approval.files.find(({ name }) => name === file.name)
    return approval.files.length === 0 || isNoLarger(file.counts, seen?.counts ?? { changed: 0, deactivated: 0 })
  })
  return isSeen && isNoLarger(counts, approval.counts)
}

type Change = Pick<RunCounts, 'changed' | 'deactivated'>

function isNoLarger(now: Change, seen: Change): boolean {
  return now.changed <= seen.changed && now.deactivated <= seen.deactivated
}
