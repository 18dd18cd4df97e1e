// The import types an account makes itself. Read in the catalogue like any other (import-types.ts); made and changed here.
import { z } from 'zod'
import { builtInTypes } from '@/lib/import-types/catalogue'
import { catalogueFrom, customTypeBySlug, listCustomTypes } from '@/lib/custom-types/account-types'
import { changedFieldsSchema, definitionSchema, NAME_LENGTH_MAX, slugSchema } from '@/lib/custom-types/definition'
import { archiveCustomType, changeCustomType, createCustomType, type SavedType } from '@/lib/custom-types/save-type'
import type { CustomType } from '@/lib/custom-types/stored-type'
import type { Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import { pointerTo } from '@/app/api/_http/input'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { pageOf } from '@/app/api/_http/page'
import { refuse, wrongInput, type Refusal } from '@/app/api/_http/problem'
import { callerId } from './caller-name'
import { importTypeSchema, shownImportType } from './import-types'

const ownTypeSchema = importTypeSchema
  .extend({
    version: z.int(),
    createdAt: momentSchema,
    updatedAt: momentSchema,
    archivedAt: momentSchema.nullable().describe('since when nothing new can be begun with it'),
  })
  .meta({ id: 'OwnImportType' })

/** The type as the catalogue has it, among the account's others. */
function shown(type: CustomType, all: readonly CustomType[], locale: Locale) {
  const importType = catalogueFrom(all).named(type.name) ?? builtInTypes.named(type.name)
  if (!importType) throw new Error(`there is no import type ${type.name}`)
  const { version } = type
  const moments = {
    createdAt: shownMoment(type.createdAt),
    updatedAt: shownMoment(type.updatedAt),
    archivedAt: shownMoment(type.archivedAt),
  }
  return { ...shownImportType(importType, locale), version, ...moments }
}

const list = operation({
  id: 'listOwnImportTypes',
  method: 'GET',
  path: '/api/v1/accounts/{account}/import-types',
  tag: 'import-types',
  access: 'manage-types',
  answer: { status: 200, schema: pageOf(ownTypeSchema) },
  async handle({ account, locale }) {
    const all = await listCustomTypes(account.id)
    return { items: all.map((type) => shown(type, all, locale)), nextCursor: null }
  },
})

const create = operation({
  id: 'createImportType',
  method: 'POST',
  path: '/api/v1/accounts/{account}/import-types',
  tag: 'import-types',
  access: 'manage-types',
  body: definitionSchema.extend({ name: slugSchema.describe('the second half of its full name, custom/<name>') }),
  answer: { status: 201, schema: ownTypeSchema },
  async handle({ account, caller, body: { name, ...definition }, locale }) {
    const createdById = callerId(caller)
    return answer(await createCustomType({ accountId: account.id, slug: name, definition, createdById }), locale)
  },
})

const get = operation({
  id: 'getOwnImportType',
  method: 'GET',
  path: '/api/v1/accounts/{account}/import-types/{name}',
  tag: 'import-types',
  access: 'manage-types',
  answer: { status: 200, schema: ownTypeSchema },
  async handle({ account, params, locale }) {
    const all = await listCustomTypes(account.id)
    const type = all.find(({ slug }) => slug === params.name)
    return type ? shown(type, all, locale) : refuse('not-found')
  },
})

const changesSchema = definitionSchema.partial().extend({
  groupField: z.string().trim().max(NAME_LENGTH_MAX).nullable().optional(),
  fields: changedFieldsSchema.optional().describe('all of them, in the order of the file'),
  version: z.int().optional().describe('refuse if another version is in use by now'),
  archived: z.literal(false).optional().describe('brings an archived type back'),
})

const update = operation({
  id: 'updateImportType',
  method: 'PATCH',
  path: '/api/v1/accounts/{account}/import-types/{name}',
  tag: 'import-types',
  access: 'manage-types',
  body: changesSchema,
  answer: { status: 200, schema: ownTypeSchema },
  async handle({ account, caller, params, body, locale }) {
    const before = await customTypeBySlug(account.id, params.name)
    if (!before) return refuse('not-found')
    const { archived, version = before.version, groupField = before.groupField, ...change } = body
    if (archived === false) await archiveCustomType(account.id, before.slug, false)
    const { title, description, key, fields } = { ...before, ...change }
    const saved = await changeCustomType({
      ...{ accountId: account.id, slug: before.slug, version, changedById: callerId(caller) },
      definition: {
        ...{ title, key, fields },
        ...(description === undefined ? {} : { description }),
        ...(groupField ? { groupField } : {}),
      },
    })
    return answer(saved, locale)
  },
})

const archive = operation({
  id: 'archiveImportType',
  method: 'DELETE',
  path: '/api/v1/accounts/{account}/import-types/{name}',
  tag: 'import-types',
  access: 'manage-types',
  answer: { status: 204 },
  async handle({ account, params }) {
    return (await archiveCustomType(account.id, params.name, true)) ? undefined : refuse('not-found')
  },
})

async function answer(saved: SavedType, locale: Locale) {
  if (saved.ok) return shown(saved.type, await listCustomTypes(saved.type.accountId), locale)
  return refusalOf(saved, locale)
}

function refusalOf(saved: Extract<SavedType, { ok: false }>, locale: Locale): Refusal {
  switch (saved.reason) {
    case 'not-found':
    case 'changed-meanwhile':
      return refuse(saved.reason)
    case 'exists':
      return wrongInput('body', '/name', translate(locale, 'typesPage.refusal.exists'))
    case 'too-many':
      return refuse('too-many-import-types')
    case 'busy':
      return refuse('import-type-busy')
    case 'archived':
      return refuse('import-type-archived')
    case 'wrong':
    case 'loss': {
      const errors = saved.problems.map(({ code, path, field }) => ({
        in: 'body' as const,
        pointer: pointerTo(path),
        detail: translate(locale, `typesPage.problem.${code}`, { field }),
      }))
      return refuse(saved.reason === 'wrong' ? 'wrong-input' : 'import-type-in-use', undefined, errors)
    }
  }
}

export const ownImportTypeOperations = { list, create, get, update, archive }
