// Where a person stands in the wizard. Derived from what the job has, never stored: leaving and coming back loses nothing.
import { importTypeNamed } from '@/lib/import-types'
import type { ImportJob } from './import-job'
import { mappingProblems } from './mapping-problems'

export const jobSteps = ['sample', 'columns', 'check', 'save'] as const
export type JobStep = (typeof jobSteps)[number]

/** The last check of a job, as far as its step depends on it. */
export type LastCheck = { readonly state: string; readonly jobRevision: number | null }

/**
 * The first step that is not done.
 * @param lastCheck the newest run of purpose "check"; it counts only for the revision it ran on.
 */
export function jobStep(job: ImportJob, lastCheck: LastCheck | null): JobStep {
  if (!job.sample || !job.analysis) return 'sample'
  if (!hasUsableMapping(job)) return 'columns'
  return lastCheck?.state === 'checked' && lastCheck.jobRevision === job.revision ? 'save' : 'check'
}

/** Whether the job's mapping can be checked and saved. */
export function hasUsableMapping(job: ImportJob): boolean {
  const type = importTypeNamed(job.importType)
  if (!type || !job.mapping || job.mapping.length === 0) return false
  return job.mapping.every((file) => mappingProblems(file, type).length === 0)
}
