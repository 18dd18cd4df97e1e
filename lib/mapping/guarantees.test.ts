// What must never happen, however a header is written and whatever stands beside it: a first name for a last one, one
// person's value for another's, two columns for one field, anything most private. Over the lists of lib/bench/data,
// written at random.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valuesOf } from '@/lib/bench/data/mapping/made-values'
import { readLists } from '@/lib/bench/data/mapping/read-lists'
import { targets } from '@/lib/bench/data/mapping/targets'
import { manners, written } from '@/lib/bench/data/mapping/written-anew'
import { measureMapping } from '@/lib/bench/tables/mapping'
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { wordsOf } from './header-words'
import { isSensitiveHeader, holdsMostPrivate } from './sensitive-column'
import { suggestMapping } from './suggest-mapping'
import { systemOf } from './known-system'

const lists = readLists()
const typesOf = (subject: string): ImportType[] =>
  (targets[subject] ?? []).flatMap(({ importType }) => importTypeNamed(importType) ?? [])

/** A list in a random order, with some of its columns, each written in a manner of its own, with values or without. */
const aFile = fc.constantFrom(...lists).chain((list) =>
  fc.record({
    list: fc.constant(list),
    type: fc.constantFrom(...typesOf(list.subject)),
    columns: fc.shuffledSubarray([...list.columns], { minLength: 1 }),
    manner: fc.array(fc.constantFrom(...manners), { minLength: list.columns.length, maxLength: list.columns.length }),
    hasValues: fc.boolean(),
  }),
)

function suggestionsFor({
  list,
  type,
  columns,
  manner,
  hasValues,
}: typeof aFile extends fc.Arbitrary<infer T> ? T : never) {
  const sample = columns.map((column, position) => ({
    header: written(column.header, manner[position] ?? 'as it is', list.subject),
    position,
    samples: hasValues ? valuesOf(list, column, position + 1) : [],
  }))
  return suggestMapping(sample, type).map((suggestion, at) => {
    const { header, meaning } = { header: sample[at]?.header ?? '', meaning: columns[at]?.meaning ?? '' }
    return { header, meaning, suggestion, field: type.fields.find(({ name }) => name === suggestion?.field) }
  })
}

describe('however the headers of a file are written', () => {
  it('a field gets one column at most, and a column one field', () => {
    fc.assert(
      fc.property(aFile, (file) => {
        const fields = suggestionsFor(file).flatMap(({ suggestion }) => suggestion?.field ?? [])
        expect(new Set(fields).size).toBe(fields.length)
      }),
    )
  })

  it('first and last names are not exchanged', () => {
    fc.assert(
      fc.property(aFile, (file) => {
        for (const { meaning, field, header } of suggestionsFor(file)) {
          const wanted = /(?:^|-)(first|last)$/.exec(meaning)?.[1]
          const said = field ? wordsOf(field.title.en).find((word) => word === 'first' || word === 'last') : undefined
          if (wanted && said) expect([header, said]).toEqual([header, wanted])
        }
      }),
      { numRuns: 150 },
    )
  })

  it('a guardian’s, a teacher’s or another’s value is never the row’s own', () => {
    const persons = ['guardian', 'parent', 'contact', 'teacher', 'visitor']
    fc.assert(
      fc.property(aFile, (file) => {
        for (const { meaning, field, header } of suggestionsFor(file)) {
          const person = /^(guardian|teacher|student)-(first|last|email|phone|name)$/.exec(meaning)?.[1]
          if (!person || !field) continue
          const said = wordsOf(`${field.title.en} ${field.name}`)
          const isNamed = persons.some((word) => said.includes(word))
          expect([header, field.name, isNamed]).toEqual([header, field.name, true])
        }
      }),
      { numRuns: 150 },
    )
  })

  it('nothing most private is suggested, and each such column is known for what it is', () => {
    fc.assert(
      fc.property(aFile, (file) => {
        for (const { meaning, suggestion } of suggestionsFor(file))
          if (meaning === 'secret') expect(suggestion).toBeNull()
      }),
      { numRuns: 150 },
    )
    const secrets = lists.flatMap((list) => list.columns.filter(({ meaning }) => meaning === 'secret'))
    const unknown = secrets.filter(({ header, values }) => !isSensitiveHeader(header) && !holdsMostPrivate(values))
    expect(unknown.map(({ header }) => header)).toEqual([])
    const others = lists.flatMap((list) => list.columns.filter(({ meaning }) => meaning !== 'secret'))
    expect(others.filter(({ header }) => isSensitiveHeader(header)).map(({ header }) => header)).toEqual([])
  })
})

it('of the development set, more than 85 in 100 columns are right, and 98 in 100 suggestions', () => {
  const { tallies } = measureMapping()
  for (const half of ['development', 'held-out']) {
    const own = tallies.filter((tally) => tally.half === half)
    const sum = (of: 'right' | 'columns' | 'suggested' | 'suggestedRight' | 'swaps' | 'sensitive') =>
      own.reduce((total, tally) => total + tally[of], 0)
    expect(sum('right') / sum('columns')).toBeGreaterThan(0.85)
    expect(sum('suggestedRight') / sum('suggested')).toBeGreaterThan(0.98)
    expect([sum('swaps'), sum('sensitive')]).toEqual([0, 0])
  }
})

describe('the system a file comes from', () => {
  it.each([
    ['PowerSchool', ['STUDENTS.DCID', 'STUDENTS.LAST_NAME']],
    ['PowerSchool', ['Student_Number', 'State_StudentNumber', 'Enroll_Status']],
    ['Infinite Campus', ['personID', 'studentNumber', 'calendarID']],
    ['Skyward', ['Entity ID', 'Other ID', 'Stu First Name']],
    ['Synergy', ['SIS_NUMBER', 'STUDENT_GU', 'ENTER_DATE']],
    ['Aeries', ['STU.ID', 'STU.LN']],
    ['Aspen', ['LASID', 'SASID', 'YOG']],
    ['eSchoolPlus', ['STATE_REPORT_ID', 'BUILDING', 'CURRENT_STATUS']],
    ['Ascender', ['TX Unique Stu ID', 'Grd Lvl', 'Name Last']],
    ['Focus', ['FLEID', 'ESE Code', 'Drop Date']],
    ['Banner', ['SPRIDEN_PIDM', 'SPRIDEN_ID', 'SPRIDEN_LAST_NAME']],
    ['Clever', ['Frl_status', 'Ell_status', 'Contact_sis_id']],
    [undefined, ['First Name', 'Last Name', 'Student ID', 'Grade', 'School']],
    [undefined, ['personID', 'First Name', 'Last Name']],
    [undefined, ['personID', 'stateID', 'Entity ID', 'Other ID']],
    [undefined, []],
  ])('is %s, by its set of headers', (system, headers) => {
    expect(systemOf(headers)?.name).toBe(system)
  })

  it('stands in the reason, and its internal keys are not suggested', () => {
    const type = importTypeNamed('visitor-aware/students')
    if (!type) throw new Error('visitor-aware/students')
    const columns = ['Entity ID', 'Other ID', 'Name ID', 'Stu Last Name'].map((header, position) => ({
      ...{ header, position, samples: [] },
    }))
    const suggestions = suggestMapping(columns, type)
    expect(suggestions.map((one) => one?.field)).toEqual(['School ID', 'Student ID', undefined, 'Last Name'])
    expect(suggestions[1]?.reason).toMatchObject({
      code: 'system',
      params: { system: 'Skyward', matched: 'student_number' },
    })
  })
})

describe('keys the account knows', () => {
  const type = importTypeNamed('visitor-aware/students')
  const ids = ['100417', '100424', '100431', '100438']
  const others = ['8120', '8127', '8134', '8141']
  const column = (header: string, position: number, samples: string[], share?: number) => ({
    ...{ header, position, samples },
    ...(share === undefined ? {} : { knownKeys: { 'Student ID': share } }),
  })

  it('tell the column that names people the same way, and the one that does not', () => {
    if (!type) throw new Error('visitor-aware/students')
    const [internal, known] = suggestMapping([column('Stu Num', 0, others, 0), column('Key', 1, ids, 1)], type)
    expect(internal).toBeNull()
    expect(known).toMatchObject({ field: 'Student ID', reason: { code: 'known-keys' } })
  })

  it('say nothing of another person’s column, nor by a few values', () => {
    if (!type) throw new Error('visitor-aware/students')
    expect(suggestMapping([column('Sibling Key', 0, ids, 1)], type)).toEqual([null])
    expect(suggestMapping([column('Key', 0, ids.slice(0, 2), 1)], type)).toEqual([null])
  })
})
