// A candidate that runs beside a template: saved, looked at, promoted or dropped.
import { z } from 'zod'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { listRuns } from '@/lib/runs/run'
import { saveAsShadow } from '@/lib/runs/start-shadow'
import { dropShadow, promoteShadow, shadowOf, type Shadow } from '@/lib/templates/shadow'
import { templateById } from '@/lib/templates/template'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { refuse } from '@/app/api/_http/problem'
import { mappingErrors } from './mapping-errors'
import { editProblems } from './replays'
import { settingsInput, settingsSchema, shownSettings, toSettingsChange } from './settings-input'
import { runSchema, shownRun } from './shown-run'
import { shownTemplate, templateSchema } from './shown-template'

const RUNS_SHOWN = 30

const shadowSchema = z
  .object({
    version: z.int(),
    since: momentSchema,
    files: z.array(fileMappingSchema),
    settings: settingsSchema,
    runs: z.array(runSchema).describe('its last 30 runs, the newest first'),
  })
  .meta({ id: 'Shadow' })

async function shown(accountId: string, { templateId, version, since, mapping, settings }: Shadow) {
  const runs = await listRuns({
    accountId,
    templateId,
    templateVersion: version,
    purposes: ['shadow'],
    limit: RUNS_SHOWN,
  })
  return {
    ...{ version, since: shownMoment(since), files: mapping, settings: shownSettings(settings) },
    runs: runs.map(shownRun),
  }
}

const get = operation({
  id: 'getShadow',
  method: 'GET',
  path: '/api/v1/templates/{template}/shadow',
  tag: 'templates',
  access: 'manage-templates',
  answer: { status: 200, schema: shadowSchema.nullable() },
  async handle({ account, params }) {
    const template = await templateById(account.id, params.template)
    if (!template) return refuse('not-found')
    const shadow = await shadowOf(account.id, template.id)
    return shadow && shown(account.id, shadow)
  },
})

const put = operation({
  id: 'putShadow',
  method: 'PUT',
  path: '/api/v1/templates/{template}/shadow',
  tag: 'templates',
  access: 'manage-templates',
  body: z
    .object({
      changes: settingsInput.extend({ files: z.array(fileMappingSchema).length(1).optional() }).optional(),
      importJob: z.uuid().optional().describe('instead of changes: the import job that edits the template'),
    })
    .default({}),
  answer: { status: 200, schema: shadowSchema },
  async handle({ account, params, body: { changes, importJob }, caller, locale }) {
    const template = await templateById(account.id, params.template)
    if (!template) return refuse('not-found')
    const { files, ...settings } = changes ?? {}
    const catalogue = await catalogueOfAccount(account.id)
    const errors = files ? mappingErrors(files, template, catalogue, locale, '/changes/files') : []
    if (errors.length > 0) return refuse('wrong-input', undefined, errors)
    const edit = importJob ? { jobId: importJob } : { mapping: files, settings: toSettingsChange(settings) }
    const by = caller.kind === 'member' ? caller.memberId : null
    const saved = await saveAsShadow({ accountId: account.id, templateId: template.id, edit, by })
    return saved.ok ? shown(account.id, saved.shadow) : refuse(editProblems[saved.reason])
  },
})

const promote = operation({
  id: 'promoteShadow',
  method: 'POST',
  path: '/api/v1/templates/{template}/shadow/promote',
  tag: 'templates',
  access: 'manage-templates',
  body: z
    .object({ version: z.int().optional().describe('the candidate that was seen; refused if another one stands') })
    .default({}),
  answer: { status: 200, schema: templateSchema },
  async handle({ account, params, body: { version }, caller }) {
    const by = caller.kind === 'member' ? caller.memberId : null
    const promoted = await promoteShadow({
      ...{ accountId: account.id, templateId: params.template, by },
      ...(version !== undefined && { ifVersion: version }),
    })
    if (promoted.ok) return shownTemplate(promoted.template)
    return refuse(promoted.reason)
  },
})

const drop = operation({
  id: 'dropShadow',
  method: 'DELETE',
  path: '/api/v1/templates/{template}/shadow',
  tag: 'templates',
  access: 'manage-templates',
  answer: { status: 204 },
  async handle({ account, params }) {
    const dropped = await dropShadow(account.id, params.template)
    return dropped.ok ? undefined : refuse(dropped.reason)
  },
})

export const shadowOperations = { get, put, promote, drop }
