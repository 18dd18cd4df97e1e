// An edited template over a kept delivery, without applying; and what it says differently.
import { z } from 'zod'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { rowDifferenceKinds } from '@/lib/roster/difference-kinds'
import { runDifferences, type RunDifference } from '@/lib/roster/run-differences'
import { differencesCsv } from '@/lib/runs/differences-csv'
import type { EditRefusal } from '@/lib/runs/edited-template'
import { runById } from '@/lib/runs/run'
import { issueSentence } from '@/lib/runs/run-issues'
import { startReplay, type ReplayRefusal } from '@/lib/runs/start-replay'
import { templateById } from '@/lib/templates/template'
import { translatorFor, type Translate } from '@/lib/words/translate'
import { attachment, CSV } from '@/app/api/_http/attachment'
import { operation } from '@/app/api/_http/operation'
import { askFor, pageOf, pageQuery, toPage } from '@/app/api/_http/page'
import { refuse, type ProblemCode } from '@/app/api/_http/problem'
import { callerName } from './caller-name'
import { mappingErrors } from './mapping-errors'
import { settingsInput, toSettingsChange } from './settings-input'
import { runSchema, shownRun } from './shown-run'

export const editProblems: Record<EditRefusal, ProblemCode> = {
  unknown: 'not-found',
  'other-job': 'job-of-other-template',
  'mapping-incomplete': 'mapping-missing',
}

const problems: Record<ReplayRefusal, ProblemCode> = {
  ...editProblems,
  'nothing-kept': 'nothing-kept',
  'file-gone': 'file-destroyed',
}

const replayInput = z
  .object({
    delivery: z.uuid().optional().describe('a kept one; the last kept one if it is left out'),
    changes: settingsInput.extend({ files: z.array(fileMappingSchema).length(1).optional() }).optional(),
    importJob: z.uuid().optional().describe('instead of changes: the import job that edits the template'),
    sample: z.boolean().optional().describe('true: over the sample of that import job'),
  })
  .default({})

const replay = operation({
  id: 'replayTemplate',
  method: 'POST',
  path: '/api/v1/templates/{template}/replay',
  tag: 'templates',
  access: 'manage-templates',
  body: replayInput,
  answer: { status: 202, schema: runSchema },
  async handle({ account, params, body, caller, locale }) {
    const { delivery, changes, importJob, sample } = body
    const template = await templateById(account.id, params.template)
    if (!template) return refuse('not-found')
    const { files, ...settings } = changes ?? {}
    const errors = files
      ? mappingErrors(files, template, await catalogueOfAccount(account.id), locale, '/changes/files')
      : []
    if (errors.length > 0) return refuse('wrong-input', undefined, errors)
    const edit = importJob ? { jobId: importJob } : { mapping: files, settings: toSettingsChange(settings) }
    const over = sample ? ('sample' as const) : delivery ? { deliveryId: delivery } : { last: 1 }
    const asked = { accountId: account.id, templateId: params.template, by: callerName(caller), edit, over }
    const started = await startReplay(asked)
    if (!started.ok) return refuse(problems[started.reason])
    const run = await runById(account.id, started.runIds[0] ?? '')
    return run ? shownRun(run) : refuse('not-found')
  },
})

const dataSchema = z.record(z.string(), z.unknown())

const differenceSchema = z
  .object({
    kind: z.enum(rowDifferenceKinds),
    file: z.string(),
    importType: z.string(),
    line: z.int().nullable(),
    key: z.string(),
    before: dataSchema
      .nullable()
      .describe('as the version there is says it; of a row that differs, the fields that do'),
    after: dataSchema.nullable().describe('as the edited template says it'),
    reasons: z
      .array(z.object({ code: z.string(), message: z.string() }))
      .describe('why one of the two rejects the row'),
  })
  .meta({ id: 'Difference' })

const shownDifference = (translate: Translate) => (difference: RunDifference) => ({
  ...difference,
  reasons: difference.reasons.map((issue) => ({ code: issue.code, message: issueSentence(translate, issue) })),
})

const differences = operation({
  id: 'listDifferences',
  method: 'GET',
  path: '/api/v1/runs/{run}/differences',
  tag: 'runs',
  access: 'see-roster',
  query: z.object({
    ...pageQuery(z.int().min(0)),
    format: z.enum(['json', 'csv']).default('json'),
    kind: z.enum(rowDifferenceKinds).optional(),
  }),
  answer: { status: 200, schema: pageOf(differenceSchema), media: ['text/csv'] },
  async handle({ account, params, query: { limit, cursor, format, kind }, locale }) {
    const run = await runById(account.id, params.run)
    if (!run) return refuse('not-found')
    if (format === 'csv') return attachment(differencesCsv(run.id, locale), `${run.fileName}.differences.csv`, CSV)
    const found = await runDifferences(run.id, {
      limit: askFor(limit),
      ...(cursor === undefined ? {} : { after: cursor }),
      ...(kind ? { kinds: [kind] } : {}),
    })
    return toPage(found, limit, ({ sequence }) => sequence, shownDifference(translatorFor(locale)))
  },
})

export const replayOperations = { replay, differences }
