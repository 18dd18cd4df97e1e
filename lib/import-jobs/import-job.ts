// An import job as it is read: one piece of set-up work, its stored JSON parsed back.
import { z } from 'zod'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import type { Catalogue } from '@/lib/import-types/catalogue'
import { fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import { db, type Prisma, type Tx } from '@/lib/platform/db'
import { templateSettingsSchema, type TemplateSettings } from '@/lib/templates/template-settings'
import { sampleAnalysisSchema, type SampleAnalysis } from './sample-analysis'

export type ImportJob = {
  readonly id: string
  readonly accountId: string
  /** What its account may import. */
  readonly catalogue: Catalogue
  readonly transferLoginId: string
  readonly importType: string
  readonly settings: TemplateSettings
  readonly sample: JobSample | null
  readonly analysis: SampleAnalysis | null
  /** As last saved by a person; null before that. */
  readonly mapping: FileMapping[] | null
  /** Raised by every change of settings, sample or mapping; a check counts only for the revision it ran on. */
  readonly revision: number
  /** The template this job became. */
  readonly templateId: string | null
  readonly createdById: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly finishedAt: Date | null
}

export type JobSample = {
  readonly fileName: string
  readonly size: number
  readonly sha256: string
  /** Null once the bytes are destroyed. */
  readonly storageKey: string | null
}

/** The job of that id, if it belongs to the account. */
export async function importJobById(accountId: string, jobId: string, client: Tx = db): Promise<ImportJob | null> {
  const row = await client.importJob.findFirst({ where: { id: jobId, accountId } })
  return row && toImportJob(row, await catalogueOfAccount(accountId, client))
}

/**
 * The jobs of an account, newest first.
 * @param options.open true: only those not finished; false: only finished ones.
 * @param options.after the id of the last one already seen.
 */
export async function listImportJobs(
  accountId: string,
  { open, after, limit = 200 }: { open?: boolean; after?: string; limit?: number } = {},
): Promise<ImportJob[]> {
  const rows = await db.importJob.findMany({
    where: {
      accountId,
      ...(open === undefined ? {} : { finishedAt: open ? null : { not: null } }),
      ...(after ? { id: { lt: after } } : {}),
    },
    orderBy: { id: 'desc' },
    take: limit,
  })
  const catalogue = await catalogueOfAccount(accountId)
  return rows.map((row) => toImportJob(row, catalogue))
}

export function toImportJob(row: Prisma.ImportJobModel, catalogue: Catalogue): ImportJob {
  const { id, accountId, transferLoginId, importType, revision, templateId, createdById } = row
  const { createdAt, updatedAt, finishedAt } = row
  return {
    ...{ id, accountId, transferLoginId, importType, revision, templateId, createdById, catalogue },
    ...{ createdAt, updatedAt, finishedAt },
    settings: templateSettingsSchema.parse(row.settings),
    sample: sampleOf(row),
    analysis: analysisOf(row),
    mapping: row.mapping === null ? null : z.array(fileMappingSchema).parse(row.mapping),
  }
}

/** What is known of the sample of a job. */
export function analysisOf({ analysis }: Prisma.ImportJobModel): SampleAnalysis | null {
  return analysis === null ? null : sampleAnalysisSchema.parse(analysis)
}

function sampleOf(row: Prisma.ImportJobModel): JobSample | null {
  const { sampleFileName: fileName, sampleSize, sampleSha256: sha256, sampleStorageKey: storageKey } = row
  if (fileName === null || sampleSize === null || sha256 === null) return null
  return { fileName, size: Number(sampleSize), sha256, storageKey }
}
