// The difference between two states of a template: complete, silent where nothing differs, and sayable.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ColumnMapping, FileMapping } from '@/lib/mapping/file-mapping'
import { locales } from '@/lib/words/locales'
import { settingsFrom } from '../settings-change'
import { contents } from '../test-contents'
import { isSame, type FileDifference } from './difference'
import { diffInWords } from './difference-in-words'
import { diffTemplates, type TemplateContent } from './template-diff'

const column = (header: string, position: number, field: string | null = null): ColumnMapping => ({
  ...{ header, position, field },
  transforms: [],
})

const file = (columns: ColumnMapping[], more: Partial<FileMapping> = {}): FileMapping => ({
  ...{ name: 'users.csv', importType: 'oneroster-1.1/users', columns, constants: {} },
  dialect: { encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 },
  ...more,
})

const content = (mapping: FileMapping[], more: Partial<TemplateContent> = {}): TemplateContent => ({
  ...{ name: 'Users', fileName: 'users.csv', importType: 'oneroster-1.1/users', mapping, settings: settingsFrom() },
  ...more,
})

/** What is said of the one file of two templates. */
function differences(before: FileMapping, after: FileMapping): readonly FileDifference[] {
  return diffTemplates(content([before]), content([after])).files[0]?.differences ?? []
}

const base = [column('ID', 0, 'sourcedId'), column('First', 1, 'givenName'), column('Note', 2)]

describe('the difference of two templates', () => {
  it('says of columns that they are mapped, mapped to another field, and mapped no longer', () => {
    const after = [column('ID', 0, 'identifier'), column('First', 1), column('Note', 2, 'middleName')]
    expect(differences(file(base), file(after))).toEqual([
      { code: 'remapped', header: 'ID', before: 'sourcedId', after: 'identifier' },
      { code: 'unmapped', header: 'First', field: 'givenName' },
      { code: 'mapped', header: 'Note', field: 'middleName' },
    ])
  })

  it('says which columns came, went and moved, and not of those that were pushed aside', () => {
    const after = [column('New', 0), column('Note', 1), column('ID', 2, 'sourcedId')]
    expect(differences(file(base), file(after))).toEqual([
      { code: 'column-added', header: 'New', field: null },
      { code: 'moved', header: 'Note', before: 3, after: 2 },
      { code: 'column-removed', header: 'First', field: 'givenName' },
    ])
    const swapped = [column('First', 0, 'givenName'), column('ID', 1, 'sourcedId'), column('Note', 2)]
    expect(differences(file(base), file(swapped)).map(({ code }) => code)).toEqual(['moved', 'moved'])
  })

  it('keeps columns of one header apart', () => {
    const before = [column('Phone', 0, 'sms'), column('Phone', 1, 'phone')]
    const after = [column('Phone', 0, 'sms'), column('Phone', 1)]
    expect(differences(file(before), file(after))).toEqual([{ code: 'unmapped', header: 'Phone', field: 'phone' }])
  })

  it('says what is done to values, more fields of one column, constants, and how the file is read', () => {
    const [id, first, note] = base as [ColumnMapping, ColumnMapping, ColumnMapping]
    const after = file(
      [
        { ...id, transforms: [{ type: 'trim' }] },
        { ...first, alsoFills: [{ field: 'username', transforms: [] }] },
        note,
      ],
      {
        dialect: { encoding: 'windows-1252', delimiter: ';', quote: '"', headerLine: 3 },
        constants: { role: 'student' },
        combined: { givenName: { separator: ' ', transforms: [] } },
      },
    )
    expect(differences(file(base), after).map((one) => ('part' in one ? one.part : one.code))).toEqual([
      ...['encoding', 'delimiter', 'headerLine', 'transforms', 'mapped', 'combined', 'constant'],
    ])
  })

  it('compares a bundle member by member', () => {
    const orgs = file(base, { name: 'orgs.csv', importType: 'oneroster-1.1/orgs' })
    const bundle = (mapping: FileMapping[]) => content(mapping, { importType: 'bundle' })
    const diff = diffTemplates(
      bundle([file(base), orgs]),
      bundle([file([base[0]!, base[1]!, column('Note', 2, 'middleName')]), file(base, { name: 'classes.csv' })]),
    )
    expect(diff.files.map(({ name, differences: found }) => [name, found.map(({ code }) => code)])).toEqual([
      ['users.csv', ['mapped']],
      ['classes.csv', ['file-added']],
      ['orgs.csv', ['file-removed']],
    ])
  })

  it('says each setting that changed, and none that did not', () => {
    const before = content([file(base)])
    const after = content([file(base)], { name: 'Pupils', settings: settingsFrom({ mode: 'partial', keepDays: 3 }) })
    expect(diffTemplates(before, after).general).toMatchObject([
      { code: 'name', before: 'Users', after: 'Pupils' },
      { code: 'setting', setting: 'mode', before: 'full', after: 'partial' },
      { code: 'setting', setting: 'keepDays', before: 0, after: 3 },
    ])
  })

  it('is empty for equals and only for them, whatever the templates are', () => {
    fc.assert(
      fc.property(contents, contents, (a, b) => {
        expect(isSame(diffTemplates(a, a))).toBe(true)
        const equal = JSON.stringify(canonical(a)) === JSON.stringify(canonical(b))
        expect(isSame(diffTemplates(a, b))).toBe(equal)
        expect(isSame(diffTemplates(b, a))).toBe(equal)
      }),
    )
  })

  it('misses no part of a file that alone is different', () => {
    const parts = fc.constantFrom('dialect', 'columns', 'constants', 'combined', 'mayBeAbsent')
    fc.assert(
      fc.property(contents, contents, parts, (a, b, part) => {
        const [first, ...rest] = a.mapping
        const other = { ...a, mapping: [{ ...first!, [part]: b.mapping[0]?.[part as 'columns'] }, ...rest] }
        const equal = JSON.stringify(canonical(a)) === JSON.stringify(canonical(other))
        expect(isSame(diffTemplates(a, other))).toBe(equal)
      }),
    )
  })

  it.each(locales)('has a sentence for every difference in %s', (locale) => {
    fc.assert(
      fc.property(contents, contents, (a, b) => {
        const worded = diffInWords(diffTemplates(a, b), locale)
        for (const { text } of [...worded.general, ...worded.files.flatMap(({ sentences }) => sentences)]) {
          expect(text).not.toMatch(/templateDiff|undefined|null|\[object/)
        }
      }),
    )
  })
})

/** Without the order of keys, and without a file's name where it is the only one. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, canonical(one)]),
  )
}
