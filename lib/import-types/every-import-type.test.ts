// The contract of every import type. That its examples apply, and twice with no second change, is proved in lib/runs.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileMapping } from '@/lib/mapping/compile-mapping'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { normalise, wordsOf } from '@/lib/mapping/header-words'
import { isSensitiveHeader } from '@/lib/mapping/sensitive-column'
import { suggestMapping } from '@/lib/mapping/suggest-mapping'
import { compileValidator } from '@/lib/validation/compile-validator'
import { fieldOf, type Field, type ImportType, type LocalizedText } from './import-type'
import { importTypeNamed, importTypes } from './index'
import { exampleRows, templateHeader } from './template-csv'

const named = importTypes.map((type) => [type.name, type] as const)
/** Words of field names that speak of what must not be shown: see sensitive-column.ts for those that are never suggested. */
const privateWords = new Set([
  ...[
    'birth',
    'sex',
    'gender',
    'race',
    'ethnicity',
    'ethnic',
    'hispanic',
    'latino',
    'password',
    'migrant',
    'ell',
    'lep',
  ],
])
const strict = { dateFormats: ['YYYY-MM-DD'], tolerance: 'strict' } as const

/** The columns of the type's own template, with or without the values of its examples. */
function templateColumns(type: ImportType, withValues: boolean) {
  const rows = exampleRows(type)
  return templateHeader(type).map((header, position) => ({
    header,
    position,
    samples: withValues ? rows.map((row) => row[position] ?? '').filter((value) => value !== '') : [],
  }))
}

describe.each(named)('%s', (name, type) => {
  it('says fila in Spanish for what is a row, as every page does', () => {
    expect(JSON.stringify(type)).not.toMatch(/rengl[oó]n/i)
  })

  it('is found by its name, which begins with its family', () => {
    expect(importTypeNamed(name)).toBe(type)
    expect(name).toMatch(new RegExp(`^${type.family.replace('.', '\\.')}/[\\w-]+$`))
    expect(type.fileNames[0]).toMatch(/^[\w.-]+\.(csv|txt)$/)
    expect(type.source.length).toBeGreaterThan(20)
  })

  it('names only fields that it has, each once', () => {
    const names = type.fields.map((field) => field.name)
    expect(new Set(names).size).toBe(names.length)
    const mentioned = [
      ...type.key,
      ...(type.groupField ? [type.groupField] : []),
      ...(type.departure ? [type.departure.field] : []),
      ...(type.ordered ?? []).flat(),
      ...(type.paired ?? []).flat(),
      ...(type.patternsWhere ?? []).flatMap(({ field, where }) => [field, where.field]),
      ...type.examples.flatMap((example) => Object.keys(example)),
    ]
    expect(type.key.length).toBeGreaterThan(0)
    for (const field of mentioned) expect(() => fieldOf(type, field)).not.toThrow()
  })

  it('speaks English and Spanish', () => {
    const texts = [
      type.title,
      type.description,
      ...type.fields.flatMap(({ title, note }) => [title, ...(note ? [note] : [])]),
    ]
    const speaks = ({ en, es }: LocalizedText) => en.trim() !== '' && es.trim() !== ''
    expect(texts.filter((text) => !speaks(text))).toEqual([])
    for (const language of ['en', 'es'] as const) {
      const titles = type.fields.map(({ title }) => title[language])
      expect(new Set(titles).size).toBe(titles.length)
    }
  })

  it('refers to what identifies a record: the first field of its key, or one that is unique', () => {
    for (const { reference } of type.fields) {
      if (!reference) continue
      const target = importTypeNamed(reference.importType)
      if (!target) throw new Error(`${reference.importType} does not exist`)
      expect(target.key[0] === reference.field || fieldOf(target, reference.field).unique).toBe(true)
      if (!reference.where) continue
      const { field, values } = reference.where
      expect(fieldOf(target, field).enum).toEqual(expect.arrayContaining([...values]))
    }
  })

  it('has a key that every row has, or that says which of its fields may be blank', () => {
    const mayBeBlank = type.fields.filter((field) => field.blankInKey)
    for (const field of mayBeBlank) {
      expect(type.key).toContain(field.name)
      expect([field.required, field.unique, field.discarded]).toEqual([undefined, undefined, undefined])
      expect(['boolean', 'list']).not.toContain(field.kind)
    }
    expect(mayBeBlank.length).toBeLessThan(type.key.length)
    for (const name of type.key) {
      const { required, blankInKey } = fieldOf(type, name)
      expect([name, required ?? blankInKey]).toEqual([name, true])
    }
  })

  it('has patterns and enums that can be checked', () => {
    for (const field of type.fields) {
      if (field.pattern !== undefined) expect(() => new RegExp(field.pattern ?? '', 'u')).not.toThrow()
      if (field.enum) expect(new Set(field.enum.map((token) => token.toLowerCase())).size).toBe(field.enum.length)
      if (field.enumOpen || field.enumPrefix) expect(field.enum?.length).toBeGreaterThan(0)
    }
    for (const { pattern } of type.patternsWhere ?? []) expect(() => new RegExp(pattern, 'u')).not.toThrow()
  })

  it('hides passwords, and what it discards it also hides', () => {
    for (const field of type.fields) {
      if (wordsOf(field.name).includes('password')) expect(field.discarded).toBe(true)
      if (field.discarded) expect(field.sensitive).toBe(true)
    }
  })

  it('says of what is private that it is sensitive, and never demands what is most private', () => {
    for (const field of type.fields) {
      const said = [field.name, field.title.en].flatMap(wordsOf)
      if (said.some((word) => privateWords.has(word)) || isSensitiveHeader(field.name)) {
        expect([field.name, field.sensitive]).toEqual([field.name, true])
      }
      if (isSensitiveHeader(field.name)) expect([field.name, field.required]).toEqual([field.name, undefined])
    }
  })

  it('does not call two of its fields by one name', () => {
    const namesOf = (field: Field) => [...new Set([field.name, ...(field.synonyms ?? [])])]
    for (const field of type.fields) {
      const others = type.fields.filter((other) => other !== field)
      const exact = new Set(others.flatMap(namesOf))
      const alike = new Set(others.map((other) => normalise(other.name)))
      const shared = namesOf(field).filter((name) => exact.has(name) || alike.has(normalise(name)))
      expect([field.name, shared]).toEqual([field.name, []])
    }
  })

  it('has a template whose columns are all suggested for their own fields, but for those no machine may map', () => {
    for (const withValues of [false, true]) {
      const suggestions = suggestMapping(templateColumns(type, withValues), type)
      expect(suggestions.map((one) => one && [one.field, one.confidence])).toEqual(
        templateHeader(type).map((field) => (isSensitiveHeader(field) ? null : [field, 1])),
      )
    }
    expect(type.fields.flatMap((field) => field.synonyms ?? []).filter(isSensitiveHeader)).toEqual([])
  })

  it('has examples that pass every check in strict mode, through the mapping that is suggested', () => {
    const columns = templateColumns(type, true)
    const suggestions = suggestMapping(columns, type)
    const mapping = compileMapping(
      fileMappingSchema.parse({
        name: type.fileNames[0],
        importType: name,
        columns: columns.map(({ header, position }, index) => ({
          header,
          position,
          field: suggestions[index]?.field ?? null,
        })),
      }),
      templateHeader(type),
      type,
      { columnMatching: 'strict-order', tolerance: 'strict' },
    )
    if (!mapping.ok) throw new Error(JSON.stringify(mapping.issues))
    expect(mapping.warnings).toEqual([])
    const validator = compileValidator(type, { ...strict, columnOf: mapping.columnOf })
    const rows = exampleRows(type).map((cells, index) => validator.check(mapping.apply(cells), index + 2))
    expect(rows.flatMap((row) => row.issues)).toEqual([])
    const keys = rows.map((row) => JSON.stringify(validator.keyOf(row.values)))
    expect(new Set(keys).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(1)
  })

  it('has examples that refer to examples', () => {
    for (const field of type.fields) {
      if (!field.reference) continue
      const target = importTypeNamed(field.reference.importType)
      const known = new Set(target?.examples.map((example) => example[field.reference?.field ?? '']))
      const mentioned = type.examples
        .flatMap((example) => (example[field.name] ?? '').split(','))
        .filter((value) => value !== '')
      expect(mentioned.filter((value) => !known.has(value))).toEqual([])
      const { where } = field.reference
      const meant = target?.examples.filter((example) =>
        mentioned.includes(example[field.reference?.field ?? ''] ?? ''),
      )
      expect(meant?.filter((example) => where && !where.values.includes(example[where.field] ?? ''))).toEqual([])
    }
  })
})

it('no two import types share a name, and none is unknown by a name of Object', () => {
  expect(new Set(importTypes.map((type) => type.name)).size).toBe(importTypes.length)
  expect(importTypeNamed('constructor')).toBeUndefined()
})

it('every family has its name in both languages', () => {
  const families = new Set(importTypes.map(({ family }) => family.replaceAll('.', '-')))
  for (const locale of ['en', 'es-MX']) {
    const words = JSON.parse(readFileSync(path.join(process.cwd(), 'lib/words', locale, 'wizard.json'), 'utf8')) as {
      new: { family: Record<string, string> }
    }
    // Accounts make types of their own, and a bundle is of whatever family its files are.
    expect(Object.keys(words.new.family)).toEqual([...families, 'custom', 'bundle'])
  }
})

it('a file comes after the files it refers to, so that they can be applied in this order', () => {
  const place = new Map(importTypes.map((type, index) => [type.name, index]))
  for (const [index, type] of importTypes.entries()) {
    for (const { reference } of type.fields) {
      if (reference) expect(place.get(reference.importType)).toBeLessThanOrEqual(index)
    }
  }
})
