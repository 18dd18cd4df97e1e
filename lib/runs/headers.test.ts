// A header that does not stand where the template says. Nothing is ever read by the wrong columns, and the message says
// where the header is.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db, inTransaction } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { fileMappingSchema } from '@/lib/mapping/file-mapping'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom } from '@/lib/templates/settings-change'
import {
  deliver,
  issuesOf,
  mappingOf,
  prepareInstallation,
  rosterHash,
  studentsOf,
  testDistrict,
} from './test-district'
import { messagesOf, studentHeader as header, studentFile as file, type District } from './test-district'

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
})

async function templateWith(headerLine: number): Promise<void> {
  const mapping = mappingOf('visitor-aware/students', 'students.csv', header.split(','))
  const bare = mapping.columns.map((column, position) => ({ ...column, header: String(position) }))
  const dialect = { ...mapping.dialect, headerLine }
  const columns = headerLine === 0 ? bare : mapping.columns
  const made = await inTransaction((tx) =>
    createTemplate(tx, {
      ...{ ...district, name: 'students', fileName: 'students.csv', importType: 'visitor-aware/students' },
      mapping: [fileMappingSchema.parse({ ...mapping, columns, dialect })],
      settings: settingsFrom({ hasHeader: headerLine > 0 }),
    }),
  )
  if (!made.ok) throw new Error(made.reason)
}

const banner = (lines: number) => 'Cedar Ridge: students, October\n'.repeat(lines)

describe('a header on another line than the template says', () => {
  it.each([
    ['a banner came', 1, 1, 2],
    ['a banner of two lines came', 1, 2, 3],
    ['the banner went', 3, 0, 1],
    ['a line of the banner went', 3, 1, 2],
    ['a line was added to the banner', 2, 2, 3],
  ])('is named when %s, and nothing of the file is read', async (_, expected, lines, found) => {
    await templateWith(expected)
    await deliver(district, banner(expected - 1) + file('1 Ada', '2 Ben'))
    const before = await rosterHash(district)
    const run = await deliver(district, banner(lines) + file('1 Adah', '3 Cy', '4 Di', '5 Ed'))
    const failure = { reason: 'file-issue', code: 'header-elsewhere', line: found }
    expect(run).toMatchObject({ state: 'rejected', failure, counts: { errors: 1 } })
    expect(await issuesOf(run)).toEqual([['header-elsewhere', found, undefined]])
    expect(await messagesOf(district)).toMatchObject([
      { kind: 'rejected', params: { issue: { code: 'header-elsewhere', line: found, params: { expected } } } },
    ])
    expect(await rosterHash(district)).toBe(before)
  })

  it('is not looked for when columns are missing: then they are named', async () => {
    await templateWith(1)
    const run = await deliver(district, 'Student ID,First Name\n1,Ada\n')
    expect(await issuesOf(run)).toEqual([
      ['header-column-missing', 1, 'Last Name'],
      ['header-column-missing', 1, 'School ID'],
    ])
  })
})

describe('a template for files without header', () => {
  it('does not take a header that came for a student', async () => {
    await templateWith(0)
    await deliver(district, '1,Ada,Reyes,012\n2,Ben,Reyes,012\n')
    const run = await deliver(district, file('1 Adah'))
    expect(run).toMatchObject({ state: 'rejected', failure: { code: 'header-unexpected', line: 1 } })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben'])
  })
})

describe('a header that stands in the file once more', () => {
  it('is no student: two files were put together', async () => {
    await templateWith(1)
    const content = `${file('1 Ada')}${file('2 Ben')}`
    const run = await deliver(district, content)
    expect(run).toMatchObject({ state: 'applied', counts: { rows: 3, applied: 2, rejected: 1, added: 2, errors: 1 } })
    expect(await issuesOf(run)).toContainEqual(['row-header-repeated', 3, undefined])
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben'])
    const again = await deliver(district, `${content}3,Cy,Reyes,012\n`)
    expect(again).toMatchObject({ state: 'applied', counts: { rows: 4, rejected: 1, added: 1, deactivated: 0 } })
    expect(await db.runIssue.count({ where: { runId: again.id, code: 'row-header-repeated' } })).toBe(1)
  })
})
