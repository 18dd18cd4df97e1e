import type { Dialect } from '@/lib/csv/dialect'
import type { FileMapping } from '@/lib/mapping/file-mapping'
import type { Issue } from '@/lib/issues/issue'
import { Prisma } from '@/lib/platform/db'
import { changeableJob, writeJob, type ChangeRefusal } from './change-job'
import type { ImportJob } from './import-job'
import type { AnalyzedFile } from './sample-analysis'
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

/** The mapping for the columns as they are now; undefined if not one of them was mapped before. */
function carriedOver(before: FileMapping | undefined, file: AnalyzedFile): FileMapping | undefined {
  if (!before) return undefined
  const columns = file.columns.map(({ header, position }) => {
    const known = before.columns.find((column) => column.header === header)
    return { header, position, field: known?.field ?? null, transforms: known?.transforms ?? [] }
  })
  const fields = columns.flatMap(({ field }) => field ?? [])
  if (fields.length === 0 || new Set(fields).size < fields.length) return undefined
  return { ...before, dialect: file.dialect, columns }
}
