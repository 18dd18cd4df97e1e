import { describe, expect, it } from 'vitest'
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { compileMapping, type CompiledMapping } from './compile-mapping'
import { fileMappingSchema, type FileMapping } from './file-mapping'
import type { MatchSettings } from './match-columns'

const title = { en: 'x', es: 'x' }
const field = (name: string, required = false): Field => ({ name, title, kind: 'text', required })
const type: ImportType = {
  name: 'test/people',
  family: 'test',
  title,
  description: title,
  fileNames: ['people.csv'],
  key: ['id'],
  fields: [field('id'), field('first', true), field('role'), field('note')],
  source: 'test',
  examples: [],
}

type Column = [header: string, field: string | null, transforms?: FileMapping['columns'][number]['transforms']]

function mappingOf(columns: Column[], constants: Record<string, string> = {}): FileMapping {
  return fileMappingSchema.parse({
    name: 'people.csv',
    importType: type.name,
    columns: columns.map(([header, target, transforms = []], position) => ({
      header,
      position,
      field: target,
      transforms,
    })),
    constants,
  })
}

const people = mappingOf([
  ['student_id', 'id'],
  ['First', 'first'],
  ['Lunch', null],
])
const header = ['student_id', 'First', 'Lunch']

function compile(mapping: FileMapping, names: string[] | null, settings: Partial<MatchSettings> = {}) {
  return compileMapping(mapping, names, type, { columnMatching: 'by-name', ...settings })
}

function compiled(...args: Parameters<typeof compile>): CompiledMapping {
  const result = compile(...args)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result
}

function issuesOf(...args: Parameters<typeof compile>) {
  const result = compile(...args)
  return (result.ok ? result.warnings : result.issues).map(({ severity, code, column, field: name, params }) => ({
    is: `${severity} ${code}`,
    at: column ?? name,
    ...(params && { params }),
  }))
}

describe('a mapping by name', () => {
  it('gives the texts in the order of the type’s fields, null where nothing fills a field', () => {
    const mapping = compiled(people, header)
    expect(mapping.apply(['7', 'Maya', 'free'])).toEqual(['7', 'Maya', null, null])
    expect(mapping.warnings).toEqual([])
    expect([mapping.columnOf('first'), mapping.columnOf('note'), mapping.columnsMin]).toEqual(['First', undefined, 2])
  })

  it('does not care for the order of columns, and says which has moved', () => {
    const names = ['Lunch', 'First', 'student_id']
    expect(compiled(people, names).apply(['free', 'Maya', '7'])).toEqual(['7', 'Maya', null, null])
    expect(issuesOf(people, names)).toEqual([
      { is: 'warning header-column-order', at: 'student_id', params: { expected: 1, found: 3 } },
    ])
  })

  it('does without a column that rows do not need: its field is filled by nothing, and that is told', () => {
    const mapping = mappingOf([
      ['student_id', 'id'],
      ['First', 'first'],
      ['Note', 'note'],
    ])
    const names = ['student_id', 'First', 'note_']
    const left = compiled(mapping, names)
    expect([left.apply(['7', 'Maya', 'x']), left.columnOf('note')]).toEqual([['7', 'Maya', null, null], undefined])
    const params = { difference: 'similar', closest: 'note_', characters: '' }
    expect(issuesOf(mapping, names)).toEqual([{ is: 'warning header-column-left-out', at: 'Note', params }])
    expect(issuesOf(mapping, names, { tolerance: 'strict' })).toEqual([
      { is: 'error header-column-missing', at: 'Note', params },
    ])
  })

  it('fills constants and applies transforms, also to a cell that is not there', () => {
    const mapping = compiled(
      mappingOf(
        [
          ['student_id', 'id', [{ type: 'trim' }, { type: 'uppercase' }]],
          ['First', 'first'],
          ['N', 'note', [{ type: 'default', value: '-' }]],
        ],
        {
          role: 'student',
        },
      ),
      ['student_id', 'First', 'N'],
    )
    expect(mapping.apply([' a7 ', 'Maya'])).toEqual(['A7', 'Maya', 'student', '-'])
    expect(mapping.columnOf('role')).toBeUndefined()
  })

  it('refuses a file without a mapped column, and says what stands there instead', () => {
    const missing = (names: string[]) =>
      issuesOf(people, names).find((issue) => issue.is === 'error header-column-missing')
    expect(missing(['First', 'Lunch'])?.params).toEqual({ difference: 'none', closest: '', characters: '' })
    expect(missing(['student_id\u200b', 'First'])?.params).toEqual({
      difference: 'characters',
      closest: 'student_id\u200b',
      characters: 'U+200B',
    })
    // A Cyrillic small letter that looks like a Latin one.
    expect(missing(['studеnt_id', 'First'])?.params).toMatchObject({ difference: 'characters', characters: 'U+0435' })
    expect(missing(['Student ID', 'First'])?.params).toMatchObject({ difference: 'similar', closest: 'Student ID' })
    expect(missing(['studnet_id', 'First'])?.params).toMatchObject({ difference: 'similar', closest: 'studnet_id' })
    expect(missing(['homeroom', 'First'])?.params).toMatchObject({ difference: 'none' })
  })

  it('takes a column whose name differs in case alone, with a warning; strict: refuses it', () => {
    const names = ['Student_ID ', 'First', 'Lunch']
    expect(compiled(people, names).apply(['7', 'Maya', ''])).toEqual(['7', 'Maya', null, null])
    expect(issuesOf(people, names)).toEqual([
      { is: 'warning header-column-case', at: 'Student_ID ', params: { expected: 'student_id' } },
    ])
    expect(issuesOf(people, names, { tolerance: 'strict' })).toContainEqual({
      is: 'error header-column-missing',
      at: 'student_id',
      params: { difference: 'case', closest: 'Student_ID ', characters: '' },
    })
  })

  it('takes neither of two columns that differ from the template in case alone', () => {
    expect(issuesOf(people, ['STUDENT_ID', 'Student_Id', 'First'])).toContainEqual(
      expect.objectContaining({ is: 'error header-column-missing', at: 'student_id' }),
    )
  })

  it('does not miss a column that the template ignores', () => {
    expect(issuesOf(people, ['student_id', 'First'])).toEqual([])
  })

  it('tells of columns the template does not know, but not of metadata.*; strict: refuses them', () => {
    const names = [...header, 'Nickname', 'metadata.bus', 'SSN']
    expect(issuesOf(people, names)).toEqual([
      { is: 'warning header-column-unknown', at: 'Nickname' },
      { is: 'warning header-column-sensitive', at: 'SSN' },
    ])
    expect(issuesOf(people, names, { tolerance: 'strict' }).map((issue) => issue.is)).toEqual([
      'error header-column-unknown',
      'error header-column-sensitive',
    ])
  })

  it('lists no more than fifty unknown columns', () => {
    const many = Array.from({ length: 9000 }, (_, index) => `extra ${index}`)
    expect(issuesOf(people, [...header, ...many])).toHaveLength(50)
  })

  it.each(['__proto__', 'constructor', 'toString', 'then'])(
    'takes a header called %s for a column like any other',
    (name) => {
      const mapping = mappingOf([
        [name, 'id'],
        ['First', 'first'],
      ])
      expect(compiled(mapping, [name, 'First']).apply(['7', 'Maya'])).toEqual(['7', 'Maya', null, null])
      expect(issuesOf(people, [...header, name])).toEqual([{ is: 'warning header-column-unknown', at: name }])
    },
  )

  it('finds a column without a name by its position', () => {
    const mapping = mappingOf([
      ['student_id', 'id'],
      ['', 'first'],
      [' ', 'note'],
    ])
    expect(compiled(mapping, ['student_id', '', '']).apply(['7', 'Maya', 'x'])).toEqual(['7', 'Maya', null, 'x'])
    expect(issuesOf(mapping, ['student_id', 'First', '']).map((issue) => issue.is)).toContain(
      'error header-column-missing',
    )
  })
})

describe('a mapping in strict order', () => {
  const strictOrder = { columnMatching: 'strict-order' } as const

  it('takes the header it was made for', () => {
    expect(issuesOf(people, header, strictOrder)).toEqual([])
  })

  it('refuses a column that moved, was added or is gone, ignored ones too', () => {
    expect(issuesOf(people, ['First', 'student_id', 'Lunch'], strictOrder)).toEqual([
      { is: 'error header-column-moved', at: 'student_id', params: { expected: 1, found: 2 } },
      { is: 'error header-column-moved', at: 'First', params: { expected: 2, found: 1 } },
    ])
    expect(issuesOf(people, [...header, 'Nickname'], strictOrder)).toEqual([
      { is: 'error header-column-unknown', at: 'Nickname' },
    ])
    expect(issuesOf(people, ['student_id', 'First'], strictOrder)).toEqual([
      expect.objectContaining({ is: 'error header-column-missing', at: 'Lunch' }),
    ])
  })
})

describe('a field of several columns, a column of several fields', () => {
  const columns: FileMapping['columns'] = [
    { header: 'First', position: 0, field: 'first', transforms: [], order: 1 },
    {
      ...{ header: 'Id', position: 1, field: 'id', transforms: [{ type: 'pad', width: 3 }] },
      alsoFills: [{ field: 'note', transforms: [{ type: 'add-start', text: '#' }] }],
    },
    { header: 'Last', position: 2, field: 'first', transforms: [{ type: 'uppercase' }], order: 0 },
  ]
  const combined = { first: { separator: ', ', transforms: [] } }
  const mapping: FileMapping = { ...people, columns, combined }

  it('are read in their own order, by name, blank parts leaving no separator', () => {
    const names = ['Last', 'First', 'Id']
    const made = compiled(mapping, names)
    expect(made.apply(['Reyes', 'Maya', '7'])).toEqual(['007', 'REYES, Maya', null, '#7'])
    expect(made.apply(['', 'Maya', ''])).toEqual(['', 'Maya', null, ''])
    expect([made.columnOf('first'), made.columnOf('note'), made.columnsMin]).toEqual(['Last + First', 'Id', 3])
  })

  it('are refused if nobody said how the columns are put together, if one column stands twice, or a value, too', () => {
    const refused = { is: 'error header-field-repeated', at: 'first' }
    const names = ['First', 'Id', 'Last']
    const { combined: _, ...separate } = mapping
    expect(issuesOf(separate, names)).toMatchObject([refused])
    const twice = columns.map((column) => ({ ...column, alsoFills: [{ field: 'first', transforms: [] }] }))
    expect(issuesOf({ ...mapping, columns: twice.slice(0, 2) }, names.slice(0, 2))).toMatchObject([refused])
    expect(issuesOf({ ...mapping, constants: { first: 'x' } }, names)).toMatchObject([refused])
  })

  it('miss the column that is gone', () => {
    expect(issuesOf(mapping, ['First', 'Id'])).toContainEqual(
      expect.objectContaining({ is: 'error header-column-missing', at: 'Last' }),
    )
  })

  it('a transform of dates is the only opinion about a field’s dates', () => {
    const dated: FileMapping['columns'] = columns.map((column) => ({
      ...column,
      transforms: [{ type: 'date', format: 'D/M/YYYY' }],
    }))
    const made = compiled({ ...mapping, columns: dated }, null)
    expect([made.dateFormatsOf('first'), made.dateFormatsOf('note')]).toEqual([['YYYY-MM-DD'], undefined])
  })
})

it('a file without a header is read by position', () => {
  const mapping = compiled(people, null)
  expect(mapping.apply(['7', 'Maya', 'free'])).toEqual(['7', 'Maya', null, null])
  expect(mapping.columnsMin).toBe(2)
})

it('a mapping that contradicts itself is refused, with every reason', () => {
  const mapping = mappingOf(
    [
      ['a', 'role'],
      ['b', 'role'],
      ['c', 'colour'],
    ],
    { note: 'x' },
  )
  expect(issuesOf(mapping, ['a', 'b', 'c'])).toEqual([
    { is: 'error header-field-unknown', at: 'colour' },
    { is: 'error header-field-repeated', at: 'role', params: { columns: ['a', 'b'] } },
    { is: 'error header-field-unmapped', at: 'id' },
    { is: 'error header-field-unmapped', at: 'first' },
  ])
})
