import type { Issue } from '@/lib/issues/issue'
import { Prisma } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { destroyStored, storeStream, type StoredFile } from '@/lib/platform/files'
import { fileNameProblem, type FileNameProblem } from '@/lib/templates/file-name'
import { fileSizeIssue } from '@/lib/validation/file-size'
import { analyzeStored } from './analyze-stored'
import { allCarriedOver } from './carry-mapping'
import { changeableJob, writeJob, type ChangeRefusal } from './change-job'
import type { ImportJob } from './import-job'
import type { SampleAnalysis } from './sample-analysis'

export type StoredSample =
  | { ok: true; job: ImportJob; analysis: SampleAnalysis }
  | ChangeRefusal
  | { ok: false; reason: 'file-name'; problem: FileNameProblem }
  | { ok: false; reason: 'too-large'; bytesMax: number }
  | { ok: false; reason: 'not-csv'; issue: Issue }

/**
 * Stores a job's sample whole and analyses its beginning. The sample before it is destroyed; its mapping stays
 * with every column that is still there.
 * @param input.fileName the exact name, which the template will have unless another is given.
 * @param input.source the bytes; they stream to disk.
 */
export async function storeSample(input: {
  accountId: string
  jobId: string
  fileName: string
  source: AsyncIterable<Uint8Array>
}): Promise<StoredSample> {
  const problem = fileNameProblem(input.fileName)
  if (problem) return { ok: false, reason: 'file-name', problem }
  const found = await changeableJob(input.accountId, input.jobId)
  if (!found.ok) return found
  const bytesMax = env().uploadBytesMax
  const stored = await storeStream(input.source, { bytesMax })
  if (!stored.ok) return { ok: false, reason: 'too-large', bytesMax }
  const kept = await keepSample(found.job, input.fileName, stored).catch(async (error: unknown) => {
    await destroyStored(stored.storageKey)
    throw error
  })
  const obsolete = kept.ok ? found.job.sample?.storageKey : stored.storageKey
  if (obsolete) await destroyStored(obsolete)
  return kept
}

async function keepSample(job: ImportJob, fileName: string, stored: StoredFile): Promise<StoredSample> {
  const tooLarge = fileSizeIssue(job.importType, fileName, stored.size)
  if (tooLarge) return { ok: false, reason: 'not-csv', issue: tooLarge }
  const analysed = await analyzeStored(job, { fileName, storageKey: stored.storageKey })
  if (!analysed.ok) return { ok: false, reason: 'not-csv', issue: analysed.issue }
  const { mapping, analysis } = allCarriedOver(job.mapping, analysed.analysis, job.catalogue)
  const written = await writeJob(job, {
    sampleFileName: fileName,
    sampleStorageKey: stored.storageKey,
    sampleSize: stored.size,
    sampleSha256: stored.sha256,
    analysis,
    mapping: mapping ?? Prisma.DbNull,
  })
  return written.ok ? { ok: true, job: written.job, analysis } : written
}
