import { describe, expect, it } from 'vitest'
import { catalogue, type IssueCode } from '@/lib/issues/catalogue'
import { issueOf, type Issue, type IssueParams } from '@/lib/issues/issue'
import { issueParams } from '@/lib/issues/issue-params'
import { locales } from './locales'
import { translate } from './translate'
import { wordsOf } from './words'

const codes = Object.keys(catalogue) as IssueCode[]

/** The params each code has, as its comment in the catalogue says; every select key once. */
const params: Partial<Record<IssueCode, IssueParams[]>> = {
  'file-not-csv': ['html', 'pdf', 'gzip', 'zip', 'workbook', 'json', 'xml', 'sql', 'pgp', 'binary']
    .map((found): IssueParams => ({ found }))
    .concat({ found: 'html', title: 'Sign in' }),
  'file-encoding': [{ expected: 'utf-8', found: 'utf-16le' }],
  'file-delimiter': ['comma', 'semicolon', 'tab', 'pipe', 'colon', 'tilde', 'caret'].map((found) => ({
    expected: 'comma',
    found,
  })),
  'file-too-large': [{ limitBytes: 1024 ** 3 }],
  'file-over-limit': [{ limitBytes: 10 * 1024 ** 2, sizeBytes: 12 * 1024 ** 2 }],
  'file-too-many-rows': [{ limit: 50_000_000 }],
  'file-archive-inconsistent': ['record', 'extra', 'headers'].flatMap((reason) => [
    { reason, name: 'students.csv' },
    { reason, name: '' },
  ]),
  'file-archive-overlap': [{ name: 'students.csv' }],
  'file-archive-entries': [{ limit: 100 }],
  'file-archive-too-large': [{ limitBytes: 1024 ** 3 }],
  'file-archive-ratio': [{ name: 'students.csv', limit: 500 }],
  'file-archive-encrypted': [{ name: 'students.csv' }, {}],
  'file-archive-method': [{ name: 'students.csv', method: 'bzip2' }],
  'file-archive-special': [{ name: 'students.csv' }],
  'file-archive-name': [{ name: '../students.csv' }],
  'file-archive-folder': [{ name: 'roster/students.csv' }],
  'file-archive-duplicate': ['yes', 'no'].map((isExact) => ({ name: 'students.csv', isExact })),
  'file-archive-damaged': ['checksum', 'size', 'packing'].map((reason) => ({ name: 'students.csv', reason })),
  'file-archive-several': [{ count: 7 }],
  'file-member-missing': ['template', 'manifest', 'standard'].map((expectedBy) => ({ name: 'orgs.csv', expectedBy })),
  'file-member-unknown': [{ name: 'notes.txt' }],
  'file-member-undeclared': [{ name: 'orgs.csv' }],
  'file-manifest-version': [{ property: 'manifest.version', found: '1', expected: '1.0' }],
  'file-manifest-property': [
    { property: 'file.orgs', problem: 'repeated' },
    { property: 'file.orgs', problem: 'value', found: 'full' },
  ],
  'file-manifest-incomplete': [{ properties: ['file.orgs', 'file.users'] }],
  'file-manifest-mode': ['bulk', 'delta'].map((declared) => ({ declared })),
  'header-elsewhere': [{ expected: 1 }],
  'header-too-wide': [{ limit: 10_000 }],
  'header-column-missing': [
    {},
    ...['none', 'case', 'characters', 'similar'].map((difference) => ({
      difference,
      closest: 'Id',
      characters: 'U+200B',
    })),
  ],
  'header-column-left-out': ['none', 'case', 'characters', 'similar'].map((difference) => {
    return { difference, closest: 'Id', characters: 'U+200B' }
  }),
  'header-column-case': [{ expected: 'id' }],
  'header-column-unknown': [{}, { suggestion: 'Email' }],
  'header-column-moved': [{ expected: 2, found: 3 }],
  'header-column-order': [{ expected: 2, found: 3 }],
  'header-field-repeated': [{ columns: ['a', 'b'] }],
  'row-cells': [{ found: 1, expected: 7 }],
  'row-encoding': [
    { byte: '0xE9', looksLike: 'windows-1252' },
    { byte: '0xE9', looksLike: 'damaged' },
  ],
  'row-cell-too-long': [{ limit: 65_536 }],
  'row-too-long': [{ limitBytes: 4 * 1024 ** 2 }],
  'row-key-duplicate': [{ firstLine: 2 }],
  'row-key-repeated': [{ firstLine: 2 }],
  'row-key-too-long': [{ limitBytes: 2000 }],
  'value-enum': [{ allowed: ['student', 'teacher'] }],
  'value-enum-other': [{ allowed: ['student', 'teacher'] }],
  'value-enum-case': [{ read: ['student'] }],
  'value-boolean': [{ allowed: ['true', 'false'] }],
  'value-boolean-spelling': [{ read: 'true' }],
  'value-minimum': [{ minimum: 6 }],
  'value-maximum': [{ maximum: 12 }],
  'value-date': [{ formats: ['YYYY-MM-DD', 'M/D/YYYY'] }],
  'value-date-ambiguous': [{ first: '2024-03-04', second: '2024-04-03' }],
  'value-date-time-spelling': [{ read: '2025-08-01T04:00:00.000Z' }],
  'value-too-long': [{ limit: 15 }],
  'value-pattern': [{ pattern: '[A-Z]+' }],
  'value-not-unique': [{ firstLine: 2 }],
  'value-list-length': [{ other: 'subjects' }],
  'value-order': [{ other: 'beginDate' }],
  'value-reference': [
    { importType: 'oneroster-1.1/orgs', field: 'sourcedId' },
    { importType: 'oneroster-1.1/orgs', field: 'sourcedId', count: 8 },
  ],
  'value-reference-kind': [
    { importType: 'oneroster-1.1/orgs', other: 'type', allowed: ['school'], count: 1 },
    { importType: 'oneroster-1.1/orgs', other: 'type', allowed: ['school'], count: 8 },
  ],
  'deactivations-withheld': [
    { count: 1, rows: 1 },
    { count: 12, rows: 3 },
  ],
}

const places: Partial<Issue>[] = [{}, { line: 12, column: 'Role', field: 'role', value: 'a <b>{x}</b> # value' }]

describe.each(locales)('the words of issues in %s', (locale) => {
  it.each(codes)('%s has a title and a sentence that says what to do', (code) => {
    const title = translate(locale, `issues.${code}.title`)
    expect(title).toMatch(/^[^.]{5,60}$/)
    for (const own of params[code] ?? [undefined]) {
      for (const place of places) {
        const issue = issueOf(code, { ...place, params: own })
        const sentence = translate(locale, `issues.${code}.sentence`, issueParams(issue))
        expect(sentence).toMatch(/[.!?…]$/)
        expect(sentence.split(/[.;:] /).length).toBeGreaterThan(1)
        expect(sentence).not.toMatch(/undefined|\{(?!x)/)
        if (place.value && sentence.includes('<b>')) expect(sentence).toContain(place.value)
      }
    }
  })

  it('has no words for codes that do not exist', () => {
    expect(Object.keys(wordsOf(locale).issues ?? {}).filter((code) => !(code in catalogue))).toEqual([])
  })
})
