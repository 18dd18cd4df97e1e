// The steps as a person sees them, and their addresses. Which one is next is derived in lib/import-jobs/job-step.ts.
import type { JobStep } from '@/lib/import-jobs/job-step'

export const shownSteps = ['settings', 'sample', 'columns', 'check', 'save'] as const
export type ShownStep = (typeof shownSteps)[number]

/** The parameters of the address of every page of a job. */
export type JobParams = Promise<{ jobId: string }>

export function stepAddress(jobId: string, step: ShownStep): string {
  return `/imports/${jobId}/${step}`
}

/** Whether a person may stand on a step: every step before it is done. */
export function isReachable(step: ShownStep, next: JobStep): boolean {
  return shownSteps.indexOf(step) <= shownSteps.indexOf(next)
}
