import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importTypeNamed, importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { dateFormatsOf, suggestMapping, type MappingHistory, type SampleColumn } from './suggest-mapping'

const typeNamed = (name: string): ImportType => {
  const type = importTypeNamed(name)
  if (!type) throw new Error(name)
  return type
}
const users = typeNamed('oneroster-1.1/users')
const students = typeNamed('visitor-aware/students')
const oneFile = typeNamed('istation/1file')

/** Columns by header, with values where they matter. */
function columnsOf(
  headers: readonly string[],
  values: Readonly<Record<string, readonly string[]>> = {},
): SampleColumn[] {
  return headers.map((header, position) => ({ header, position, samples: values[header] ?? [] }))
}

/** header → field of what was suggested. */
function suggested(
  type: ImportType,
  headers: readonly string[],
  values?: Record<string, readonly string[]>,
  history?: MappingHistory,
) {
  const suggestions = suggestMapping(columnsOf(headers, values), type, history)
  return Object.fromEntries(suggestions.flatMap((one) => (one ? [[one.header, one.field]] : [])))
}

function reasonFor(type: ImportType, header: string, samples: readonly string[] = [], history?: MappingHistory) {
  const [suggestion] = suggestMapping([{ header, position: 0, samples }], type, history)
  return suggestion && { field: suggestion.field, confidence: suggestion.confidence, ...suggestion.reason }
}

describe('a suggestion', () => {
  it('says why and how sure it is, with what the values say', () => {
    expect(reasonFor(students, 'Grade', ['05', 'KG', 'x', '12'])).toEqual({
      field: 'Grade',
      confidence: 1,
      code: 'name',
      params: { matched: 'Grade', hasValues: 'yes', samples: 4, percent: 75 },
    })
    expect(reasonFor(students, 'grade')).toMatchObject({
      code: 'name-alike',
      confidence: 0.97,
      params: { hasValues: 'no' },
    })
    expect(reasonFor(students, 'Grado')).toMatchObject({ code: 'title', params: { matched: 'Grado' } })
    expect(reasonFor(students, 'Grade_Level')).toMatchObject({ code: 'synonym', params: { matched: 'grade_level' } })
    expect(reasonFor(students, '[Students]Grade_Level')).toMatchObject({
      code: 'prefix',
      params: { prefix: 'Students' },
    })
    expect(reasonFor(students, 'Level of Grade')).toMatchObject({ code: 'words', confidence: 0.8 })
  })

  it('follows what the account did before, then what others did; ignored on purpose stays ignored', () => {
    const history: MappingHistory = [
      { header: 'Code', field: 'School ID', from: 'account' },
      { header: 'Local', field: 'Student ID', from: 'installation' },
      { header: 'Grade', field: null },
      { header: 'Old', field: 'Field that is gone' },
    ]
    expect(suggested(students, ['Code', 'Local', 'Grade', 'Old'], {}, history)).toEqual({
      Code: 'School ID',
      Local: 'Student ID',
    })
    expect(reasonFor(students, 'Code', [], history)).toMatchObject({ code: 'history-account', confidence: 0.99 })
    expect(reasonFor(students, 'Local', [], history)).toMatchObject({ code: 'history-installation' })
    expect(suggested(students, ['Code', 'School ID'], {}, history)).toEqual({ Code: 'School ID' })
  })

  it('never follows history onto a column that looks like a national id', () => {
    expect(suggested(students, ['SSN'], {}, [{ header: 'SSN', field: 'Student ID' }])).toEqual({})
    expect(suggested(students, ['Student ID'], { 'Student ID': ['123-45-6789', '987-65-4321'] })).toEqual({})
  })

  it('gives way where the values contradict all but the exact name', () => {
    expect(suggested(students, ['DOB'], { DOB: ['Lincoln', 'Roosevelt'] })).toEqual({})
    expect(suggested(students, ['School'], { School: ['Lincoln High School', 'Cedar Ridge Elementary'] })).toEqual({})
    expect(suggested(students, ['School'], { School: ['012', '104'] })).toEqual({ School: 'School ID' })
    expect(suggested(students, ['First'], { First: ['00417', '00418'] })).toEqual({})
    expect(suggested(students, ['Grade'], { Grade: ['A-', 'B+'] })).toEqual({ Grade: 'Grade' })
    expect(suggested(students, ['GRADE'], { GRADE: ['A-', 'B+'] })).toEqual({})
    expect(suggested(students, ['GRADE'], { GRADE: ['A-', '05'] })).toEqual({ GRADE: 'Grade' })
  })

  it('chooses neither of two columns that are equally likely', () => {
    expect(suggested(users, ['Student First Name', 'Teacher First Name'])).toEqual({})
    expect(suggested(users, ['given_name', 'GivenName'])).toEqual({})
    expect(suggested(users, ['givenName', 'GivenName'])).toEqual({ givenName: 'givenName' })
  })

  it('prefers the earlier of two synonyms', () => {
    expect(suggested(students, ['Local_ID', 'Student_Number'])).toEqual({ Student_Number: 'Student ID' })
  })

  it('knows by values alone only what cannot be mistaken, and never sensitive fields', () => {
    const byValues = {
      '0': ['maya@example.org', 'owen@example.org'],
      '1': ['student', 'Teacher'],
      '2': ['2015-03-09', '2014-01-30'],
      '3': ['1', '2'],
    }
    expect(suggested(users, ['0', '1', '2', '3'], byValues)).toEqual({ '0': 'email', '1': 'role' })
    expect(suggested(students, ['0', '1'], { '0': ['KG', '05'], '1': ['2015-03-09'] })).toEqual({ '0': 'Grade' })
    const emails = ['a@example.org', 'b@example.org']
    expect(suggested(students, ['Student Google Email'], { 'Student Google Email': emails })).toEqual({
      'Student Google Email': 'Email',
    })
    expect(suggested(students, ['Parent Google Email'], { 'Parent Google Email': emails })).toEqual({})
    expect(suggested(oneFile, ['Student Google Email'], { 'Student Google Email': emails })).toEqual({})
    expect(suggested(students, ['Backup'], { Backup: emails })).toEqual({})
  })
})

describe('no suggestion at all', () => {
  it.each([
    ...['SSN', 'Soc Sec No', 'Social Security Number', 'STUDENTSSN', 'studentSSN', 'National ID', 'CURP', 'NSS'],
    ...[
      'LunchStatus',
      'FRL',
      'Free/Reduced',
      'Frl_status',
      'Meal Code',
      'Disability',
      'PrimaryDisabilityCode',
      'Disabilities',
    ],
    ...[
      'IEP',
      'IEP_status',
      'SPED',
      'Special Ed',
      'Special Education Status',
      '504',
      'Plan 504',
      'Section504',
      'is504',
    ],
    ...['Health ID', 'Medical Alert', 'Allergies', 'Medicaid ID', 'Immunization Date', 'Homeless', 'EcoDisadvantaged'],
  ])('for %s, whatever the type', (header) => {
    for (const type of importTypes) {
      const all = type.fields.map((field): SampleColumn => ({
        header,
        position: 0,
        samples: [type.examples[0]?.[field.name] ?? ''],
      }))
      for (const column of all) expect(suggestMapping([column], type)).toEqual([null])
    }
  })

  it('swaps names or people, in any order of columns', () => {
    const right: Record<string, string | undefined> = {
      First_Name: 'First Name',
      Last_Name: 'Last Name',
      Student_Email: 'Email',
      Student_Number: 'Student ID',
    }
    const others = [
      'Guardian_First_Name',
      'Parent_Last_Name',
      'Mother First',
      'Father Last',
      'Contact1_Email',
      'Emergency_Phone',
      'Teacher_Email',
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray([...Object.keys(right), ...others]), (headers) => {
        for (const [header, field] of Object.entries(suggested(students, headers))) expect(field).toBe(right[header])
      }),
    )
  })
})

describe('any columns at all', () => {
  it('get at most one field each, and a field at most one column', () => {
    const header = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...importTypes.flatMap((type) => type.fields.flatMap((one) => [one.name, ...(one.synonyms ?? [])])),
      ),
    )
    const column = fc.record({ header, samples: fc.array(fc.string(), { maxLength: 3 }) })
    fc.assert(
      fc.property(fc.array(column, { maxLength: 40 }), fc.constantFrom(...importTypes), (columns, type) => {
        const suggestions = suggestMapping(
          columns.map((one, position) => ({ ...one, position })),
          type,
        )
        expect(suggestions).toHaveLength(columns.length)
        const fields = suggestions.flatMap((one) => (one ? [one.field] : []))
        expect(new Set(fields).size).toBe(fields.length)
      }),
    )
  })

  it('are judged in a moment, a hundred of them with fifty values each', () => {
    const columns = Array.from({ length: 100 }, (_, position) => ({
      header: `Column ${position}`,
      position,
      samples: Array.from({ length: 50 }, (_, index) => `value ${index}`),
    }))
    const begin = performance.now()
    suggestMapping(columns, users)
    expect(performance.now() - begin).toBeLessThan(500)
  })
})

it('date formats are told by all values together, and day and month are not guessed', () => {
  expect(dateFormatsOf(['3/9/2015', '12/25/2014'])).toEqual(['MM/DD/YYYY', 'M/D/YYYY'])
  expect(dateFormatsOf(['3/9/2015'])).toEqual(['MM/DD/YYYY', 'M/D/YYYY', 'DD/MM/YYYY', 'D/M/YYYY'])
  expect(dateFormatsOf(['2015-03-09', ' '])).toEqual(['YYYY-MM-DD'])
  expect(dateFormatsOf(['soon'])).toEqual([])
  expect(dateFormatsOf([])).toEqual([])
})
