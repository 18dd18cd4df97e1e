import type { Dialect } from '@/lib/csv/dialect'
import type { Issue } from '@/lib/issues/issue'
import { Prisma } from '@/lib/platform/db'
import { carriedOver } from './carry-mapping'
import { changeableJob, writeJob, type ChangeRefusal } from './change-job'
import type { ImportJob } from './import-job'
import { analyzeStored } from './store-sample'

export type ReadAgain =
  | { ok: true; job: ImportJob }
  | ChangeRefusal
  | { ok: false; reason: 'no-sample' }
  | { ok: false; reason: 'not-csv'; issue: Issue }

/**
 * Reads a job's sample with the dialect a person chose. A column whose header is still there keeps its field and
 * transforms; where none is, the mapping begins anew with suggestions.
 */
export async function readSampleAgain(input: {
  accountId: string
  jobId: string
  dialect: Dialect
}): Promise<ReadAgain> {
  const found = await changeableJob(input.accountId, input.jobId)
  if (!found.ok) return found
  const { job } = found
  const storageKey = job.sample?.storageKey
  if (!job.sample || !storageKey) return { ok: false, reason: 'no-sample' }
  const analysed = await analyzeStored(job, { ...job.sample, storageKey }, input.dialect)
  if (!analysed.ok) return { ok: false, reason: 'not-csv', issue: analysed.issue }
  const mapping = carriedOver(job.mapping?.[0], analysed.file)
  return writeJob(job, { analysis: { files: [analysed.file] }, mapping: mapping ? [mapping] : Prisma.DbNull })
}
