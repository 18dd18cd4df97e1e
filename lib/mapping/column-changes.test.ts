import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importTypeNamed } from '@/lib/import-types'
import type { ColumnChange } from './column-change'
import { columnChanges, type HeaderInput } from './column-changes'
import { fileMappingSchema, type FileMapping } from './file-mapping'

const type = importTypeNamed('visitor-aware/students')!
const usual: Record<string, string | null> = {
  'Student ID': 'Student ID',
  'First Name': 'First Name',
  'Last Name': 'Last Name',
  'School ID': 'School ID',
  Grade: 'Grade',
  Email: 'Email',
  Bus: null,
}
function mappingOf(fields: Record<string, string | null>): FileMapping {
  const columns = Object.entries(fields).map(([header, field], position) => ({ header, position, field }))
  return fileMappingSchema.parse({ name: 'students.csv', importType: type.name, columns })
}
const changesOf = (header: readonly string[], more: Partial<HeaderInput> = {}) =>
  columnChanges({ mapping: mappingOf(usual), header, type, ...more })
const headers = Object.keys(usual)
const inPlaceOf = (gone: string, ...now: string[]) => headers.flatMap((name) => (name === gone ? now : [name]))

describe('the columns of a file compared with those of its template', () => {
  it('are unchanged when they are the same', () => {
    expect(changesOf(headers)).toEqual([])
  })

  it.each([
    ['another spelling', 'Student_ID', ['spelling', 'place']],
    ['a character nobody sees', 'Student\u200bID', ['spelling', 'place']],
    ['a table in front', 'STUDENTS.Student_ID', ['prefix', 'field', 'place']],
    ['what the mapper takes for the same', 'Student_Number', ['field', 'place']],
  ])('tell %s as a rename that is sure', (_, to, evidence) => {
    expect(changesOf(inPlaceOf('Student ID', to))).toEqual([
      {
        ...{ kind: 'renamed', column: 'Student ID', position: 0, to, toPosition: 0 },
        ...{ field: 'Student ID', isRequired: true, isSure: true },
        evidence: expect.arrayContaining(evidence) as string[],
      },
    ])
  })

  it('follow a rename to another place, and name it once', () => {
    const header = [...headers.filter((name) => name !== 'Email'), 'E-Mail']
    expect(changesOf(header)).toMatchObject([
      { kind: 'renamed', column: 'Email', position: 5, to: 'E-Mail', toPosition: 6, isSure: true },
    ])
  })

  it('never take one of two that are equally plausible for sure', () => {
    const mapping = mappingOf({ ...usual, 'Guardian A': 'Guardian 1 Name', 'Guardian B': 'Guardian 2 Name' })
    const swapped = [...headers, 'GuardianB', 'GuardianA']
    const both = columnChanges({ mapping, header: [...headers, 'Guardian-A', 'Guardian_A', 'Guardian B'], type })
    expect(both.filter((change) => change.kind === 'renamed' && change.isSure)).toEqual([])
    const found = columnChanges({ mapping, header: swapped, type })
    expect(found.map((change) => change.kind === 'renamed' && [change.column, change.to, change.isSure])).toEqual([
      ['Guardian A', 'GuardianA', true],
      ['Guardian B', 'GuardianB', true],
    ])
  })

  it('do not take first for last name, nor a guardian for the student, whatever their places say', () => {
    const first = changesOf(inPlaceOf('First Name', 'Guardian First Name'))
    expect(first.map(({ kind }) => kind).toSorted()).toEqual(['missing', 'new'])
    const last = changesOf(
      headers.filter((name) => name !== 'Last Name').map((n) => (n === 'First Name' ? 'Surname' : n)),
    )
    expect(last.filter((change) => change.kind === 'renamed')).toMatchObject([{ column: 'Last Name', to: 'Surname' }])
    expect(last).toContainEqual(expect.objectContaining({ kind: 'missing', column: 'First Name', isRequired: true }))
  })

  it('take values into account: they hint at a column in the same place, and deny one of the same name', () => {
    const kennung = inPlaceOf('Grade', 'Stufe')
    const samples = headers.map((name) => (name === 'Grade' ? ['KG', '01', '12'] : ['x']))
    expect(changesOf(kennung)).toMatchObject([
      { kind: 'missing', column: 'Grade' },
      { kind: 'new', column: 'Stufe' },
    ])
    expect(changesOf(kennung, { samples })).toMatchObject([
      { kind: 'renamed', column: 'Grade', to: 'Stufe', isSure: false, evidence: ['place', 'values'] },
    ])
    const wrong = headers.map((name) => (name === 'Grade' ? ['ada@example.org', 'ben@example.org'] : ['x']))
    expect(changesOf(inPlaceOf('Grade', 'grade_'), { samples: wrong }).map(({ kind }) => kind)).toEqual([
      'missing',
      'new',
    ])
  })

  it('never let a national id stand in for anything', () => {
    expect(changesOf(inPlaceOf('Student ID', 'SSN'))).toMatchObject([
      { kind: 'missing', column: 'Student ID', isRequired: true },
      { kind: 'new', column: 'SSN', isSensitive: true, suggestion: null },
    ])
    const samples = headers.map((_, position) => (position === 0 ? ['123-45-6789', '987-65-4321'] : []))
    expect(changesOf(inPlaceOf('Student ID', 'Student_ID'), { samples }).map(({ kind }) => kind)).toEqual([
      'missing',
      'new',
    ])
  })

  it('know a name an earlier version of the template had', () => {
    const earlier = [{ version: 2, columns: mappingOf({ Matrikel: 'Student ID' }).columns }]
    expect(changesOf(inPlaceOf('Student ID', 'Matrikel'), { earlier })).toMatchObject([
      { kind: 'renamed', to: 'Matrikel', isSure: true, version: 2, evidence: ['earlier', 'place'] },
    ])
  })

  it('name what is only respelled, moved, new, missing or there twice', () => {
    expect(changesOf(inPlaceOf('First Name', 'FIRST  name '))).toMatchObject([
      { kind: 'respelled', to: 'FIRST  name ' },
    ])
    expect(changesOf([...headers.slice(1), 'Student ID'])).toEqual([
      {
        ...{ kind: 'moved', column: 'Student ID', position: 0, toPosition: 6 },
        ...{ field: 'Student ID', isRequired: true, after: 'Bus' },
      },
    ])
    expect(changesOf([...headers, 'Birthday'])).toMatchObject([{ kind: 'new', column: 'Birthday', toPosition: 7 }])
    expect(changesOf(headers.filter((name) => name !== 'Bus'))).toMatchObject([
      { kind: 'missing', column: 'Bus', field: null, isRequired: false },
    ])
    expect(changesOf([...headers, 'Email'])).toEqual([{ kind: 'repeated', column: 'Email', positions: [5, 7] }])
  })

  it('move as few as possible, and not the one that stands where it stood', () => {
    const mapping = mappingOf({ 'Student ID': 'Student ID', 'First Name': 'First Name', Bus: null })
    const reversed = columnChanges({ mapping, header: ['Bus', 'First Name', 'Student ID'], type })
    expect(reversed.map((change) => change.column)).toEqual(['Student ID', 'Bus'])
    expect(changesOf(inPlaceOf('Grade', 'Email').flatMap((name, at) => (at === 5 ? 'Grade' : name)))).toHaveLength(1)
  })

  it('say nothing of columns that only made room for a new one', () => {
    expect(changesOf(['Export', ...headers]).map(({ kind }) => kind)).toEqual(['new'])
  })

  it('guess what a new column holds only where nothing fills that yet', () => {
    const mapping = mappingOf({ 'Student ID': 'Student ID' })
    const found = columnChanges({ mapping, header: ['Student ID', 'Surname', 'Stu_ID'], type })
    expect(found).toMatchObject([
      { kind: 'new', column: 'Surname', suggestion: 'Last Name' },
      { kind: 'new', column: 'Stu_ID', suggestion: null },
    ])
  })
})

describe('random changes', () => {
  const nonsense = ['Zeta', 'Quux', 'Blorp', 'Wibble', 'Frob', 'Snark']
  type Edit = { dropped: string[]; respelt: string[]; added: string[]; order: number[]; isShuffled: boolean }
  const edits: fc.Arbitrary<Edit> = fc.record({
    dropped: fc.subarray(headers),
    respelt: fc.subarray(headers),
    added: fc.subarray(nonsense),
    order: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
    isShuffled: fc.boolean(),
  })

  /** What each name of the template is called in the file. */
  function changed({ dropped, respelt, added, order, isShuffled }: Edit) {
    const kept = headers.filter((name) => !dropped.includes(name))
    const renamed = kept.filter((name) => respelt.includes(name) && name.includes(' '))
    const header = [...kept.map((name) => (renamed.includes(name) ? name.replaceAll(' ', '_') : name)), ...added]
    const shuffled = header.map((name, index) => [order[index] ?? 0, name] as const).toSorted((a, b) => a[0] - b[0])
    return { dropped, renamed, added, header: isShuffled ? shuffled.map(([, name]) => name) : header }
  }

  /** Tried out: every set of columns that may have stayed where it was. */
  function fewestMoves(header: readonly string[]): number {
    const places = headers.filter((name) => header.includes(name)).map((name) => header.indexOf(name))
    const rises = (mask: number) => {
      const some = places.filter((_, index) => mask & (1 << index))
      return some.every((place, index) => index === 0 || place > (some[index - 1] ?? 0)) ? some.length : 0
    }
    return places.length - Math.max(...Array.from({ length: 1 << places.length }, (_, mask) => rises(mask)))
  }

  it('are each named exactly once', () => {
    fc.assert(
      fc.property(edits, (edit) => {
        const { dropped, renamed, added, header } = changed(edit)
        const found = changesOf(header)
        const named = (kind: ColumnChange['kind']) =>
          found.flatMap((change) => (change.kind === kind ? change.column : [])).toSorted()
        expect(named('missing')).toEqual(dropped.toSorted())
        expect(named('renamed')).toEqual(renamed.toSorted())
        expect(named('new')).toEqual(added.toSorted())
        for (const change of found) {
          if (change.kind === 'renamed') expect(change.to).toBe(change.column.replaceAll(' ', '_'))
        }
        // Without those that moved, the others stand in the order they had, and no fewer moves would do.
        const moved = new Set(named('moved'))
        const rest = header.filter((name) => headers.includes(name) && !moved.has(name))
        expect(rest).toEqual(headers.filter((name) => rest.includes(name)))
        if (rest.length > 0 && moved.size > 0) expect(moved.size).toBe(fewestMoves(header))
        const names = found.map((change) => change.column)
        expect(new Set(names).size).toBe(names.length)
      }),
      { numRuns: 500 },
    )
  })

  it('are none where nothing changed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(headers, { minLength: 1 }), (some) => {
        const mapping = mappingOf(Object.fromEntries(some.map((name) => [name, usual[name] ?? null])))
        expect(columnChanges({ mapping, header: some, type })).toEqual([])
      }),
    )
  })
})
