// The first line of every step: who asks, for which job, and whether this step can be stood on yet.
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import type { Account } from '@/lib/accounts/account'
import type { MemberCaller } from '@/lib/accounts/caller'
import { importJobById, type ImportJob } from '@/lib/import-jobs/import-job'
import { jobStep, type JobStep } from '@/lib/import-jobs/job-step'
import { lastCheckOf, listRuns, type Run } from '@/lib/runs/run'
import { memberFor } from '../member'
import { isReachable, stepAddress, type ShownStep } from './job-steps'

export type OpenJob = {
  readonly caller: MemberCaller
  readonly account: Account
  readonly job: ImportJob
  /** The newest check, of whatever revision. */
  readonly lastCheck: Run | null
  /** The first step that is not done. */
  readonly next: JobStep
}

/** The job for the page of one step. Leads to the step that is next where this one is too early, and to what a finished job became. */
export async function openJob(jobId: string, step: ShownStep): Promise<OpenJob> {
  const open = await jobInView(jobId)
  if (open.job.finishedAt) return redirect(await finishedAddress(open))
  if (!isReachable(step, open.next)) redirect(stepAddress(jobId, open.next))
  return open
}

/** The job, finished or not. */
export async function jobInView(jobId: string): Promise<OpenJob> {
  const { caller, account } = await memberFor('import')
  const job = z.uuid().safeParse(jobId).success ? await importJobById(account.id, jobId) : null
  if (!job) notFound()
  const lastCheck = await lastCheckOf(account.id, job.id)
  return { caller, account, job, lastCheck, next: jobStep(job, lastCheck) }
}

/** Where a finished job leads: to the template it became, to the run that imported it, or, if it was deleted, to the list. */
export async function finishedAddress({ account, job }: Pick<OpenJob, 'account' | 'job'>): Promise<string> {
  if (job.templateId) return `/imports/${job.id}/saved`
  const [run] = await listRuns({ accountId: account.id, jobId: job.id, purposes: ['import'], limit: 1 })
  return run ? `/runs/${run.id}` : '/imports'
}
