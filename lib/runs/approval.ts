// A person's consent to a held run. It is for the change that was seen and for no larger one.
import { z } from 'zod'
import { runCountsSchema, type RunCounts } from './run-counts'

export const approvalSchema = z.object({
  /** Who: a member's name or an API key's. */
  by: z.string(),
  at: z.string(),
  /** What the run would have done then. */
  counts: runCountsSchema,
})

export type Approval = z.output<typeof approvalSchema>

/** Whether the consent covers what the run would do now. */
export function covers(approval: Approval, counts: Pick<RunCounts, 'changed' | 'deactivated'>): boolean {
  return counts.changed <= approval.counts.changed && counts.deactivated <= approval.counts.deactivated
}
