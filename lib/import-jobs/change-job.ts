// The one way a job is written after it was made: under the revision that was read, raising it. Of two changes made from
// the same state one wins, and the other is told, so that a mapping is never stored for a sample it was not made for.
import { db, type Prisma, type Tx } from '@/lib/platform/db'
import { importJobById, type ImportJob } from './import-job'

export type ChangeRefusal = { ok: false; reason: 'not-found' | 'finished' | 'changed-meanwhile' }

/** The job, if it can still be changed. */
export async function changeableJob(
  accountId: string,
  jobId: string,
): Promise<{ ok: true; job: ImportJob } | ChangeRefusal> {
  const job = await importJobById(accountId, jobId)
  if (!job) return { ok: false, reason: 'not-found' }
  return job.finishedAt ? { ok: false, reason: 'finished' } : { ok: true, job }
}

/** Writes a change of the job as it was read and raises its revision. */
export async function writeJob(
  job: ImportJob,
  data: Prisma.ImportJobUncheckedUpdateManyInput,
  client: Tx = db,
): Promise<{ ok: true; job: ImportJob } | ChangeRefusal> {
  const { id, accountId, revision } = job
  const { count } = await client.importJob.updateMany({
    where: { id, accountId, revision, finishedAt: null },
    data: { ...data, revision: revision + 1 },
  })
  const written = count > 0 ? await importJobById(accountId, id, client) : null
  return written ? { ok: true, job: written } : { ok: false, reason: 'changed-meanwhile' }
}
