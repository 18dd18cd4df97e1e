// The workbook a teacher fills in: one sheet with the columns of the type, one with its field guide, one that says what to
// do with it. Everything about a field is derived from its declaration; how a workbook becomes a file is lib/xlsx.
import { kindFact, knownAs, limitsOf, needOf } from '@/lib/import-types/field-facts'
import { mustBeFilled, type Field, type ImportType } from '@/lib/import-types/import-type'
import { exampleRows, templateFields } from '@/lib/import-types/template-csv'
import { grades } from '@/lib/validation/kinds/grade'
import type { Locale } from '@/lib/words/locales'
import { plainTranslatorFor, type Translate } from '@/lib/words/translate'
import type { Cell, CellCheck, Column, Sheet, Workbook } from '@/lib/xlsx/workbook'
import { inLanguage } from './in-language'

/** Headers and values are seen whole up to this width. */
const WIDTH_MAX = 40
const WIDTH_MIN = 12

/** users.csv is filled in as users.xlsx. */
export function workbookName(type: ImportType): string {
  return `${baseName(type)}.xlsx`
}

export function templateWorkbook(type: ImportType, locale: Locale, { examples = false } = {}): Workbook {
  const words = plainTranslatorFor(locale)
  const title = inLanguage(type.title, locale)
  return {
    title,
    sheets: [rowsSheet(type, locale, words, examples), guideSheet(type, locale, words), helpSheet(type, locale, words)],
  }
}

function rowsSheet(type: ImportType, locale: Locale, words: Translate, examples: boolean): Sheet {
  const fields = templateFields(type)
  const rows = exampleRows(type)
  const header = fields.map((field): Cell => {
    return { text: field.name, style: mustBeFilled(type, field) ? 'required-header' : 'header' }
  })
  const columns = fields.map((field, index): Column => {
    const check = checkOf(field, locale, words)
    const longest = Math.max(field.name.length, ...rows.map((row) => row[index]?.length ?? 0))
    const width = Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, longest + 3))
    return { width, style: 'text', ...(check && { check }) }
  })
  return { name: baseName(type), columns, rows: [header, ...(examples ? rows : [])], frozenRows: 1 }
}

/** What is offered, said and refused while a cell of the field is filled in. */
function checkOf(field: Field, locale: Locale, words: Translate): CellCheck | undefined {
  const { kind, maxLength, enumOpen, enumPrefix } = field
  const title = inLanguage(field.title, locale)
  const list = listOf(field)
  if (list) {
    const isOpen = enumOpen === true || enumPrefix !== undefined || isTolerant(field)
    const action = isOpen ? 'warn' : 'refuse'
    const text = words(`downloads.workbookSheets.${isOpen ? 'listedOpen' : 'listed'}`)
    return { list, otherwise: { action, title, text } }
  }
  if (kind === 'list') return { prompt: { title, text: words('downloads.workbookSheets.list') } }
  if (kind === 'date' || kind === 'date-time') return { prompt: { title, text: words(`downloads.kinds.${kind}`) } }
  if (maxLength === undefined) return undefined
  const text = words('downloads.limits.maxLength', { count: maxLength })
  return { lengthMax: maxLength, otherwise: { action: 'refuse', title, text } }
}

/** What drops down. Several values in one cell cannot be chosen from a list. */
function listOf({ kind, enum: tokens }: Field): readonly string[] | undefined {
  if (kind === 'list') return undefined
  if (tokens) return tokens
  if (kind === 'boolean') return ['true', 'false']
  return kind === 'grade' ? grades : undefined
}

/** Other spellings of a grade are read as well, if the district has not asked for strictness. */
function isTolerant({ kind }: Field): boolean {
  return kind === 'grade'
}

const guideColumns = [
  ['downloads.fields.columns.header', 28],
  ['downloads.fields.columns.needed', 18],
  ['downloads.fields.columns.meaning', 44],
  ['downloads.fields.columns.content', 56],
  ['downloads.fields.columns.example', 26],
  ['downloads.workbookSheets.knownAs', 44],
] as const

function guideSheet(type: ImportType, locale: Locale, words: Translate): Sheet {
  const rows = type.fields.map((field): Cell[] => {
    const { name, title, note } = field
    const isOwn = field.own && !type.layout
    const meaning = [inLanguage(title, locale), ...(note ? [inLanguage(note, locale)] : [])]
    const example = type.examples.map((row) => row[name]).find(Boolean) ?? ''
    return [
      { text: name, style: 'code' },
      { text: words(`downloads.need.${needOf(type, field)}`), style: 'wrapped' },
      { text: [...meaning, ...(isOwn ? [`(${words('downloads.fields.own')})`] : [])].join('\n'), style: 'wrapped' },
      { text: contentOf(type, field, locale, words), style: 'wrapped' },
      { text: example, style: 'code' },
      { text: knownAs(field).join(', '), style: 'wrapped' },
    ]
  })
  return {
    name: words('downloads.workbookSheets.guide'),
    columns: guideColumns.map(([, width]) => ({ width, style: 'wrapped' })),
    rows: [guideColumns.map(([key]): Cell => ({ text: words(key), style: 'header' })), ...rows],
    frozenRows: 1,
  }
}

/** What may stand in a cell, a sentence a line. */
function contentOf(type: ImportType, field: Field, locale: Locale, words: Translate): string {
  const limits = limitsOf(type, field).map(({ code, params, type: meant }) =>
    words(`downloads.limits.${code}`, { ...params, type: meant ? inLanguage(meant.title, locale) : '' }),
  )
  return [words(`downloads.kinds.${kindFact(field)}`), ...limits].join('\n')
}

function helpSheet(type: ImportType, locale: Locale, words: Translate): Sheet {
  const file = type.fileNames[0] ?? ''
  const lines = [
    inLanguage(type.description, locale),
    ...(type.layout ? [words(`downloads.layout.${type.layout}`)] : []),
    words('downloads.workbookSheets.dark'),
    words('downloads.workbookSheets.cells'),
    words('downloads.workbookSheets.save', { file }),
    words('downloads.rules.header'),
    words('downloads.rules.private'),
    words('downloads.source', { source: type.source }),
  ]
  return {
    name: words('downloads.workbookSheets.help'),
    columns: [{ width: 100, style: 'wrapped' }],
    rows: [
      [{ text: inLanguage(type.title, locale), style: 'title' }],
      ...lines.map((text): Cell[] => [{ text, style: 'wrapped' }]),
    ],
    frozenRows: 0,
  }
}

function baseName(type: ImportType): string {
  return (type.fileNames[0] ?? type.name).replace(/\.\w+$/, '')
}
