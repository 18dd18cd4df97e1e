import { describe, expect, it } from 'vitest'
import { builtInTypes } from '@/lib/import-types/catalogue'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { allCarriedOver } from './carry-mapping'
import type { AnalyzedFile } from './sample-analysis'

const importType = 'visitor-aware/students'
const header = ['Student ID', 'First Name', 'Last Name', 'School ID', 'Email']
const before = fileMappingSchema.parse({
  ...{ name: 'students.csv', importType, constants: { Grade: '01' } },
  columns: header.map((name, position) => ({ header: name, position, field: name })),
})
const sampleOf = (names: readonly string[], name = 'new.csv', headerLine = 1): AnalyzedFile => ({
  ...{ name, importType, rowsEstimate: 2, sizeBytes: 100 },
  dialect: { ...before.dialect, headerLine },
  columns: names.map((one, position) => ({ header: one, position, samples: [], suggestion: null })),
})
const carry = (...files: AnalyzedFile[]) => allCarriedOver([before], { files }, builtInTypes)

describe('a mapping carried over to another sample', () => {
  it('is as it was, and nothing is told, where the columns are the same', () => {
    expect(carry(sampleOf(header))).toEqual({
      mapping: [{ ...before, name: 'new.csv' }],
      analysis: { files: [sampleOf(header)] },
    })
  })

  it('follows a column under another name, ignores what is new, and tells both', () => {
    const { mapping, analysis } = carry(sampleOf(['Bus', 'E-Mail', ...header.slice(0, 4)]))
    expect(mapping?.[0]?.columns.map((column) => [column.header, column.position, column.field])).toEqual([
      ['Bus', 0, null],
      ['E-Mail', 1, 'Email'],
      ...header.slice(0, 4).map((name, index) => [name, index + 2, name]),
    ])
    expect(analysis.files[0]?.columnChanges?.map(({ kind, column }) => [kind, column])).toEqual([
      ['renamed', 'Email'],
      ['new', 'Bus'],
    ])
  })

  it('begins anew where not one column is left, or the file is of another type', () => {
    expect(carry(sampleOf(['Zeta', 'Quux'])).mapping).toBeNull()
    expect(carry({ ...sampleOf(header), importType: 'oneroster-1.1/users' }).mapping).toBeNull()
  })

  it('goes by place alone where there is no header', () => {
    const bare = { ...before, dialect: { ...before.dialect, headerLine: 0 } }
    const places = header.map((_, position) => String(position))
    const columns = bare.columns.map((column, position) => ({ ...column, header: String(position) }))
    const files = [sampleOf(places, 'new.csv', 0)]
    const { mapping, analysis } = allCarriedOver([{ ...bare, columns }], { files }, builtInTypes)
    expect(mapping?.[0]?.columns.map(({ field }) => field)).toEqual(header)
    expect(analysis.files[0]?.columnChanges).toBeUndefined()
  })

  it('is that of the member in a bundle, and each member says what has changed in it', () => {
    const other = { ...before, name: 'others.csv' }
    const files = [sampleOf(header, 'students.csv'), sampleOf(header.slice(0, 4), 'others.csv')]
    const { mapping, analysis } = allCarriedOver([before, other], { files }, builtInTypes)
    expect(mapping?.map(({ name }) => name)).toEqual(['students.csv', 'others.csv'])
    expect(analysis.files.map(({ columnChanges }) => columnChanges?.length)).toEqual([undefined, 1])
  })
})
