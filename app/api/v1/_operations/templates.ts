// Templates: every change makes a new version; a deleted one frees its file name.
import { z } from 'zod'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { deleteTemplate } from '@/lib/templates/delete-template'
import { listTemplates, templateById } from '@/lib/templates/template'
import { NOTE_LENGTH_MAX } from '@/lib/templates/version-origin'
import { updateTemplate } from '@/lib/templates/update-template'
import { fileNameRefused, fileNameSchema } from '@/app/api/_http/file-body'
import { operation } from '@/app/api/_http/operation'
import { askFor, idPlace, pageOf, pageQuery, toPage } from '@/app/api/_http/page'
import { refuse } from '@/app/api/_http/problem'
import { mappingErrors } from './mapping-errors'
import { settingsInput, toSettingsChange } from './settings-input'
import { shownTemplate, templateExists, templateSchema } from './shown-template'

const list = operation({
  id: 'listTemplates',
  method: 'GET',
  path: '/api/v1/accounts/{account}/templates',
  tag: 'templates',
  access: 'manage-templates',
  query: z.object({ ...pageQuery(idPlace), state: z.enum(['in-use', 'deleted']).default('in-use') }),
  answer: { status: 200, schema: pageOf(templateSchema) },
  async handle({ account, query: { limit, cursor, state } }) {
    const page = { limit: askFor(limit), ...(cursor ? { after: cursor } : {}) }
    const templates = await listTemplates(account.id, { ...page, isDeleted: state === 'deleted' })
    return toPage(templates, limit, (template) => template.id, shownTemplate)
  },
})

const get = operation({
  id: 'getTemplate',
  method: 'GET',
  path: '/api/v1/templates/{template}',
  tag: 'templates',
  access: 'manage-templates',
  answer: { status: 200, schema: templateSchema },
  async handle({ account, params }) {
    const template = await templateById(account.id, params.template)
    return template ? shownTemplate(template) : refuse('not-found')
  },
})

const update = operation({
  id: 'updateTemplate',
  method: 'PATCH',
  path: '/api/v1/templates/{template}',
  tag: 'templates',
  access: 'manage-templates',
  body: settingsInput.extend({
    name: z.string().min(1).max(200).optional(),
    fileName: fileNameSchema.optional(),
    note: z.string().max(NOTE_LENGTH_MAX).optional().describe('why; kept with the version'),
    files: z.array(fileMappingSchema).length(1).optional(),
  }),
  answer: { status: 200, schema: templateSchema },
  async handle({ account, params, body, locale }) {
    const { name, fileName, note, files, ...settings } = body
    const template = await templateById(account.id, params.template)
    if (!template) return refuse('not-found')
    const errors = files ? mappingErrors(files, template, await catalogueOfAccount(account.id), locale) : []
    if (errors.length > 0) return refuse('wrong-input', undefined, errors)
    const change = {
      settings: toSettingsChange(settings),
      ...(name === undefined ? {} : { name }),
      ...(fileName === undefined ? {} : { fileName }),
      ...(files ? { mapping: files } : {}),
    }
    const ids = { accountId: account.id, templateId: params.template }
    const updated = await updateTemplate({ ...ids, change, why: { note } })
    if (updated.ok) return shownTemplate(updated.template)
    if (updated.reason === 'file-name') return fileNameRefused(updated.problem, 'body', locale)
    if (updated.reason === 'exists') return templateExists(updated.standing)
    return refuse(updated.reason === 'stale' ? 'changed-meanwhile' : 'not-found')
  },
})

const remove = operation({
  id: 'deleteTemplate',
  method: 'DELETE',
  path: '/api/v1/templates/{template}',
  tag: 'templates',
  access: 'manage-templates',
  answer: { status: 204 },
  async handle({ account, params }) {
    return (await deleteTemplate(account.id, params.template)) ? undefined : refuse('not-found')
  },
})

export const templateOperations = { list, get, update, remove }
