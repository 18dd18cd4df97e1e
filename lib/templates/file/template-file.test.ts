// A template file says all that a template says, always with the same text, and what is wrong with one is told by line.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importTypeNamed } from '@/lib/import-types'
import { locales } from '@/lib/words/locales'
import { contents } from '../test-contents'
import type { TemplateRules } from '../template-rules'
import { problemInWords } from './problem-in-words'
import { printTemplateFile } from './print-template-file'
import { readTemplateFile } from './read-template-file'
import { contentOf, templateFileOf, TEMPLATE_FILE_BYTES_MAX, valuesIn, type TemplateFile } from './template-file'

const lenient: TemplateRules = { typeNamed: importTypeNamed, problemsOf: () => [] }

const named = contents.map((content) => ({
  ...content,
  ...{ name: content.name ?? 'Users', fileName: content.fileName ?? 'users.csv' },
}))

const plain: TemplateFile = {
  ...{ format: 'rollcall-template', formatVersion: 1, name: 'Users', fileName: 'users.csv' },
  importType: 'oneroster-1.1/users',
  settings: templateFileOf(fc.sample(named, { numRuns: 1, seed: 1 })[0]!).settings,
  files: [
    {
      ...{ name: 'users.csv', importType: 'oneroster-1.1/users', constants: {} },
      dialect: { encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 },
      columns: [{ header: 'ID', position: 0, field: 'sourcedId', transforms: [] }],
    },
  ],
}

const read = (text: string, rules = lenient) => readTemplateFile(text, rules, 'en')
const changed = (change: object) => `${JSON.stringify({ ...plain, ...change }, null, 2)}\n`

/** Code and line of everything that is wrong. */
function wrong(text: string, rules = lenient) {
  const result = read(text, rules)
  if (result.ok) return []
  for (const problem of result.problems)
    for (const locale of locales)
      expect(problemInWords(problem, locale)).not.toMatch(/undefined|templates\.|importJobs\./)
  return result.problems.map(({ code, line }) => [code, line])
}

describe('a template file', () => {
  it('read back says what the template said, but for who is told', () => {
    fc.assert(
      fc.property(named, (content) => {
        const result = read(printTemplateFile(templateFileOf(content)))
        expect(result.ok && contentOf(result.file)).toEqual({
          ...content,
          settings: { ...content.settings, recipients: [] },
        })
      }),
    )
  })

  it('is the same text whatever order its parts were kept in, and however often it was read', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, one]) => [key, shuffled(one)]),
      )
    }
    fc.assert(
      fc.property(named, (content) => {
        const text = printTemplateFile(templateFileOf(content))
        expect(printTemplateFile(templateFileOf(shuffled(content) as typeof content))).toBe(text)
        const again = read(text)
        expect(again.ok && printTemplateFile(again.file)).toBe(text)
      }),
    )
  })

  it('is readable: a column a line, and no address of anybody', () => {
    const content = contentOf(plain, ['pat@district.example'])
    const text = printTemplateFile(templateFileOf(content))
    expect(text).toContain('\n        { "header": "ID", "position": 0, "field": "sourcedId" }\n')
    expect(text).not.toContain('district.example')
    expect(text.split('\n')[1]).toBe('  "format": "rollcall-template",')
  })

  it('counts the values that somebody wrote into it', () => {
    const [file] = plain.files
    const transforms = [
      { type: 'replace' as const, values: { Y: 'true', N: 'false' } },
      { type: 'default' as const, value: 'x' },
    ]
    const columns = [{ header: 'ID', position: 0, field: 'sourcedId', transforms }]
    expect(valuesIn([{ ...file!, columns, constants: { role: 'student' } }])).toBe(4)
    expect(valuesIn(plain.files)).toBe(0)
  })
})

describe('what is wrong with a template file', () => {
  it('is nothing for one that was written by us, or read with a byte order mark', () => {
    expect(wrong(`\uFEFF${printTemplateFile(plain)}`)).toEqual([])
  })

  it.each<[what: string, text: string, problems: [code: string, line: number | null][]]>([
    ['nothing', '', [['empty', 1]]],
    ['a comma too many', '{\n"format": "rollcall-template",,\n}', [['not-json', 2]]],
    ['a CSV file', 'id,name\r\n1,Ana\r\n', [['not-json', 1]]],
    ['a list', '[]', [['not-a-template', 1]]],
    ['something else', '{"a": 1}', [['not-a-template', 1]]],
    ['text no database keeps', '"\\u0000"', [['not-storable', null]]],
    ['a newer format', changed({ formatVersion: 2 }), [['newer-format', 3]]],
    ['a wrong value', changed({ formatVersion: '1' }), [['wrong-value', 3]]],
    [
      'a missing value',
      '{\n"format": "rollcall-template",\n"formatVersion": 1,\n"name": "x", "fileName": "x",\n"importType": "x" }',
      [['missing', 1]],
    ],
    ['too much', ' '.repeat(TEMPLATE_FILE_BYTES_MAX + 1), [['too-large', null]]],
  ])('is told of %s', (_, text, problems) => {
    expect(wrong(text)).toEqual(problems)
  })

  it('is told with the line of each, several at once', () => {
    const text = printTemplateFile({
      ...plain,
      ...{ fileName: 'a/b.csv', importType: 'oneroster-1.1/pupils' },
    }).replace('"importType": "oneroster-1.1/users"', '"importType": "oneroster-1.1/users", "colums": []')
    const lineOf = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1
    expect(wrong(text)).toEqual([
      ['unknown-key', lineOf('colums')],
      ['file-name', lineOf('a/b.csv')],
      ['unknown-type', lineOf('pupils')],
      ['other-type', lineOf('oneroster-1.1/users')],
    ])
  })

  it('names a type of its former account that is missing here, and says to make it', () => {
    const own = { importType: 'custom/bus-passes', files: [{ ...plain.files[0], importType: 'custom/bus-passes' }] }
    expect(wrong(changed(own))).toEqual([['own-type', 6]])
    const bundle = { importType: 'bundle', files: [{ ...plain.files[0], importType: 'custom/bus-passes' }] }
    expect(wrong(changed(bundle)).map(([code]) => code)).toEqual(['own-type'])
  })

  it('is a key that stands twice, of which one would be lost silently', () => {
    const text = changed({}).replace('"name": "Users",', '"name": "Users",\n  "name": "Pupils",')
    expect(wrong(text)).toEqual([['key-twice', 5]])
  })

  it('is what the rules of the account say of its mapping', () => {
    const rules: TemplateRules = {
      ...lenient,
      problemsOf: () => [{ code: 'field-unknown', field: 'x', columnIndex: 0 }],
    }
    expect(wrong(printTemplateFile(plain), rules)).toEqual([['mapping', expect.any(Number)]])
    const twice = [plain.files[0], plain.files[0]]
    expect(wrong(changed({ files: twice })).map(([code]) => code)).toEqual(['one-file', 'file-twice'])
  })

  it('is found for any text and any damage, without breaking', () => {
    const text = printTemplateFile(plain)
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (some) => void wrong(some)))
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 3 }), (at, some) => {
        wrong(text.slice(0, at) + some + text.slice(at + some.length))
      }),
    )
  })
})
