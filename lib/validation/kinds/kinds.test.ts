import { describe, expect, it } from 'vitest'
import type { Kind } from '@/lib/import-types/import-type'
import { isFinding, type RosterValue } from '../roster-value'
import type { DateFormat, Tolerance } from '../validation-settings'
import { kinds, type ReadOptions } from './index'

type Outcome = RosterValue | { code: string; read?: RosterValue }
const iso: readonly DateFormat[] = ['YYYY-MM-DD']

function read(kind: Kind, text: string, tolerance: Tolerance, more: Partial<ReadOptions> = {}): Outcome {
  const reading = kinds[kind].read(text, { tolerance, dateFormats: iso, ...more })
  if (!isFinding(reading)) return reading
  return { code: reading.code, ...(reading.value !== undefined && { read: reading.value }) }
}

const error = (code: string) => ({ code })
const warning = (code: string, value: RosterValue) => ({ code, read: value })

/** kind, text, tolerant, strict (the same as tolerant if left out). */
const cases: [Kind, string, Outcome, Outcome?][] = [
  ['text', 'Null', 'Null'],
  ['text', 'NULL', 'NULL'],
  ['text', "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"],
  ['text', 'two\nlines', warning('value-line-break', 'two\nlines'), error('value-line-break')],
  ['text', 'line\u2028separator', warning('value-line-break', 'line\u2028separator'), error('value-line-break')],
  ['text', 'nul\0byte', error('row-nul')],

  ['id', '00417', '00417'],
  ['id', 'A-1_b/c@d.e', 'A-1_b/c@d.e'],
  ['id', '12.0', '12.0'],
  ['id', 'AB 12', warning('value-id-characters', 'AB 12'), error('value-id')],
  ['id', '１２', warning('value-id-characters', '１２'), error('value-id')],
  ['id', '1.23E+11', error('value-id-spreadsheet')],
  ['id', '1,23E+11', error('value-id-spreadsheet')],
  ['id', '1.23e+11', error('value-id-spreadsheet')],
  ['id', '1E+15', error('value-id-spreadsheet')],
  ['id', '1E5', '1E5'],
  ['id', 'E15', 'E15'],
  ['id', 'x\0', error('row-nul')],

  ['integer', '007', '7'],
  ['integer', '-0', '0'],
  ['integer', '-12', '-12'],
  ['integer', '9223372036854775807', '9223372036854775807'],
  ['integer', '-9223372036854775808', '-9223372036854775808'],
  ['integer', '9223372036854775808', error('value-integer')],
  ['integer', '9'.repeat(40), error('value-integer')],
  ['integer', '1.0', error('value-integer')],
  ['integer', '1e1', error('value-integer')],
  ['integer', '0x1F', error('value-integer')],
  ['integer', '１２', error('value-integer')],
  ['integer', '1,000', error('value-integer')],
  ['integer', 'NaN', error('value-integer')],

  ['decimal', '12.50', '12.5'],
  ['decimal', '.5', '0.5'],
  ['decimal', '-00.500', '-0.5'],
  ['decimal', '-0.0', '0'],
  ['decimal', '100', '100'],
  ['decimal', '1.', error('value-decimal')],
  ['decimal', '.', error('value-decimal')],
  ['decimal', '-', error('value-decimal')],
  ['decimal', '1,5', error('value-decimal')],
  ['decimal', '1e1', error('value-decimal')],
  ['decimal', 'NaN', error('value-decimal')],
  ['decimal', 'Infinity', error('value-decimal')],
  ['decimal', '0x1F', error('value-decimal')],
  ['decimal', '１.５', error('value-decimal')],
  ['decimal', '1'.repeat(41), error('value-decimal')],

  ['boolean', 'true', true],
  ['boolean', 'false', false],
  ['boolean', 'TRUE', warning('value-boolean-spelling', true), error('value-boolean')],
  ['boolean', '0', warning('value-boolean-spelling', false), error('value-boolean')],
  ['boolean', 'No', warning('value-boolean-spelling', false), error('value-boolean')],
  ['boolean', 'Sí', warning('value-boolean-spelling', true), error('value-boolean')],
  ['boolean', '2', error('value-boolean')],
  ['boolean', 'maybe', error('value-boolean')],
  ['boolean', '__proto__', error('value-boolean')],

  ['date', '2024-02-29', '2024-02-29'],
  ['date', '2023-02-29', error('value-date')],
  ['date', '2024-02-30', error('value-date')],
  ['date', '2100-02-29', error('value-date')],
  ['date', '2024-04-31', error('value-date')],
  ['date', '2024-13-01', error('value-date')],
  ['date', '99999-01-01', error('value-date')],
  ['date', '0201-01-01', error('value-date')],
  ['date', '9999-12-31', '9999-12-31'],
  ['date', 'now', error('value-date')],
  ['date', 'infinity', error('value-date')],
  ['date', '8/5/2024', error('value-date')],
  ['date', '２０２４-01-01', error('value-date')],
  ['date', '2024-8-5', '2024-08-05', error('value-date')],
  ['date', '2024-08-05T00:00:00.000Z', '2024-08-05', error('value-date')],
  ['date', '2024-08-05 00:00:00', '2024-08-05', error('value-date')],
  ['date', '2024-08-05 12:00:00 AM', '2024-08-05', error('value-date')],
  ['date', '2024-08-05T13:00:00Z', error('value-date')],
  ['date', ' '.repeat(50_000), error('value-date')],

  ['date-time', '2025-08-01T04:00:00.000Z', '2025-08-01T04:00:00.000Z'],
  ['date-time', '2025-08-01T04:00:00Z', '2025-08-01T04:00:00.000Z'],
  ['date-time', '2025-08-01T04:00:00.123456Z', '2025-08-01T04:00:00.123Z'],
  [
    'date-time',
    '2025-08-01T04:00:00+02:00',
    warning('value-date-time-spelling', '2025-08-01T02:00:00.000Z'),
    error('value-date-time'),
  ],
  [
    'date-time',
    '2025-01-01 00:30-0500',
    warning('value-date-time-spelling', '2025-01-01T05:30:00.000Z'),
    error('value-date-time'),
  ],
  [
    'date-time',
    '2025-08-01 04:00:00',
    warning('value-date-time-spelling', '2025-08-01T04:00:00.000Z'),
    error('value-date-time'),
  ],
  [
    'date-time',
    '2025-08-01',
    warning('value-date-time-spelling', '2025-08-01T00:00:00.000Z'),
    error('value-date-time'),
  ],
  ['date-time', '2025-02-30T00:00:00Z', error('value-date-time')],
  ['date-time', '2025-08-01T24:00:00Z', error('value-date-time')],
  ['date-time', '2025-08-01T04:60:00Z', error('value-date-time')],
  ['date-time', '2025-08-01T04:00:00+19:00', error('value-date-time')],
  ['date-time', 'now', error('value-date-time')],

  ['year', '2026', '2026'],
  ['year', '99999', error('value-year')],
  ['year', '26', error('value-year')],
  ['year', '2025-26', error('value-year')],
  ['year', '0026', error('value-year')],

  ['email', 'maya.reyes+parent@schools.example.org', 'maya.reyes+parent@schools.example.org'],
  ['email', "o'neil@example.org", "o'neil@example.org"],
  ['email', 'maya', error('value-email')],
  ['email', 'maya@localhost', error('value-email')],
  ['email', 'a@b@example.org', error('value-email')],
  ['email', '.maya@example.org', error('value-email')],
  ['email', 'ma..ya@example.org', error('value-email')],
  ['email', 'maya@-example.org', error('value-email')],
  ['email', 'maya@example..org', error('value-email')],
  ['email', 'maya@10.0.0.1', error('value-email')],
  ['email', 'maya@example.org, owen@example.org', error('value-email')],
  ['email', `${'a'.repeat(65)}@example.org`, error('value-email')],
  ['email', `a@${'b'.repeat(64)}.org`, error('value-email')],
  ['email', `a@${'b.'.repeat(150)}org`, error('value-email')],

  ['phone', '(555) 010-0117 ext. 12', '(555) 010-0117 ext. 12'],
  ['phone', '+52 55 1234 5678', '+52 55 1234 5678'],
  ['phone', '555-0117', '555-0117'],
  ['phone', '12345', error('value-phone')],
  ['phone', '5'.repeat(16), error('value-phone')],
  ['phone', 'unlisted', error('value-phone')],

  ['grade', '5', '05'],
  ['grade', '05', '05'],
  ['grade', '13', '13'],
  ['grade', 'K', 'KG'],
  ['grade', 'Other', 'Other'],
  ['grade', '0', 'KG', error('value-grade')],
  ['grade', '-1', 'PK', error('value-grade')],
  ['grade', 'Kindergarten', 'KG', error('value-grade')],
  ['grade', 'Pre-K', 'PK', error('value-grade')],
  ['grade', 'Grade 5', '05', error('value-grade')],
  ['grade', '5th grade', '05', error('value-grade')],
  ['grade', '11th', '11', error('value-grade')],
  ['grade', '3ro', '03', error('value-grade')],
  ['grade', '6°', '06', error('value-grade')],
  ['grade', 'TransitionalKindergarten', 'TK', error('value-grade')],
  ['grade', '-2', error('value-grade')],
  ['grade', '-5', error('value-grade')],
  ['grade', '14', error('value-grade')],
  ['grade', '2027', error('value-grade')],
  ['grade', 'constructor', error('value-grade')],

  ['list', '05', ['05']],
  ['list', '06,07,08', ['06', '07', '08']],
  ['list', 'A, B', ['A', 'B'], ['A', ' B']],
  ['list', 'A,,B,', ['A', 'B'], error('value-list')],
  ['list', ',', error('value-list')],
  ['list', 'A\n,B', warning('value-line-break', ['A', 'B']), error('value-line-break')],
]

describe('kinds of value', () => {
  it.each(cases)('%s %j is read the same way every time', (kind, text, tolerant, strict = tolerant) => {
    expect(read(kind, text, 'tolerant')).toEqual(tolerant)
    expect(read(kind, text, 'strict')).toEqual(strict)
  })

  it('reads a boolean by the spellings of its format, and others with a warning', () => {
    const tokens = ['1', '0']
    expect(read('boolean', '1', 'strict', { tokens })).toBe(true)
    expect(read('boolean', '0', 'tolerant', { tokens })).toBe(false)
    expect(read('boolean', 'true', 'strict', { tokens })).toEqual(error('value-boolean'))
    expect(read('boolean', 'true', 'tolerant', { tokens })).toEqual(warning('value-boolean-spelling', true))
  })

  it('reads a grade by the spellings its format names, numbers before kindergarten among them', () => {
    const tokens = ['-2', '0', 'Kindergarten', '5']
    for (const tolerance of ['strict', 'tolerant'] as const) {
      expect(tokens.map((text) => read('grade', text, tolerance, { tokens }))).toEqual(['PK', 'KG', 'KG', '05'])
      expect(read('grade', '-3', tolerance, { tokens })).toEqual(error('value-grade'))
    }
    expect(read('grade', 'Pre-K', 'strict', { tokens })).toEqual(error('value-grade'))
    expect(read('grade', 'Pre-K', 'tolerant', { tokens })).toBe('PK')
  })

  it('reads the items of a list of references as identifiers, errors before warnings', () => {
    const itemsAreIds = true
    expect(read('list', 'a,b', 'strict', { itemsAreIds })).toEqual(['a', 'b'])
    expect(read('list', 'a b,1.23E+11', 'tolerant', { itemsAreIds })).toEqual(error('value-id-spreadsheet'))
    expect(read('list', 'a b,c', 'tolerant', { itemsAreIds })).toEqual(warning('value-id-characters', ['a b', 'c']))
    expect(read('list', 'a b,c', 'strict', { itemsAreIds })).toEqual(error('value-id'))
  })

  it('gives every kind a column type', () => {
    const types = Object.fromEntries(Object.entries(kinds).map(([kind, reader]) => [kind, reader.sqlType]))
    expect(types).toEqual({
      text: 'text',
      id: 'text',
      integer: 'bigint',
      decimal: 'numeric',
      boolean: 'boolean',
      date: 'date',
      'date-time': 'timestamptz',
      year: 'bigint',
      email: 'text',
      phone: 'text',
      grade: 'text',
      list: 'text[]',
    })
  })
})
