// Templates on their way: copied to another login, saved as a file and read from one, and taken back after deletion.
import { z } from 'zod'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { templateRules } from '@/lib/import-jobs/template-rules'
import { copyTemplate } from '@/lib/templates/copy-template'
import { undeleteTemplate } from '@/lib/templates/delete-template'
import { printTemplateFile } from '@/lib/templates/file/print-template-file'
import { problemInWords } from '@/lib/templates/file/problem-in-words'
import { planTemplateFile, takeTemplateFile, type TakeRefusal } from '@/lib/templates/file/take-template-file'
import { TEMPLATE_FILE_BYTES_MAX, templateFileOf, templateFileSchema } from '@/lib/templates/file/template-file'
import { templateById } from '@/lib/templates/template'
import { versionContent } from '@/lib/templates/template-versions'
import { NOTE_LENGTH_MAX } from '@/lib/templates/version-origin'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { attachment } from '@/app/api/_http/attachment'
import { fileNameRefused, fileNameSchema } from '@/app/api/_http/file-body'
import { readText } from '@/app/api/_http/input'
import { operation } from '@/app/api/_http/operation'
import { refuse, wrongInput, type Refusal } from '@/app/api/_http/problem'
import { namedLogin } from './named-login'
import { diffSchema, shownDiff } from './shown-diff'
import { shownTemplate, templateExists, templateSchema } from './shown-template'

const name = z.string().min(1).max(200)
const note = z.string().max(NOTE_LENGTH_MAX)

const copy = operation({
  id: 'copyTemplate',
  method: 'POST',
  path: '/api/v1/templates/{template}/copy',
  tag: 'templates',
  access: 'manage-templates',
  body: z.object({
    transferLogin: z.string().max(200),
    fileName: fileNameSchema.optional(),
    name: name.optional(),
    note: note.optional(),
  }),
  answer: { status: 201, schema: templateSchema },
  async handle({ account, params, body: { transferLogin, ...rest }, locale }) {
    if (!(await templateById(account.id, params.template))) return refuse('not-found')
    const login = await namedLogin(account.id, transferLogin)
    if (!login) return unknownLogin('body', locale)
    const ids = { accountId: account.id, templateId: params.template, transferLoginId: login.id }
    const copied = await copyTemplate({ ...ids, ...rest })
    if (copied.ok) return shownTemplate(copied.template)
    if (copied.reason === 'exists') return templateExists(copied.standing)
    if (copied.reason === 'file-name') return fileNameRefused(copied.problem, 'body', locale)
    return refuse('not-found')
  },
})

const unknownLogin = (place: 'query' | 'body', locale: Locale): Refusal =>
  wrongInput(place, '/transferLogin', translate(locale, 'api.input.transferLogin'))

const download = operation({
  id: 'exportTemplate',
  method: 'GET',
  path: '/api/v1/templates/{template}/export',
  tag: 'templates',
  access: 'manage-templates',
  query: z.object({ version: z.coerce.number().int().min(1).optional().describe('the one in use, if left out') }),
  answer: { status: 200, schema: templateFileSchema },
  async handle({ account, params, query }) {
    const template = await templateById(account.id, params.template)
    const content = template && (await versionContent(account.id, template.id, query.version ?? template.version))
    if (!content) return refuse('not-found')
    const names = { name: content.name ?? template.name, fileName: content.fileName ?? template.fileName }
    const text = printTemplateFile(templateFileOf({ ...content, ...names }))
    return attachment(text, `${names.fileName}.template.json`, 'application/json')
  },
})

const upload = operation({
  id: 'importTemplate',
  method: 'POST',
  path: '/api/v1/accounts/{account}/templates/import',
  tag: 'templates',
  access: 'manage-templates',
  takesFile: true,
  query: z.object({
    transferLogin: z.string().max(200),
    name: name.optional().describe('instead of the one in the file'),
    fileName: fileNameSchema.optional().describe('instead of the one in the file'),
    ifExists: z
      .enum(['refuse', 'new-version'])
      .default('refuse')
      .describe('what becomes of a template of the login that has the file name'),
    note: note.optional(),
    dryRun: z.stringbool().default(false).describe('only tells what would be different'),
  }),
  answer: {
    status: 200,
    schema: diffSchema.extend({ created: z.boolean(), template: templateSchema.nullable() }),
  },
  async handle({ account, request, query: { transferLogin, ifExists, dryRun, ...rest }, locale }) {
    const login = await namedLogin(account.id, transferLogin)
    if (!login) return unknownLogin('query', locale)
    const text = await readText(request, TEMPLATE_FILE_BYTES_MAX)
    if (text === null) return refuse('body-too-large', { limitBytes: TEMPLATE_FILE_BYTES_MAX })
    const catalogue = await catalogueOfAccount(account.id)
    const ids = { accountId: account.id, transferLoginId: login.id }
    const wish = { ...ids, ...rest, text, rules: templateRules(catalogue), locale }
    const planned = await planTemplateFile(wish)
    if (!planned.ok) return takeRefused(planned, locale)
    const { standing, diff } = planned.plan
    if (standing && ifExists === 'refuse') return templateExists(standing)
    const told = { ...shownDiff(diff, locale, catalogue), created: !standing }
    if (dryRun) return { ...told, template: null }
    const onto = standing && { templateId: standing.id, version: standing.version }
    const taken = await takeTemplateFile({ ...wish, onto })
    if (taken.ok) return { ...told, template: shownTemplate(taken.template) }
    // The file says what is there already: nothing is made, and that is what was wished.
    const same = taken.reason === 'same' && standing && (await templateById(account.id, standing.id))
    return same ? { ...told, template: shownTemplate(same) } : takeRefused(taken, locale)
  },
})

function takeRefused(refused: TakeRefusal, locale: Locale): Refusal {
  switch (refused.reason) {
    case 'file': {
      const errors = refused.problems.map((problem) => ({
        ...{ in: 'body' as const, pointer: problem.pointer },
        detail: problemInWords(problem, locale),
      }))
      return refuse('wrong-input', undefined, errors)
    }
    case 'file-name':
      return fileNameRefused(refused.problem, 'query', locale)
    case 'other-type':
    case 'exists':
      return templateExists(refused.standing)
    case 'unknown-transfer-login':
      return refuse('not-found')
    case 'same':
    case 'changed-meanwhile':
      return refuse('changed-meanwhile')
  }
}

const undelete = operation({
  id: 'undeleteTemplate',
  method: 'POST',
  path: '/api/v1/templates/{template}/undelete',
  tag: 'templates',
  access: 'manage-templates',
  answer: { status: 200, schema: templateSchema },
  async handle({ account, params }) {
    const undeleted = await undeleteTemplate(account.id, params.template)
    if (!undeleted.ok) return undeleted.reason === 'exists' ? templateExists(undeleted.standing) : refuse('not-found')
    const template = await templateById(account.id, params.template)
    return template ? shownTemplate(template) : refuse('not-found')
  },
})

export const templateFileOperations = { copy, download, upload, undelete }
