// The columns of a template's files as the sender has to make them: in order, with what must be filled and what may stand
// in it, before anything that the template does to it.
import type { Catalogue } from '@/lib/import-types/catalogue'
import { kindFact, limitsOf, needOf, type Need } from '@/lib/import-types/field-facts'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { isManifest } from '@/lib/mapping/bundle/manifest'
import { fillsOf, type ColumnMapping, type Fill, type FileMapping } from '@/lib/mapping/file-mapping'
import { saidParams } from '@/lib/mapping/transforms/said-params'
import type { TemplateSettings } from '@/lib/templates/template-settings'
import type { Locale } from '@/lib/words/locales'
import { plainTranslatorFor, type Translate } from '@/lib/words/translate'

export type GuideColumn = {
  /** Counted from 1. */
  readonly position: number
  /** Exact; null for a file without header. */
  readonly header: string | null
  /** Not read by the template. */
  readonly isIgnored: boolean
  readonly isNeeded: boolean
  readonly need: string
  readonly meaning: string
  /** Sentences. */
  readonly content: readonly string[]
  readonly example: string
}

export type GuideFile = {
  readonly name: string
  readonly type: string
  readonly mayBeAbsent: boolean
  /** A manifest has lines of its own, no columns of the district's. */
  readonly isManifest: boolean
  readonly columns: readonly GuideColumn[]
}

type Context = { readonly locale: Locale; readonly words: Translate; readonly settings: TemplateSettings }

/** Every file that is sent, with its columns in the order of the sample. */
export function filesOf(
  mapping: readonly FileMapping[],
  catalogue: Catalogue,
  settings: TemplateSettings,
  locale: Locale,
): GuideFile[] {
  const context: Context = { locale, settings, words: plainTranslatorFor(locale) }
  return mapping.map((file) => {
    const type = catalogue.named(file.importType)
    const hasHeader = settings.hasHeader && file.dialect.headerLine > 0
    return {
      name: file.name,
      type: type ? inLanguage(type.title, locale) : file.importType,
      mayBeAbsent: file.mayBeAbsent ?? false,
      isManifest: mapping.length > 1 && isManifest({ name: file.importType }),
      columns: file.columns
        .toSorted((a, b) => a.position - b.position)
        .map((column) => columnOf(column, type, hasHeader, context)),
    }
  })
}

const inLanguage = (text: { en: string; es: string }, locale: Locale) => (locale === 'es-MX' ? text.es : text.en)

const needs: readonly Need[] = ['key', 'keyOrBlank', 'required', 'partialOnly', 'optional']

function columnOf(
  column: ColumnMapping,
  type: ImportType | undefined,
  hasHeader: boolean,
  context: Context,
): GuideColumn {
  const { words, locale } = context
  const fills = fillsOf(column).flatMap((fill) => {
    const field = type?.fields.find(({ name }) => name === fill.field)
    return field && type ? [{ fill, field, need: needOf(type, field) }] : []
  })
  const strongest = needs.find((need) => fills.some((one) => one.need === need)) ?? 'optional'
  const base = { position: column.position + 1, header: hasHeader ? column.header : null }
  if (fills.length === 0 || !type) {
    const need = words('guides.columns.ignored')
    return { ...base, isIgnored: true, isNeeded: false, need, meaning: '', content: [], example: '' }
  }
  const [first] = fills
  return {
    ...base,
    isIgnored: false,
    isNeeded: strongest === 'key' || strongest === 'required',
    need: words(`downloads.need.${strongest}`),
    meaning: fills.map(({ field }) => inLanguage(field.title, locale)).join('; '),
    content: [...new Set(fills.flatMap(({ fill, field }) => contentOf(type, field, fill, context)))],
    example: first ? exampleOf(type, first.field, first.fill, context) : '',
  }
}

/** What may stand in the column: what is done to it first tells better than the rules for what comes out. */
function contentOf(type: ImportType, field: Field, { transforms }: Fill, { words, locale, settings }: Context) {
  const changes = transforms.filter(({ type: kind }) => kind !== 'trim')
  if (changes.length > 0) return changes.map((one) => words(`transforms.said.${one.type}`, saidParams(one)))
  const kind =
    field.kind === 'date'
      ? words('guides.columns.date', { formats: settings.dateFormats.join(words('guides.columns.or')) })
      : words(`downloads.kinds.${kindFact(field)}`)
  const limits = limitsOf(type, field).map(({ code, params, type: meant }) =>
    words(`downloads.limits.${code}`, { ...params, type: meant ? inLanguage(meant.title, locale) : '' }),
  )
  return [kind, ...limits]
}

/** A made-up value as it stands in the file; none where the template makes something else of it. */
function exampleOf(type: ImportType, field: Field, { transforms }: Fill, { settings }: Context): string {
  const example = type.examples.map((row) => row[field.name]).find(Boolean) ?? ''
  const changes = transforms.filter(({ type: kind }) => kind !== 'trim')
  const [only] = changes
  if (!only) return field.kind === 'date' ? dateAs(example, settings.dateFormats[0] ?? 'YYYY-MM-DD') : example
  if (changes.length > 1) return ''
  if (only.type === 'replace') return Object.keys(only.values).find((value) => value !== '') ?? ''
  return only.type === 'date' && !only.format.includes('MMM') ? dateAs(example, only.format) : ''
}

/** 2025-08-14 as the sender writes it. */
function dateAs(date: string, format: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  if (!year || !month || !day) return date
  return format
    .replace('YYYY', year)
    .replace('MM', month)
    .replace('DD', day)
    .replace(/\bM\b/, String(Number(month)))
    .replace(/\bD\b/, String(Number(day)))
}
