// The end of a job. With it the sample is destroyed, and the values shown from it: they are pupils' data that nobody
// needs any more. A sample that a run still reads goes when that run is done.
import { now } from '@/lib/platform/clock'
import { db, Prisma, type Tx } from '@/lib/platform/db'
import { destroyStored } from '@/lib/platform/files'
import { analysisOf, type ImportJob } from './import-job'
import { withoutSamples } from './sample-analysis'

const SWEEP_MAX = 500

/**
 * Ends a job: it became a template, was imported once, or was given up.
 * @param tx the transaction it belongs to. Call destroyFinishedSamples after it has committed.
 * @returns false if it had ended before.
 */
export async function finishJob(tx: Tx, job: Pick<ImportJob, 'id' | 'accountId'>): Promise<boolean> {
  const { count } = await tx.importJob.updateMany({
    where: { id: job.id, accountId: job.accountId, finishedAt: null },
    data: { finishedAt: now() },
  })
  return count > 0
}

/**
 * Gives a job up.
 * @returns false if the account has no such job, or it has ended.
 */
export async function discardJob(accountId: string, jobId: string): Promise<boolean> {
  const discarded = await finishJob(db, { id: jobId, accountId })
  if (discarded) await destroyFinishedSamples(jobId)
  return discarded
}

/**
 * Destroys the samples of ended jobs that no run reads any more. Also what an earlier process left when it was killed.
 * @param jobId only this one.
 * @returns how many were destroyed.
 */
export async function destroyFinishedSamples(jobId?: string): Promise<number> {
  const rows = await db.importJob.findMany({
    where: {
      ...(jobId ? { id: jobId } : {}),
      finishedAt: { not: null },
      sampleStorageKey: { not: null },
      runs: { none: { finishedAt: null } },
    },
    take: SWEEP_MAX,
  })
  for (const row of rows) {
    const analysis = analysisOf(row)
    if (row.sampleStorageKey) await destroyStored(row.sampleStorageKey)
    await db.importJob.update({
      where: { id: row.id },
      data: { sampleStorageKey: null, analysis: analysis ? withoutSamples(analysis) : Prisma.DbNull },
    })
  }
  return rows.length
}
