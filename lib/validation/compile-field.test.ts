// What a declaration can say of a field beyond its kind: lists of tokens with an open end, a form that depends on another
// field, and key fields that may be blank.
import { describe, expect, it } from 'vitest'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import { compileValidator } from './compile-validator'
import type { Tolerance } from './validation-settings'

const title = { en: 'x', es: 'x' }
const field = (name: string, more: Partial<Field> = {}): Field => ({ name, title, kind: 'text', ...more })

function check(type: Partial<ImportType>, cells: (string | null)[], tolerance: Tolerance = 'tolerant') {
  const rest = { name: 'test/t', family: 'test', title, description: title, fileNames: [], source: '', examples: [] }
  const whole: ImportType = { ...rest, fields: [], key: [type.fields?.[0]?.name ?? ''], ...type }
  const validator = compileValidator(whole, { dateFormats: ['YYYY-MM-DD'], tolerance })
  const row = validator.check(cells, 2)
  return { ...row, codes: row.issues.map(coded), key: validator.keyOf(row.values) }
}

const coded = ({ severity, code }: Issue) => `${severity} ${code}`

describe('tokens with a prefix that anybody may add', () => {
  const sexes = field('f', { enum: ['male', 'female'], enumPrefix: 'ext:' })
  const roles = field('f', { kind: 'list', enum: ['aide'], enumPrefix: 'ext:' })

  it.each<[string, Field, string, string[], unknown]>([
    ['are taken as they are', sexes, 'ext:other', [], 'ext:other'],
    ['are more than the prefix', sexes, 'ext:', ['error value-enum'], null],
    ['do not excuse other tokens', sexes, 'other', ['error value-enum'], null],
    ['stand in lists', roles, 'ext:nurse,aide', [], ['ext:nurse', 'aide']],
    ['stand in lists beside a wrong case', roles, 'ext:Nurse,AIDE', ['warning value-enum-case'], ['ext:Nurse', 'aide']],
  ])('%s', (_, one, cell, codes, value) => {
    const row = check({ fields: [field('K'), one] }, ['k', cell])
    expect([row.codes, row.values[1]]).toEqual([codes, value])
  })

  it('are named in the list of what is allowed', () => {
    const { issues } = check({ fields: [field('K'), sexes] }, ['k', 'other'])
    expect(issues[0]?.params).toEqual({ allowed: ['male', 'female', 'ext:…'] })
  })
})

describe('a list that senders may add to', () => {
  const open = field('f', { enum: ['teacher'], enumOpen: true })

  it.each<[Tolerance, string, string[], unknown]>([
    ['tolerant', 'teacher', [], 'teacher'],
    ['tolerant', 'Teacher', ['warning value-enum-case'], 'teacher'],
    ['tolerant', 'bursar', ['warning value-enum-other'], 'bursar'],
    ['strict', 'Teacher', ['warning value-enum-other'], 'Teacher'],
  ])('keeps what is not on it, %s: %s', (tolerance, cell, codes, value) => {
    const row = check({ fields: [field('K'), open] }, ['k', cell], tolerance)
    expect([row.codes, row.values[1], row.ok]).toEqual([codes, value, true])
  })

  it('does not give a sensitive value away', () => {
    const row = check({ fields: [field('K'), { ...open, sensitive: true }] }, ['k', 'bursar'])
    expect(JSON.stringify(row.issues)).not.toContain('bursar')
  })
})

describe('a form that depends on another field', () => {
  const type = {
    fields: [field('K'), field('source'), field('id', { kind: 'id' })],
    patternsWhere: [{ field: 'id', pattern: '[0-9a-f]{4}', where: { field: 'source', value: 'case' } }],
  }

  it.each<[Tolerance, string, string | null, string[]]>([
    ['tolerant', 'case', '00ff', []],
    ['tolerant', 'case', 'x', ['warning value-pattern']],
    ['strict', 'case', 'x', ['error value-pattern']],
    ['strict', 'unknown', 'x', []],
    ['strict', 'case', null, []],
  ])('%s: source %s, value %s', (tolerance, source, id, codes) => {
    const row = check(type, ['k', source, id], tolerance)
    expect([row.codes, row.values[2], row.ok]).toEqual([codes, id, !codes.some((code) => code.startsWith('error'))])
  })

  it('throws where the declaration names a field that is not there', () => {
    const where = { field: 'nothing', value: 'case' }
    expect(() => check({ ...type, patternsWhere: [{ field: 'id', pattern: '', where }] }, ['k'])).toThrow(/nothing/)
  })
})

describe('a key field that may be blank', () => {
  const type = {
    fields: [field('student', { kind: 'id' }), field('born', { kind: 'date', blankInKey: true })],
    key: ['student', 'born'],
  }

  it('is an empty text in the key, blank or not mapped', () => {
    for (const blank of ['', '  ', null]) {
      const row = check(type, ['1', blank], 'strict')
      expect([row.codes, row.values, row.key]).toEqual([[], ['1', ''], ['1', '']])
    }
    expect(check(type, ['1', '2015-03-09']).key).toEqual(['1', '2015-03-09'])
  })

  it('leaves the row without a key if it cannot be read: nobody knows which record is meant', () => {
    const row = check(type, ['1', '3/9/15'])
    expect([row.codes, row.key]).toEqual([['error value-date'], null])
  })
})

it('grades are compared by their place at school, not as texts', () => {
  const fields = [field('K'), field('low', { kind: 'grade' }), field('high', { kind: 'grade' })]
  const codesOf = (low: string, high: string) => check({ fields, ordered: [['low', 'high']] }, ['k', low, high]).codes
  expect([codesOf('KG', '05'), codesOf('PK', 'KG'), codesOf('9', '12')]).toEqual([[], [], []])
  expect([codesOf('05', 'KG'), codesOf('KG', 'PK')]).toEqual([['warning value-order'], ['warning value-order']])
})
