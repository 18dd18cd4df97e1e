import { describe, expect, it } from 'vitest'
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { lineOfHeader, namesItsColumns } from './header-place'

const column = (header: string, position: number, field: string | null = header) => {
  return { header, position, field, transforms: [] }
}
const columns = ['Student ID', 'First Name', 'Last Name', 'School ID'].map((header, position) =>
  column(header, position),
)
const rowsOf = (...texts: string[]) => texts.map((text, index) => ({ line: index + 1, cells: text.split(',') }))

describe('the line of a header', () => {
  it.each([
    ['as it is', ['Cedar Ridge', '', 'Student ID,First Name,Last Name,School ID', '1,Ada,Reyes,012'], 3],
    ['in another order, with other columns', ['x', 'Note,School ID,Last Name,First Name,Student ID'], 2],
    ['in another spelling, with one column renamed', ['student_id,FIRST NAME,Surname,School  ID', '1,A,B,2'], 1],
    ['the fullest of two', ['Student ID,First Name,Last Name', 'Student ID,First Name,Last Name,School ID'], 2],
    ['not at all, when half of it is missing', ['Student ID,First Name,Given,Building', '1,Ada,Reyes,012'], undefined],
    ['not at all, in data', ['1,Ada,Reyes,012', '2,Student ID,Reyes,012'], undefined],
  ])('is found %s', (_, texts, line) => {
    expect(lineOfHeader(rowsOf(...texts), columns)).toBe(line)
  })

  it('is not told by columns that are ignored or have no name', () => {
    const ignored = [column('', 0), column('Note', 1, null), column('Student ID', 2)]
    expect(lineOfHeader(rowsOf(',Note,1', ',,'), ignored)).toBeUndefined()
  })
})

describe('the first row of a file without header', () => {
  const type = importTypeNamed('visitor-aware/students') as ImportType
  const bare = ['Student ID', 'First Name', 'Last Name', 'School ID'].map((field, position) =>
    column(String(position), position, field),
  )

  it.each([
    ['names its columns', 'student_number,First Name,Apellido,School', true],
    ['is a student', '417,Maya,Reyes,012', false],
    ['is a student of that name', '417,First,Last,012', false],
    ['says little', 'Student ID,,,', false],
  ])('%s', (_, text, expected) => {
    expect(namesItsColumns(text.split(','), bare, type)).toBe(expected)
  })
})
