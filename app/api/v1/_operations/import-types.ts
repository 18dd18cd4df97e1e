// The catalogue of import types, and the CSV template of each.
import { z } from 'zod'
import { writeCsv } from '@/lib/csv/write-csv'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { builtInTypes, type Catalogue } from '@/lib/import-types/catalogue'
import type { Caller } from '@/lib/accounts/caller'
import { isOwnField, type Field, type ImportType, type LocalizedText } from '@/lib/import-types/import-type'
import { exampleRows, templateHeader } from '@/lib/import-types/template-csv'
import type { Locale } from '@/lib/words/locales'
import { templateWorkbook, workbookName } from '@/components/import-types/template-workbook'
import { writeXlsx } from '@/lib/xlsx/write-xlsx'
import { attachment, CSV, XLSX } from '@/app/api/_http/attachment'
import { operation } from '@/app/api/_http/operation'
import { pageOf } from '@/app/api/_http/page'
import { refuse } from '@/app/api/_http/problem'

const fieldSchema = z.object({
  name: z.string(),
  title: z.string(),
  kind: z.string(),
  required: z.boolean(),
  unique: z.boolean(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.int().optional(),
  pattern: z.string().optional(),
  reference: z.object({ importType: z.string(), field: z.string() }).optional(),
  synonyms: z.array(z.string()),
  sensitive: z.boolean(),
  own: z.boolean(),
  note: z.string().optional(),
})

export const importTypeSchema = z
  .object({
    name: z.string(),
    family: z.string(),
    title: z.string(),
    description: z.string(),
    fileNames: z.array(z.string()),
    key: z.array(z.string()),
    fields: z.array(fieldSchema),
    groupField: z.string().nullable(),
    maxBytes: z.int().nullable(),
    source: z.string(),
  })
  .meta({ id: 'ImportType' })

const inWords = (text: LocalizedText, locale: Locale) => (locale === 'es-MX' ? text.es : text.en)

const shownField = (type: ImportType, field: Field, locale: Locale) => ({
  ...field,
  title: inWords(field.title, locale),
  required: field.required ?? false,
  unique: field.unique ?? false,
  synonyms: field.synonyms ?? [],
  sensitive: field.sensitive ?? false,
  own: isOwnField(type, field),
  note: field.note && inWords(field.note, locale),
})

/** The type in the words of one language. */
export const shownImportType = (type: ImportType, locale: Locale) => ({
  ...type,
  title: inWords(type.title, locale),
  description: inWords(type.description, locale),
  fields: type.fields.map((field) => shownField(type, field, locale)),
  groupField: type.groupField ?? null,
  maxBytes: type.maxBytes ?? null,
})

/** What the caller's account may import; for an operator, who has none, what every account may. */
async function catalogueFor({ accountId }: Caller): Promise<Catalogue> {
  return accountId === null ? builtInTypes : catalogueOfAccount(accountId)
}

const list = operation({
  id: 'listImportTypes',
  method: 'GET',
  path: '/api/v1/import-types',
  tag: 'import-types',
  access: 'caller',
  answer: { status: 200, schema: pageOf(importTypeSchema) },
  async handle({ caller, locale }) {
    const { types } = await catalogueFor(caller)
    return { items: types.map((type) => shownImportType(type, locale)), nextCursor: null }
  },
})

const get = operation({
  id: 'getImportType',
  method: 'GET',
  path: '/api/v1/import-types/{importType}',
  tag: 'import-types',
  access: 'caller',
  answer: { status: 200, schema: importTypeSchema },
  async handle({ caller, params, locale }) {
    const type = (await catalogueFor(caller)).named(params.importType)
    return type ? shownImportType(type, locale) : refuse('not-found')
  },
})

const template = operation({
  id: 'downloadCsvTemplate',
  method: 'GET',
  path: '/api/v1/import-types/{importType}/template.csv',
  tag: 'import-types',
  access: 'caller',
  query: z.object({
    format: z.enum(['csv', 'xlsx']).default('csv'),
    examples: z.enum(['true', 'false']).default('false'),
  }),
  answer: { status: 200, media: ['text/csv', XLSX] },
  async handle({ caller, params, query, locale }) {
    const type = (await catalogueFor(caller)).named(params.importType)
    if (!type) return refuse('not-found')
    const examples = query.examples === 'true'
    if (query.format === 'xlsx') {
      return attachment(await writeXlsx(templateWorkbook(type, locale, { examples })), workbookName(type), XLSX)
    }
    const rows = [templateHeader(type), ...(examples ? exampleRows(type) : [])]
    return attachment(writeCsv(rows), type.fileNames[0] ?? 'template.csv', CSV)
  },
})

export const importTypeOperations = { list, get, template }
