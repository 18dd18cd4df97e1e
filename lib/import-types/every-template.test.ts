// The contract of every import type, third part: what people download of it. Its CSV template and its workbook are read
// back without the code that wrote them, and say what the declaration says.
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { templateWorkbook, workbookName } from '@/components/import-types/template-workbook'
import { writeCsv } from '@/lib/csv/write-csv'
import { recogniseMembers } from '@/lib/mapping/bundle/recognise-members'
import { normalise } from '@/lib/mapping/header-words'
import { compileValidator } from '@/lib/validation/compile-validator'
import { locales, type Locale } from '@/lib/words/locales'
import { checksOf, partsOf, rowsOf, unescaped } from '@/lib/xlsx/test-read-back'
import { writeXlsx } from '@/lib/xlsx/write-xlsx'
import { knownAs, limitsOf } from './field-facts'
import { mustBeFilled, type ImportType } from './import-type'
import { importTypes } from './index'
import { exampleRows, templateFields, templateHeader } from './template-csv'

const named = importTypes.map((type) => [type.name, type] as const)

async function readBack(type: ImportType, locale: Locale, examples: boolean) {
  const parts = await partsOf(await writeXlsx(templateWorkbook(type, locale, { examples })))
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(
    ([, name = '']) => name,
  )
  const sheets = names.map((_, index) => parts.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '')
  return { names: names.map(unescaped), sheets, lists: names.includes('_lists') ? rowsOf(sheets.at(-1) ?? '') : [] }
}

/** What a list check offers, wherever its values stand. */
function offered(formula: string, lists: readonly string[][]): string[] {
  const [, column, last] = /^_lists!\$([A-Z]+)\$1:\$\1\$(\d+)$/.exec(formula) ?? []
  if (!column) return formula.replace(/^"|"$/g, '').split(',')
  const index = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return lists.slice(0, Number(last)).map((row) => row[index] ?? '')
}

describe.each(named)('%s', (_, type) => {
  it('has a CSV template that any reader takes apart as it was put together', () => {
    const rows = [templateHeader(type), ...exampleRows(type)]
    const text = writeCsv(rows, { byteOrderMark: true })
    expect(parse(text, { bom: true })).toEqual(rows)
  })

  it('has a workbook whose first sheet is the template, with leading zeros and days as they are', async () => {
    const { names, sheets } = await readBack(type, 'en', true)
    expect(rowsOf(sheets[0] ?? '')).toEqual([templateHeader(type), ...exampleRows(type)])
    expect(workbookName(type).startsWith(names[0] ?? '?')).toBe(true)
    expect(rowsOf((await readBack(type, 'en', false)).sheets[0] ?? '')).toEqual([templateHeader(type)])
  })

  it('offers exactly what may stand in a field, and lets every example in', async () => {
    const { sheets, lists } = await readBack(type, 'es-MX', false)
    const checks = new Map(checksOf(sheets[0] ?? '').map((check) => [check.range.replace(/\d.*/, ''), check]))
    const validator = compileValidator(type, {
      ...{ dateFormats: ['YYYY-MM-DD'], tolerance: 'strict' },
      columnOf: (field) => field,
    })
    for (const [index, field] of templateFields(type).entries()) {
      const column = `${index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : ''}${String.fromCharCode(65 + (index % 26))}`
      const check = checks.get(column)
      const examples = type.examples.map((row) => row[field.name] ?? '').filter((value) => value !== '')
      if (!check?.attributes.includes('type="list"')) {
        expect([field.name, field.kind === 'list' || !field.enum]).toEqual([field.name, true])
        continue
      }
      const values = offered(check.formula ?? '', lists)
      if (field.enum) expect(values).toEqual(field.enum)
      if (!check.attributes.includes('errorStyle="warning"')) {
        expect(values).toEqual(expect.arrayContaining(examples))
      }
      // Whatever is offered is read without a word.
      const base = type.examples[0] ?? {}
      for (const value of values) {
        const row = validator.check(
          type.fields.map(({ name }) => (name === field.name ? value : (base[name] ?? ''))),
          2,
        )
        expect(
          row.issues.filter((issue) => issue.field === field.name && /enum|boolean|grade/.test(issue.code)),
        ).toEqual([])
      }
    }
  })

  it.each(locales)('has a field guide in the workbook that knows every field (%s)', async (locale) => {
    const { names, sheets } = await readBack(type, locale, false)
    const [, ...guide] = rowsOf(sheets[1] ?? '')
    expect(guide.map(([name]) => name)).toEqual(type.fields.map(({ name }) => name))
    for (const [index, row] of guide.entries()) {
      const field = type.fields[index]!
      expect(row[2]).toContain(locale === 'en' ? field.title.en : field.title.es)
      for (const token of field.enum ?? []) expect(row[3]).toContain(token)
      expect(row.join()).not.toMatch(/undefined|\{[a-z]+\}|<\w+>/i)
    }
    expect(
      rowsOf(sheets[2] ?? '')
        .flat()
        .join(' '),
    ).toContain(type.fileNames[0])
    expect(names.slice(1, 3)).toEqual(
      locale === 'en' ? ['Field guide', 'Read me'] : ['Guía de campos', 'Instrucciones'],
    )
  })

  it('calls no two of its fields by names that differ only in capitals, blanks and signs', () => {
    const owners = new Map<string, string>()
    for (const field of type.fields) {
      for (const name of [field.name, ...(field.synonyms ?? [])].map(normalise)) {
        // OneRoster 1.0 had the header userId; everywhere else a user_id is the key. Only the exact spelling tells them apart.
        if (name === 'userid' && type.family.startsWith('oneroster')) continue
        expect([name, owners.get(name) ?? field.name]).toEqual([name, field.name])
        owners.set(name, field.name)
      }
    }
  })

  it('tells what else its fields are called without repeating itself', () => {
    for (const field of type.fields) {
      const names = [field.name, ...knownAs(field)].map((name) => name.toLowerCase().replace(/[\s_]/g, ''))
      expect(new Set(names).size).toBe(names.length)
      expect(limitsOf(type, field).map(({ code }) => code)).toEqual([
        ...new Set(limitsOf(type, field).map(({ code }) => code)),
      ])
      expect(mustBeFilled(type, field) && field.former).not.toBe(true)
    }
  })
})

it('two files of one family are not called alike, whatever the capitals', () => {
  for (const family of new Set(importTypes.map((type) => type.family))) {
    const types = importTypes.filter((type) => type.family === family)
    const names = types.flatMap(({ fileNames }) => fileNames.map((name) => name.toLowerCase()))
    expect(new Set(names).size).toBe(names.length)
  }
})

it('a ZIP with the files of a family, each with its own columns, is recognised file by file', () => {
  for (const family of new Set(importTypes.map((type) => type.family))) {
    const types = importTypes.filter((type) => type.family === family)
    const members = types.map((type) => ({ name: type.fileNames[0] ?? '', headers: templateHeader(type) }))
    const version = /^oneroster-(1\.[12])$/.exec(family)?.[1] as '1.1' | '1.2' | undefined
    const found = recogniseMembers(members, version)
    expect([...found].map(([name, type]) => [name, type.name]).toSorted()).toEqual(
      types.map((type) => [type.fileNames[0], type.name]).toSorted(),
    )
  }
})
