import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importTypeNamed } from '@/lib/import-types'
import { compileMapping } from './compile-mapping'
import { fileMappingSchema, type FileMapping } from './file-mapping'
import type { MatchSettings } from './match-columns'
import { proposeColumns } from './propose-columns'

const type = importTypeNamed('visitor-aware/students')!
const byName: MatchSettings = { columnMatching: 'by-name', tolerance: 'tolerant' }
const strict: MatchSettings = { columnMatching: 'strict-order', tolerance: 'strict' }
const names = ['Student ID', 'First Name', 'Last Name', 'School ID', 'Email', 'Bus']
const mapping = fileMappingSchema.parse({
  ...{ name: 'students.csv', importType: type.name, constants: { Grade: '01' } },
  columns: names.map((header, position) => {
    const transforms = header === 'Email' ? [{ type: 'lowercase' }] : []
    return { header, position, field: header === 'Bus' ? null : header, transforms }
  }),
})
const propose = (header: readonly string[], of: FileMapping = mapping, settings = byName) =>
  proposeColumns({ mapping: of, header, type }, settings)
const replaced = (from: string, to: string) => names.map((name) => (name === from ? to : name))

describe('the mapping that is proposed for columns that have changed', () => {
  it('is none where nothing changed', () => {
    expect(propose(names)).toEqual({ changes: [], mapping: undefined })
  })

  it('keeps what each column fills, with its transforms, under its new name and in its new place; new ones fill nothing', () => {
    const header = ['Bus', 'EMAIL', 'Student_ID', 'First Name', 'New', 'Last Name', 'School ID']
    const { mapping: proposed } = propose(header)
    expect(
      proposed?.columns.map(({ header: name, position, field, transforms }) => [
        name,
        position,
        field,
        transforms.length,
      ]),
    ).toEqual([
      ['Bus', 0, null, 0],
      ['EMAIL', 1, 'Email', 1],
      ['Student_ID', 2, 'Student ID', 0],
      ['First Name', 3, 'First Name', 0],
      ['New', 4, null, 0],
      ['Last Name', 5, 'Last Name', 0],
      ['School ID', 6, 'School ID', 0],
    ])
    expect(proposed).toMatchObject({ name: 'students.csv', constants: { Grade: '01' } })
  })

  it.each([
    ['a column that rows need has no successor', replaced('Student ID', 'Zeta')],
    ['one of two stands in for it, and nobody knows which', [...replaced('Student ID', 'Student_ID'), 'Student-ID']],
    ['a header stands twice', [...replaced('Student ID', 'Student_ID'), 'Email', 'Email']],
  ])('is none where %s', (_, header) => {
    expect(propose(header).mapping).toBeUndefined()
  })

  it('leaves out a column that rows can do without', () => {
    const { mapping: proposed } = propose(names.filter((name) => name !== 'Email'))
    expect(proposed?.columns.flatMap(({ field }) => field ?? [])).toEqual([
      ...['Student ID', 'First Name', 'Last Name', 'School ID'],
    ])
  })

  it('puts a field that is made of several columns together as before, wherever they stand, and is none without a part', () => {
    const combined = fileMappingSchema.parse({
      ...mapping,
      constants: {},
      columns: [
        ...mapping.columns.slice(0, 4),
        { header: 'Wing', position: 4, field: 'Homeroom' },
        { header: 'Room', position: 5, field: 'Homeroom' },
      ],
      combined: { Homeroom: { separator: '-' } },
    })
    const header = ['Room', 'WING', ...names.slice(0, 4)]
    const { mapping: proposed } = propose(header, combined)
    const compiled = proposed && compileMapping(proposed, header, type, byName)
    const homeroom = type.fields.findIndex(({ name }) => name === 'Homeroom')
    expect(compiled?.ok && compiled.apply(['7', 'B', '1', 'Ada', 'Reyes', '012'])[homeroom]).toBe('B-7')
    expect(propose(header.slice(1), combined).mapping).toBeUndefined()
  })

  it('reads the file without an objection, as strict as the settings may be, whatever happened to it', () => {
    const edit = fc.record({
      gone: fc.subarray(names),
      renamed: fc.subarray(names),
      added: fc.subarray(['Zeta', 'Quux', 'SSN', '']),
      seeds: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
      settings: fc.constantFrom(byName, strict),
    })
    fc.assert(
      fc.property(edit, ({ gone, renamed, added, seeds, settings }) => {
        const kept = names.filter((name) => !gone.includes(name))
        const header = [...kept.map((name) => (renamed.includes(name) ? name.replace(' ', '_') : name)), ...added]
          .map((name, index) => [seeds[index] ?? 0, name] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, name]) => name)
        const { mapping: proposed } = propose(header, mapping, settings)
        const needs = ['Student ID', 'First Name', 'Last Name', 'School ID']
        const isLost = gone.some((name) => needs.includes(name))
        expect(proposed === undefined).toBe(isLost || header.join() === names.join())
        if (!proposed) return
        const compiled = compileMapping(proposed, header, type, settings)
        expect(compiled).toMatchObject({ ok: true, warnings: [] })
        for (const name of kept.filter((one) => one !== 'Bus')) {
          const column = proposed.columns.find(({ field }) => field === name)
          expect(column?.header.replace('_', ' ')).toBe(name)
        }
      }),
      { numRuns: 500 },
    )
  })
})
