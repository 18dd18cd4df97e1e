'use server'

import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { importJobById } from '@/lib/import-jobs/import-job'
import { lastCheckOf } from '@/lib/runs/run'
import { startJobRun } from '@/lib/runs/start-job-run'
import { memberFor } from '../../../member'
import { stepAddress } from '../../job-steps'

/** Checks the whole sample, unless just this revision of the job was checked already; leads to where that is shown. */
export async function startCheck(jobId: string): Promise<void> {
  const { account } = await memberFor('import')
  const id = z.uuid().parse(jobId)
  const job = await importJobById(account.id, id)
  if (!job) notFound()
  const last = await lastCheckOf(account.id, id)
  const isChecked = last?.jobRevision === job.revision && last.state !== 'failed'
  if (isChecked) redirect(stepAddress(id, 'check'))
  const started = await startJobRun({ accountId: account.id, jobId: id, purpose: 'check' })
  // Refused: something is missing that an earlier step asks for; the job's own address leads there.
  redirect(started.ok ? stepAddress(id, 'check') : `/imports/${id}`)
}
