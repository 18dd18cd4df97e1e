// Where a person stands in the wizard. Derived from what the job has, never stored: leaving and coming back loses nothing.
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { isManifest } from '@/lib/mapping/bundle/manifest'
import type { ImportJob } from './import-job'
import { problemsOfFiles } from './mapping-problems'

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

/** Whether the job's mapping can be checked and saved: of a bundle, all its files, and at least one besides a manifest. */
export function hasUsableMapping(job: Pick<ImportJob, 'mapping' | 'importType' | 'catalogue'>): boolean {
  const { mapping } = job
  if (!mapping || mapping.length === 0 || problemsOfFiles(mapping, job).length > 0) return false
  return job.importType !== BUNDLE || mapping.some(({ importType }) => !isManifest({ name: importType }))
}
