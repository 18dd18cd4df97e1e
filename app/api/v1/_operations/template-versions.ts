// What a template has said: its versions, what differs between two of them, and the way back to one.
import { z } from 'zod'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { templateRules } from '@/lib/import-jobs/template-rules'
import { diffTemplates } from '@/lib/templates/diff/template-diff'
import { mappingRefusalInWords } from '@/lib/templates/refusal-in-words'
import { restoreVersion, type RestoredVersion } from '@/lib/templates/restore-version'
import { templateById } from '@/lib/templates/template'
import {
  listTemplateVersions,
  versionBefore,
  versionContent,
  type TemplateVersion,
} from '@/lib/templates/template-versions'
import { NOTE_LENGTH_MAX } from '@/lib/templates/version-origin'
import type { Locale } from '@/lib/words/locales'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { askFor, pageOf, pageQuery, toPage } from '@/app/api/_http/page'
import { refuse, type Refusal } from '@/app/api/_http/problem'
import { diffSchema, shownDiff } from './shown-diff'
import { contentSchema, shownContent, shownTemplate, templateSchema } from './shown-template'

/** How far back the version before one is looked for; those between are candidates that never were in use. */
const EARLIER_MAX = 20

const versionSchema = z
  .object({
    version: z.int(),
    createdAt: momentSchema,
    savedBy: z.string().nullable(),
    note: z.string().nullable(),
    origin: z.looseObject({ kind: z.string() }).nullable(),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'TemplateVersion' })

const shownVersion = (version: TemplateVersion) => ({ ...version, createdAt: shownMoment(version.createdAt) })

const list = operation({
  id: 'listTemplateVersions',
  method: 'GET',
  path: '/api/v1/templates/{template}/versions',
  tag: 'templates',
  access: 'manage-templates',
  query: z.object(pageQuery(z.int().min(1))),
  answer: { status: 200, schema: pageOf(versionSchema) },
  async handle({ account, params, query: { limit, cursor } }) {
    if (!(await templateById(account.id, params.template))) return refuse('not-found')
    const options = { limit: askFor(limit), ...(cursor === undefined ? {} : { before: cursor }) }
    const versions = await listTemplateVersions(account.id, params.template, options)
    return toPage(versions, limit, ({ version }) => version, shownVersion)
  },
})

const get = operation({
  id: 'getTemplateVersion',
  method: 'GET',
  path: '/api/v1/templates/{template}/versions/{version}',
  tag: 'templates',
  access: 'manage-templates',
  answer: { status: 200, schema: contentSchema },
  async handle({ account, params }) {
    const content = await contentOfVersion(account.id, params)
    return content ? shownContent(content) : refuse('not-found')
  },
})

/** Versions are counted from 1; what is no number names none. */
const numberIn = (text: string) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0)

function contentOfVersion(accountId: string, { template, version }: { template: string; version: string }) {
  return versionContent(accountId, template, numberIn(version))
}

const diff = operation({
  id: 'compareTemplateVersions',
  method: 'GET',
  path: '/api/v1/templates/{template}/diff',
  tag: 'templates',
  access: 'manage-templates',
  query: z.object({
    from: z.coerce.number().int().min(1).optional().describe('the version before the one in use, if left out'),
    to: z.coerce.number().int().min(1).optional().describe('the version in use, if left out'),
  }),
  answer: { status: 200, schema: diffSchema.extend({ from: z.int(), to: z.int() }) },
  async handle({ account, params, query, locale }) {
    const template = await templateById(account.id, params.template)
    if (!template) return refuse('not-found')
    const to = query.to ?? template.version
    const earlier = await listTemplateVersions(account.id, template.id, { before: to, limit: EARLIER_MAX })
    const from = query.from ?? versionBefore(earlier, to)
    const [before, after] = await Promise.all([from, to].map((one) => versionContent(account.id, template.id, one)))
    if (!before || !after) return refuse('not-found')
    const catalogue = await catalogueOfAccount(account.id)
    return { from, to, ...shownDiff(diffTemplates(before, after), locale, catalogue) }
  },
})

const restore = operation({
  id: 'restoreTemplateVersion',
  method: 'POST',
  path: '/api/v1/templates/{template}/versions/{version}/restore',
  tag: 'templates',
  access: 'manage-templates',
  body: z.object({ note: z.string().max(NOTE_LENGTH_MAX).optional() }).optional(),
  answer: { status: 200, schema: templateSchema },
  async handle({ account, params, body, locale }) {
    const restored = await restoreVersion({
      ...{ accountId: account.id, templateId: params.template, version: numberIn(params.version) },
      rules: templateRules(await catalogueOfAccount(account.id)),
      note: body?.note,
    })
    return restored.ok ? shownTemplate(restored.template) : restoreRefused(restored, locale)
  },
})

function restoreRefused(refused: Extract<RestoredVersion, { ok: false }>, locale: Locale): Refusal {
  if (refused.reason === 'is-current') return refuse('version-in-use')
  if (refused.reason === 'stale') return refuse('changed-meanwhile')
  if (refused.reason !== 'mapping') return refuse('not-found')
  const errors = refused.problems.map((problem) => ({
    ...{ in: 'body' as const, pointer: `/files/${problem.fileIndex}/columns` },
    detail: mappingRefusalInWords(problem, locale),
  }))
  return refuse('mapping-missing', undefined, errors)
}

export const templateVersionOperations = { list, get, diff, restore }
