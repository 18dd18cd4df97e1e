import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Kind } from '@/lib/import-types/import-type'
import { isFinding, type Finding, type RosterValue } from '../roster-value'
import { dateFormats as allFormats, type DateFormat, type Tolerance } from '../validation-settings'
import { calendarDate, readDateAs } from './date'
import { grades } from './grade'
import { kinds, type ReadOptions } from './index'

const iso: readonly DateFormat[] = ['YYYY-MM-DD']

/** The value read, or the code of what is wrong. */
function read(kind: Kind, text: string, tolerance: Tolerance, more: Partial<ReadOptions> = {}): RosterValue {
  const reading: RosterValue | Finding = kinds[kind].read(text, { tolerance, dateFormats: iso, ...more })
  return isFinding(reading) ? reading.code : reading
}

describe('date formats of a template', () => {
  it.each<[DateFormat, string]>([
    ['YYYY-MM-DD', '2024-03-09'],
    ['MM/DD/YYYY', '03/09/2024'],
    ['M/D/YYYY', '3/9/2024'],
    ['DD/MM/YYYY', '09/03/2024'],
    ['D/M/YYYY', '9/3/2024'],
    ['MM-DD-YYYY', '03-09-2024'],
    ['DD-MM-YYYY', '09-03-2024'],
    ['YYYYMMDD', '20240309'],
    ['YYYY/MM/DD', '2024/03/09'],
  ])('%s reads its own writing to the letter', (format, text) => {
    expect(readDateAs(text, format, 'strict')).toBe('2024-03-09')
    expect(readDateAs(text, format, 'tolerant')).toBe('2024-03-09')
  })

  it('never guesses between day-first and month-first: a cell both formats read differently is refused', () => {
    const dateFormats: DateFormat[] = ['MM/DD/YYYY', 'DD/MM/YYYY']
    expect(read('date', '03/04/2024', 'tolerant', { dateFormats })).toBe('value-date-ambiguous')
    expect(read('date', '04/04/2024', 'tolerant', { dateFormats })).toBe('2024-04-04')
    expect(read('date', '25/04/2024', 'tolerant', { dateFormats })).toBe('2024-04-25')
  })

  it('demands two digits in strict mode where the format says two', () => {
    expect(read('date', '8/5/2024', 'strict', { dateFormats: ['MM/DD/YYYY'] })).toBe('value-date')
    expect(read('date', '8/5/2024', 'tolerant', { dateFormats: ['MM/DD/YYYY'] })).toBe('2024-08-05')
  })
})

describe('any text at all', () => {
  const names = Object.keys(kinds) as Kind[]
  const settings = fc.record({
    tolerance: fc.constantFrom<Tolerance>('tolerant', 'strict'),
    dateFormats: fc.subarray([...allFormats], { minLength: 1 }),
  })

  it('is read or refused, and reading a canonical value again gives the same value', () => {
    const numberish = fc.stringMatching(/^[-+0-9.,/:TZeE ]{1,24}$/)
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.oneof(fc.string({ minLength: 1 }), numberish),
        settings,
        (kind, text, options) => {
          if (text.trim() === '') return
          const reading = kinds[kind].read(text, options)
          const value = isFinding(reading) ? reading.value : reading
          if (typeof value !== 'string') return
          const again = kinds[kind].read(value, { ...options, dateFormats: iso })
          expect(isFinding(again) ? again.value : again).toBe(value)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('never becomes a day that does not exist', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2199 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (y, m, d) => {
          const two = (number: number) => String(number).padStart(2, '0')
          const moment = new Date(Date.UTC(y, m - 1, d))
          const exists = moment.getUTCMonth() === m - 1 && moment.getUTCDate() === d
          expect(calendarDate(String(y), two(m), two(d))).toBe(exists ? `${y}-${two(m)}-${two(d)}` : undefined)
        },
      ),
    )
  })

  it('is refused in linear time, whatever its length', () => {
    const hostile = [
      'a'.repeat(40_000) + '@',
      'a.'.repeat(20_000) + '@x',
      '1'.repeat(40_000) + 'x',
      '('.repeat(40_000),
      '-'.repeat(40_000),
    ]
    const begin = performance.now()
    for (const kind of names.filter((name) => name !== 'text' && name !== 'list' && name !== 'id')) {
      for (const text of hostile)
        expect(isFinding(kinds[kind].read(text, { tolerance: 'tolerant', dateFormats: allFormats }))).toBe(true)
    }
    expect(performance.now() - begin).toBeLessThan(1000)
  })

  it('knows the grades by their codes', () => {
    for (const code of grades) expect(read('grade', code, 'strict')).toBe(code)
  })
})
