// The steps of an import job after it was made: sample, mapping, validation, and what it ends as.
import { z } from 'zod'
import { problemsOfFiles } from '@/lib/import-jobs/mapping-problems'
import { importJobById } from '@/lib/import-jobs/import-job'
import { saveAsTemplate } from '@/lib/import-jobs/save-as-template'
import { mappingInputSchema, saveMapping, type MappingMisfit } from '@/lib/import-jobs/save-mapping'
import { storeSample } from '@/lib/import-jobs/store-sample'
import { runById } from '@/lib/runs/run'
import { startJobRun, type JobRunRefusal } from '@/lib/runs/start-job-run'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { bodyBytes, fileNameRefused, fileNameSchema, fileTooLarge, isTooLarge } from '@/app/api/_http/file-body'
import { pointerTo } from '@/app/api/_http/input'
import { operation } from '@/app/api/_http/operation'
import { refuse, type Refusal } from '@/app/api/_http/problem'
import { jobRefused, unreadable } from './import-jobs'
import { settingsInput, toSettingsChange } from './settings-input'
import { mappingSchema, sampleSchema, shownMapping, shownSample } from './shown-job'
import { runSchema, shownRun } from './shown-run'
import { shownTemplate, templateExists, templateSchema } from './shown-template'

const sample = operation({
  id: 'putSample',
  method: 'PUT',
  path: '/api/v1/import-jobs/{job}/sample',
  tag: 'import-jobs',
  access: 'import',
  query: z.object({ fileName: fileNameSchema }),
  takesFile: true,
  answer: { status: 200, schema: sampleSchema },
  async handle({ account, params, query: { fileName }, request, locale }) {
    if (isTooLarge(request)) return fileTooLarge(locale)
    const source = bodyBytes(request)
    const stored = await storeSample({ accountId: account.id, jobId: params.job, fileName, source })
    if (stored.ok) return shownSample(fileName, stored.analysis, locale)
    switch (stored.reason) {
      case 'file-name':
        return fileNameRefused(stored.problem, 'query', locale)
      case 'too-large':
        return fileTooLarge(locale)
      case 'not-csv':
        return unreadable(stored.issue, locale)
      default:
        return jobRefused(stored.reason)
    }
  },
})

const mapping = operation({
  id: 'putMapping',
  method: 'PUT',
  path: '/api/v1/import-jobs/{job}/mapping',
  tag: 'import-jobs',
  access: 'import',
  body: z
    .object({ files: z.array(mappingInputSchema).max(100).optional() })
    .optional()
    .describe('an empty body accepts all suggestions; members of a bundle that are not named are not imported'),
  answer: { status: 200, schema: mappingSchema },
  async handle({ account, params, body, locale }) {
    const files = body?.files
    const saved = await saveMapping({ accountId: account.id, jobId: params.job, ...(files ? { files } : {}) })
    if (saved.ok) return shownMapping(saved.job, locale)
    if (saved.reason === 'no-sample') return refuse('sample-missing')
    return saved.reason === 'misfit' ? misfit(saved.misfits, locale) : jobRefused(saved.reason)
  },
})

function misfit(misfits: readonly MappingMisfit[], locale: Locale): Refusal {
  const errors = misfits.map(({ code, path, subject }) => ({
    in: 'body' as const,
    pointer: pointerTo(path),
    detail: translate(locale, `importJobs.mapping.${code}`, { subject }),
  }))
  return refuse('wrong-input', undefined, errors)
}

const validation = operation({
  id: 'startValidation',
  method: 'POST',
  path: '/api/v1/import-jobs/{job}/validation',
  tag: 'import-jobs',
  access: 'import',
  answer: { status: 202, schema: runSchema },
  handle: ({ account, params, locale }) => startRun(account.id, params.job, 'check', locale),
})

const importOnce = operation({
  id: 'startImport',
  method: 'POST',
  path: '/api/v1/import-jobs/{job}/import',
  tag: 'import-jobs',
  access: 'import',
  answer: { status: 202, schema: runSchema },
  handle: ({ account, params, locale }) => startRun(account.id, params.job, 'import', locale),
})

async function startRun(accountId: string, jobId: string, purpose: 'check' | 'import', locale: Locale) {
  const started = await startJobRun({ accountId, jobId, purpose })
  if (!started.ok) return runRefused(accountId, jobId, started.reason, locale)
  const run = await runById(accountId, started.runId)
  return run ? shownRun(run) : refuse('not-found')
}

const runReasons = { unknown: 'not-found', 'no-sample': 'sample-missing', finished: 'job-finished' } as const

async function runRefused(accountId: string, jobId: string, reason: JobRunRefusal, locale: Locale): Promise<Refusal> {
  return reason === 'mapping-incomplete' ? mappingMissing(accountId, jobId, locale) : refuse(runReasons[reason])
}

/** Which fields nothing fills: what has to be sent to the mapping before it can be used. */
async function mappingMissing(accountId: string, jobId: string, locale: Locale): Promise<Refusal> {
  const job = await importJobById(accountId, jobId)
  const problems = job?.mapping ? problemsOfFiles(job.mapping, job) : []
  const errors = problems.map(({ code, field, fileIndex }) => ({
    in: 'body' as const,
    pointer: `/files/${fileIndex}/columns`,
    detail: translate(locale, `importJobs.mapping.${code}`, { subject: field }),
  }))
  return refuse('mapping-missing', undefined, errors)
}

const template = operation({
  id: 'saveAsTemplate',
  method: 'POST',
  path: '/api/v1/import-jobs/{job}/template',
  tag: 'import-jobs',
  access: 'manage-templates',
  body: settingsInput
    .extend({ name: z.string().min(1).max(200).optional(), fileName: fileNameSchema.optional() })
    .optional(),
  answer: { status: 201, schema: templateSchema },
  async handle({ account, params, body, locale }) {
    const { name, fileName, ...settings } = body ?? {}
    const saved = await saveAsTemplate({
      ...{ accountId: account.id, jobId: params.job, settings: toSettingsChange(settings) },
      ...(name === undefined ? {} : { name }),
      ...(fileName === undefined ? {} : { fileName }),
    })
    if (saved.ok) return shownTemplate(saved.template)
    switch (saved.reason) {
      case 'exists':
        return templateExists(saved.standing)
      case 'file-name':
        return fileNameRefused(saved.problem, 'body', locale)
      case 'no-sample':
        return refuse('sample-missing')
      case 'not-mapped':
        return mappingMissing(account.id, params.job, locale)
      default:
        return refuse(saved.reason === 'finished' ? 'job-finished' : 'not-found')
    }
  },
})

export const importJobStepOperations = { sample, mapping, validation, importOnce, template }
