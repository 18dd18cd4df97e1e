// A check or a one-time import of a job's sample: the run row and its task in one transaction.
import { settingsOf } from '@/lib/import-jobs/as-template'
import { importJobById } from '@/lib/import-jobs/import-job'
import { hasUsableMapping } from '@/lib/import-jobs/job-step'
import { inTransaction } from '@/lib/platform/db'
import { sendTask } from '@/lib/platform/queue'
import { runTask } from './run-task'

export type JobRunRefusal = 'unknown' | 'no-sample' | 'mapping-incomplete' | 'finished'

/**
 * Queues a run over the whole sample of a job, with the job's mapping and settings as they stand now.
 * @param purpose check: never applies and ends in "checked". import: applies once.
 */
export function startJobRun(input: {
  accountId: string
  jobId: string
  purpose: 'check' | 'import'
}): Promise<{ ok: true; runId: string } | { ok: false; reason: JobRunRefusal }> {
  const { accountId, jobId, purpose } = input
  return inTransaction(async (tx) => {
    const job = await importJobById(accountId, jobId, tx)
    if (!job) return { ok: false, reason: 'unknown' }
    if (job.finishedAt) return { ok: false, reason: 'finished' }
    if (!job.sample?.storageKey) return { ok: false, reason: 'no-sample' }
    if (!job.mapping || !hasUsableMapping(job)) return { ok: false, reason: 'mapping-incomplete' }
    const run = await tx.run.create({
      data: {
        ...{ accountId, purpose, jobId, jobRevision: job.revision, importType: job.importType },
        ...{ fileName: job.sample.fileName, mapping: job.mapping, settings: settingsOf(job) },
        counts: { bytesTotal: job.sample.size },
      },
    })
    await sendTask(tx, runTask, { runId: run.id }, { key: jobId, group: accountId })
    return { ok: true, runId: run.id }
  })
}
