// An import job and what is known of its sample, as callers see them (api.md).
import { z } from 'zod'
import { dialectSchema } from '@/lib/csv/dialect'
import { problemsOfFiles } from '@/lib/import-jobs/mapping-problems'
import type { ImportJob } from '@/lib/import-jobs/import-job'
import { jobStep, jobSteps } from '@/lib/import-jobs/job-step'
import type { SampleAnalysis } from '@/lib/import-jobs/sample-analysis'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { lastCheckOf } from '@/lib/runs/run'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { settingsSchema, shownSettings } from './settings-input'

const suggestionSchema = z.object({
  field: z.string(),
  confidence: z.number(),
  reason: z.string().describe('in words'),
  reasonCode: z.string(),
})

export const sampleSchema = z
  .object({
    fileName: z.string(),
    files: z.array(
      z.object({
        name: z.string(),
        importType: z.string().nullable(),
        dialect: dialectSchema,
        columns: z.array(
          z.object({
            header: z.string(),
            position: z.int(),
            samples: z.array(z.string()),
            suggestion: suggestionSchema.nullable(),
          }),
        ),
        rowsEstimate: z.int(),
        sizeBytes: z.int(),
      }),
    ),
  })
  .meta({ id: 'Sample' })

export function shownSample(fileName: string, { files }: SampleAnalysis, locale: Locale) {
  type Suggestion = SampleAnalysis['files'][number]['columns'][number]['suggestion']
  const shown = (suggestion: Suggestion) => {
    if (!suggestion) return null
    const { field, confidence, reason } = suggestion
    const params = reason.params as Record<string, string | number>
    return {
      field,
      confidence,
      reason: translate(locale, `mapping.reason.${reason.code}`, params),
      reasonCode: reason.code,
    }
  }
  const columnsOf = (file: SampleAnalysis['files'][number]) =>
    file.columns.map((column) => ({ ...column, suggestion: shown(column.suggestion) }))
  // What was learned for the wizard's offers is in the templates themselves.
  const shownFile = ({ learned: _, ...file }: SampleAnalysis['files'][number]) => ({
    ...file,
    columns: columnsOf(file),
  })
  return { fileName, files: files.map(shownFile) }
}

const problemSchema = z.object({ code: z.string(), file: z.string(), field: z.string(), detail: z.string() })

export const mappingSchema = z
  .object({
    files: z.array(fileMappingSchema),
    problems: z.array(problemSchema).describe('what is missing before the mapping can be checked and saved'),
  })
  .meta({ id: 'Mapping' })

export function shownMapping(job: ImportJob, locale: Locale) {
  const files = job.mapping ?? []
  const problems = problemsOfFiles(files, job)
  return {
    files,
    problems: problems.map(({ code, file, field }) => ({
      ...{ code, file, field },
      detail: translate(locale, `importJobs.mapping.${code}`, { subject: field }),
    })),
  }
}

export const jobSchema = z
  .object({
    id: z.uuid(),
    importType: z.string(),
    transferLogin: z.uuid(),
    settings: settingsSchema,
    step: z.enum(jobSteps),
    sample: sampleSchema.extend({ size: z.int(), sha256: z.string() }).nullable(),
    mapping: mappingSchema.nullable(),
    lastCheck: z.uuid().nullable(),
    template: z.uuid().nullable(),
    createdAt: momentSchema,
    finishedAt: momentSchema.nullable(),
  })
  .meta({ id: 'ImportJob' })

export async function shownJob(job: ImportJob, locale: Locale) {
  const { id, importType, transferLoginId, sample, analysis } = job
  const check = await lastCheckOf(job.accountId, id)
  const shown = sample && analysis && shownSample(sample.fileName, analysis, locale)
  return {
    ...{ id, importType, transferLogin: transferLoginId, template: job.templateId },
    settings: shownSettings(job.settings),
    step: jobStep(job, check),
    sample: shown && { ...shown, size: sample.size, sha256: sample.sha256 },
    mapping: job.mapping && shownMapping(job, locale),
    lastCheck: check?.id ?? null,
    createdAt: shownMoment(job.createdAt),
    finishedAt: shownMoment(job.finishedAt),
  }
}
