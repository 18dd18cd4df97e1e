import { describe, expect, it } from 'vitest'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { users } from '@/lib/import-types/oneroster-1.1/users'
import type { Issue } from '@/lib/issues/issue'
import { compileValidator, type ValidatorSettings } from './compile-validator'

const title = { en: 'x', es: 'x' }
const field = (name: string, more: Partial<Field> = {}): Field => ({ name, title, kind: 'text', ...more })

function typeOf(fields: Field[], more: Partial<ImportType> = {}): ImportType {
  const rest = { family: 'test', title, description: title, fileNames: ['t.csv'], source: 'test', examples: [] }
  return { name: 'test/t', key: [fields[0]?.name ?? ''], fields, ...rest, ...more }
}

const settings = (more: Partial<ValidatorSettings> = {}): ValidatorSettings => ({
  dateFormats: ['YYYY-MM-DD'],
  tolerance: 'tolerant',
  ...more,
})

/** Checks one row with a key K in front of the cells. */
function check(
  fields: Field[],
  cells: (string | null)[],
  more: Partial<ValidatorSettings> = {},
  type: Partial<ImportType> = {},
) {
  const row = compileValidator(typeOf([field('K', { kind: 'id' }), ...fields], type), settings(more)).check(
    ['k1', ...cells],
    7,
  )
  return { ...row, values: row.values.slice(1) }
}

const codes = (issues: readonly Issue[]) => issues.map((issue) => `${issue.severity} ${issue.code}`)

describe('a row that is checked', () => {
  it('gives its values in canonical form, blanks around cells removed', () => {
    const row = check(
      [field('name'), field('born', { kind: 'date' }), field('on', { kind: 'boolean' })],
      [' Maya ', '2015-03-09', 'true'],
    )
    expect(row).toEqual({ values: ['Maya', '2015-03-09', true], issues: [], ok: true, deactivates: false })
  })

  it('reports every issue with its line, column, field and value', () => {
    const fields = [field('email', { kind: 'email' }), field('role', { enum: ['student', 'teacher'] })]
    const { issues, ok, values } = check(fields, ['nobody', 'pupil'], { columnOf: (name) => `${name} column` })
    expect(ok).toBe(false)
    expect(values).toEqual([null, null])
    expect(issues).toEqual([
      {
        code: 'value-email',
        severity: 'error',
        level: 'cell',
        line: 7,
        column: 'email column',
        field: 'email',
        value: 'nobody',
      },
      {
        code: 'value-enum',
        severity: 'error',
        level: 'cell',
        line: 7,
        column: 'role column',
        field: 'role',
        value: 'pupil',
        params: { allowed: ['student', 'teacher'] },
      },
    ])
  })

  it('cuts long values in issues', () => {
    const { issues } = check([field('email', { kind: 'email' })], ['x'.repeat(5000)])
    expect(issues[0]?.value).toHaveLength(100)
  })

  it('keeps blanks in strict mode, where they are part of the value', () => {
    expect(check([field('name')], [' Maya'], { tolerance: 'strict' }).values).toEqual([' Maya'])
    expect(codes(check([field('id', { kind: 'id' })], [' 12'], { tolerance: 'strict' }).issues)).toEqual([
      'error value-id',
    ])
    expect(check([field('id', { kind: 'id' })], [' 12']).values).toEqual(['12'])
  })

  it('takes cells of nothing but blanks for no value, and demands what is required', () => {
    expect(check([field('name')], ['  ']).values).toEqual([null])
    expect(codes(check([field('name', { required: true })], ['  ']).issues)).toEqual(['error value-required'])
    expect(codes(check([field('name', { required: true })], [null]).issues)).toEqual(['error value-required'])
  })

  it('demands the key even where the declaration forgets to', () => {
    const row = compileValidator(typeOf([field('K'), field('name')]), settings()).check([null, 'Maya'], 2)
    expect(codes(row.issues)).toEqual(['error value-required'])
  })

  it.each<[string, Partial<Field>, string, string[], unknown]>([
    [
      'reads a token in the wrong case with a warning',
      { enum: ['schoolYear'] },
      'schoolyear',
      ['warning value-enum-case'],
      'schoolYear',
    ],
    ['reads the tokens of a list', { kind: 'list', enum: ['a', 'b'] }, 'a,b', [], ['a', 'b']],
    [
      'reads the tokens of a list in any case',
      { kind: 'list', enum: ['a', 'b'] },
      'a,B',
      ['warning value-enum-case'],
      ['a', 'b'],
    ],
    ['refuses an unknown token of a list', { kind: 'list', enum: ['a', 'b'] }, 'a,c', ['error value-enum'], null],
    ['counts characters, not code units', { maxLength: 2 }, '👩🏽', [], '👩🏽'],
    ['refuses a text that is too long', { maxLength: 2 }, 'abc', ['error value-too-long'], null],
    ['keeps an identifier that is too long', { kind: 'id', maxLength: 2 }, '123', ['warning value-too-long'], '123'],
    [
      'refuses a number that is too small',
      { kind: 'integer', minimum: 6, maximum: 12 },
      '5',
      ['error value-minimum'],
      null,
    ],
    ['refuses a number that is too large', { kind: 'decimal', maximum: 1.5 }, '1.51', ['error value-maximum'], null],
    ['takes the bounds themselves', { kind: 'decimal', minimum: 0, maximum: 1.5 }, '1.50', [], '1.5'],
    ['refuses what does not match the pattern', { pattern: '[A-Z]{2}' }, 'TXX', ['error value-pattern'], null],
    ['takes what matches the pattern', { pattern: '[A-Z]{2}' }, 'TX', [], 'TX'],
    [
      'warns of a birth date in the future',
      { kind: 'date', past: true },
      '2025-08-02',
      ['warning value-date-future'],
      '2025-08-02',
    ],
    ['takes a birth date of today', { kind: 'date', past: true }, '2025-08-01', [], '2025-08-01'],
    ['reads, but never hands on, what must not be kept', { discarded: true }, 'secret', [], null],
  ])('%s', (_, more, cell, expected, value) => {
    const row = check([field('f', more)], [cell], { today: '2025-08-01' })
    expect(codes(row.issues)).toEqual(expected)
    expect(row.values).toEqual([value])
    expect(row.ok).toBe(!expected.some((code) => code.startsWith('error')))
  })

  it('refuses in strict mode what tolerant mode reads with a warning', () => {
    const strict = { tolerance: 'strict' } as const
    expect(codes(check([field('f', { enum: ['schoolYear'] })], ['schoolyear'], strict).issues)).toEqual([
      'error value-enum',
    ])
    expect(codes(check([field('f', { kind: 'id', maxLength: 2 })], ['123'], strict).issues)).toEqual([
      'error value-too-long',
    ])
    expect(codes(check([field('f', { kind: 'boolean' })], ['1'], strict).issues)).toEqual(['error value-boolean'])
  })

  it('names both formats when they read a date differently', () => {
    const { issues } = check([field('d', { kind: 'date' })], ['03/04/2024'], {
      dateFormats: ['MM/DD/YYYY', 'DD/MM/YYYY'],
    })
    expect(issues[0]).toMatchObject({
      code: 'value-date-ambiguous',
      params: { first: '2024-03-04', second: '2024-04-03' },
    })
  })

  it('warns of an end before its beginning, and of lists that do not match', () => {
    const fields = [
      field('from', { kind: 'date' }),
      field('to', { kind: 'date' }),
      field('s', { kind: 'list' }),
      field('c', { kind: 'list' }),
    ]
    const rules = { ordered: [['from', 'to']], paired: [['s', 'c']] } as const
    const odd = check(fields, ['2025-02-01', '2025-01-31', 'a,b', '1'], {}, rules)
    expect(odd.ok).toBe(true)
    expect(odd.issues).toMatchObject([
      { code: 'value-order', severity: 'warning', field: 'to', params: { other: 'from' } },
      { code: 'value-list-length', severity: 'warning', field: 'c', params: { other: 's' } },
    ])
    expect(check(fields, ['2025-02-01', '2025-02-01', 'a,b', '1,2'], {}, rules).issues).toEqual([])
    expect(check(fields, ['2025-02-01', null, 'a,b', null], {}, rules).issues).toEqual([])
  })

  it('compares years as numbers when it looks for an end before its beginning', () => {
    const fields = [field('from', { kind: 'integer' }), field('to', { kind: 'integer' })]
    expect(check(fields, ['9', '10'], {}, { ordered: [['from', 'to']] }).issues).toEqual([])
  })

  it('refuses a key that no index could hold', () => {
    const validator = compileValidator(typeOf([field('K')]), settings())
    expect(codes(validator.check(['é'.repeat(1001)], 2).issues)).toEqual(['error row-key-too-long'])
    expect(codes(validator.check(['e'.repeat(2000)], 2).issues)).toEqual([])
  })
})

describe('what is sensitive', () => {
  it.each<[Partial<Field>, string]>([
    [{ kind: 'date' }, '3/9/2015'],
    [{ enum: ['male', 'female'] }, 'MALE'],
    [{ kind: 'boolean' }, 'YES'],
    [{ kind: 'date-time' }, '2015-03-09'],
  ])('never enters an issue: %j', (more, cell) => {
    const { issues } = check([field('f', { ...more, sensitive: true })], [cell], { dateFormats: ['YYYY-MM-DD'] })
    expect(issues).toHaveLength(1)
    const text = JSON.stringify({ ...issues[0], params: { ...issues[0]?.params, allowed: [], formats: [] } })
    expect(text.toLowerCase()).not.toMatch(/male|yes|true|2015/)
  })

  it('never enters an issue: both readings of a birth date', () => {
    const fields = [field('f', { kind: 'date', sensitive: true })]
    const { issues } = check(fields, ['03/04/2015'], { dateFormats: ['MM/DD/YYYY', 'DD/MM/YYYY'] })
    expect(JSON.stringify(issues)).not.toContain('2015')
  })
})

describe('OneRoster status and date of change', () => {
  const index = (name: string) => users.fields.findIndex((candidate) => candidate.name === name)
  const row = (status: string | null, changed: string | null, more: Partial<ValidatorSettings>) => {
    const example = users.fields.map(({ name }) => users.examples[0]?.[name] ?? null)
    example[index('status')] = status
    example[index('dateLastModified')] = changed
    return compileValidator(users, settings(more)).check(example, 2)
  }
  const moment = '2025-08-01T04:00:00.000Z'

  it('are ignored in a full file, with a warning for a record that stays; strict: an error', () => {
    const full = row('tobedeleted', moment, {})
    expect(codes(full.issues)).toEqual(['warning value-status-in-bulk'])
    expect(row('active', moment, {}).issues).toEqual([])
    expect([full.ok, full.deactivates, full.values[index('status')], full.values[index('dateLastModified')]]).toEqual([
      true,
      false,
      null,
      null,
    ])
    expect(row('active', null, { tolerance: 'strict' }).ok).toBe(false)
    expect(row(null, null, { tolerance: 'strict' }).issues).toEqual([])
  })

  it('are read in a partial file, where tobedeleted takes the record out', () => {
    expect(row('tobedeleted', moment, { partial: true })).toMatchObject({ ok: true, deactivates: true, issues: [] })
    expect(row('active', moment, { partial: true })).toMatchObject({ ok: true, deactivates: false, issues: [] })
    expect(codes(row('inactive', moment, { partial: true }).issues)).toEqual(['error value-enum'])
  })

  it('may be blank in a partial file: read as active with a warning; strict: an error', () => {
    const blank = row(null, null, { partial: true })
    expect([blank.ok, blank.deactivates, codes(blank.issues)]).toEqual([true, false, ['warning value-status-missing']])
    expect(codes(row(null, null, { partial: true, tolerance: 'strict' }).issues)).toEqual([
      'error value-required',
      'error value-required',
    ])
  })
})

describe('the key of a row', () => {
  const validator = compileValidator(
    typeOf([field('a'), field('b', { kind: 'integer' })], { key: ['b', 'a'] }),
    settings(),
  )

  it('is one text a key field, in the order of the key, and known of rejected rows too', () => {
    const { values } = validator.check(['x', '007'], 2)
    expect(validator.keyOf(values)).toEqual(['7', 'x'])
    const rejected = compileValidator(users, settings()).check(['u1', null, null, 'maybe'], 2)
    expect(rejected.ok).toBe(false)
    expect(compileValidator(users, settings()).keyOf(rejected.values)).toEqual(['u1'])
  })

  it('is unknown where a part is blank or unreadable', () => {
    expect(validator.keyOf(validator.check(['x', 'seven'], 2).values)).toBeNull()
  })
})

it('a declaration that names a field it does not have is refused at once', () => {
  expect(() => compileValidator(typeOf([field('a')], { key: ['b'] }), settings())).toThrow('no field b')
})
