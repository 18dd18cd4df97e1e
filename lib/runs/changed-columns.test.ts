// Columns that are changed, put together or used twice on their way to the roster: night after night, key fields too.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fileMappingSchema, type FileMapping } from '@/lib/mapping/file-mapping'
import { inTransaction, query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom } from '@/lib/templates/settings-change'
import { deliver, issuesOf, prepareInstallation, studentsOf, testDistrict, type District } from './test-district'

type Columns = Partial<Pick<FileMapping, 'combined'>> & { columns: Omit<FileMapping['columns'][number], 'position'>[] }

async function template({ accountId, transferLoginId }: District, { columns, combined }: Columns) {
  const importType = 'visitor-aware/students'
  const mapping = fileMappingSchema.parse({
    ...{ name: 'students.csv', importType, combined },
    columns: columns.map((column, position) => ({ ...column, position })),
  })
  const settings = settingsFrom({ thresholds: { changedPercent: 100, deactivatedPercent: 100 } })
  const named = { name: 'students.csv', fileName: 'students.csv', importType, mapping: [mapping], settings }
  const made = await inTransaction((tx) => createTemplate(tx, { accountId, transferLoginId, ...named }))
  if (!made.ok) throw new Error(made.reason)
}

const header = 'Campus,Number,First,Last'
const fileOf = (...rows: string[]) => [header, ...rows, ''].join('\n')
const pupils = Array.from({ length: 40 }, (_, index) => `12,${index + 1},Ana ${index + 1},REYES`)

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
})

describe('a key put together from two changed columns', () => {
  beforeEach(() =>
    template(district, {
      columns: [
        {
          ...{ header: 'Campus', field: 'Student ID', transforms: [{ type: 'pad', width: 3 }], order: 0 },
          alsoFills: [{ field: 'School ID', transforms: [{ type: 'pad', width: 3 }] }],
        },
        { header: 'Number', field: 'Student ID', transforms: [{ type: 'pad', width: 2 }], order: 1 },
        { header: 'First', field: 'First Name', transforms: [{ type: 'find', find: 'Ana', with: 'Anna' }] },
        { header: 'Last', field: 'Last Name', transforms: [{ type: 'capitalize' }] },
      ],
      combined: { 'Student ID': { separator: '-', transforms: [] } },
    }),
  )

  it('knows its records the next night: rows as they were are passed over, a changed part is another record', async () => {
    expect(await deliver(district, fileOf(...pupils))).toMatchObject({ counts: { added: 40, errors: 0 } })
    expect((await studentsOf(district)).slice(0, 2)).toEqual(['012-01 Anna 1', '012-02 Anna 2'])

    const shuffled = pupils.toReversed().map((row) => (row.includes(',7,') ? row.replace('12,7,', '12,77,') : row))
    const changed = shuffled.map((row) => row.replace('Ana 9,', 'Eva 9,'))
    expect(await deliver(district, fileOf(...changed))).toMatchObject({
      counts: { added: 1, changed: 1, deactivated: 1, unchanged: 38, errors: 0 },
    })
    const after = await studentsOf(district)
    expect(after.filter((text) => !text.includes('Anna'))).toEqual(['012-09 Eva 9'])
    expect(after).toContain('012-07 Anna 7 inactive')
    expect(after).toContain('012-77 Anna 7')

    // Written otherwise, the same after the changes.
    const same = changed.map((row) => row.replace('12,', '012,').replace('REYES', 'reyes'))
    expect(await deliver(district, fileOf(...same))).toMatchObject({
      counts: { added: 0, changed: 0, deactivated: 0, unchanged: 40 },
    })
    expect(await studentsOf(district)).toEqual(after)
  })

  it('spares the record of a row that is refused, and reports the same key twice', async () => {
    await deliver(district, fileOf(...pupils))
    const bad = pupils.map((row) => row.replace('Ana 3,', ','))
    expect(await deliver(district, fileOf(...bad, '012,05,Eva 5,Reyes'))).toMatchObject({
      counts: { deactivated: 0, rejected: 3 },
    })
    expect(await studentsOf(district)).toContain('012-03 Anna 3')
    expect(await studentsOf(district)).toContain('012-05 Anna 5')
  })
})

it('a value that the list of a column does not know is told with its line, each night, and its record is spared', async () => {
  await template(district, {
    columns: [
      {
        header: 'Campus',
        field: 'School ID',
        transforms: [{ type: 'replace', values: { '12': 'S12' }, unseen: 'error' }],
      },
      { header: 'Number', field: 'Student ID', transforms: [] },
      { header: 'First', field: 'First Name', transforms: [] },
      { header: 'Last', field: 'Last Name', transforms: [] },
    ],
  })
  expect(await deliver(district, fileOf(...pupils))).toMatchObject({ counts: { added: 40, errors: 0 } })
  const moved = fileOf(...pupils.map((row) => row.replace('12,4,', '13,4,')))
  for (const content of [moved, `${moved}12,41,Ana 41,REYES\n`]) {
    const run = await deliver(district, content)
    expect(run).toMatchObject({ counts: { rejected: 1, deactivated: 0, changed: 0 } })
    expect(await issuesOf(run)).toEqual([['value-not-listed', 5, 'Campus']])
  }
  expect(await studentsOf(district)).toContain('4 Ana 4')
})

it('a change in any of the columns that make a field is noticed, the others are passed over', async () => {
  await template(district, {
    columns: [
      { header: 'Campus', field: 'School ID', transforms: [] },
      { header: 'Number', field: 'Student ID', transforms: [] },
      {
        header: 'First',
        field: 'First Name',
        transforms: [],
        alsoFills: [{ field: 'Last Name', transforms: [], order: 0 }],
      },
      { header: 'Last', field: 'Last Name', transforms: [], order: 1 },
    ],
    combined: { 'Last Name': { separator: ', ', transforms: [{ type: 'capitalize' }] } },
  })
  await deliver(district, fileOf(...pupils))
  const last = pupils.map((row) => row.replace('Ana 8,REYES', 'Ana 8,CRUZ'))
  expect(await deliver(district, fileOf(...last))).toMatchObject({ counts: { changed: 1, unchanged: 39 } })
  const [row] = await query<{ name: string }>(
    `select last_name as name from roster.visitor_aware_students where account_id = $1 and student_id = '8'`,
    [district.accountId],
  )
  expect(row?.name).toBe('Ana 8, Cruz')
})

it('dates of a column are read in the form the column says, whatever the template says of dates', async () => {
  await template(district, {
    columns: [
      { header: 'Campus', field: 'School ID', transforms: [] },
      { header: 'Number', field: 'Student ID', transforms: [] },
      { header: 'First', field: 'First Name', transforms: [], alsoFills: [{ field: 'Last Name', transforms: [] }] },
      { header: 'Last', field: 'Date of Birth', transforms: [{ type: 'date', format: 'DD/MM/YYYY' }] },
    ],
  })
  const run = await deliver(
    district,
    fileOf('12,1,Ana,05/08/2012', '12,2,Eva,2012-08-05', '12,3,Luz,', '12,4,Sol,31/12/2012'),
  )
  expect(run).toMatchObject({ counts: { added: 3, rejected: 1 } })
  expect(await issuesOf(run)).toEqual([['value-date', 3, 'Last']])
  const rows = await query<{ text: string }>(
    `select concat_ws(' ', student_id, last_name, date_of_birth) as text
     from roster.visitor_aware_students where account_id = $1 order by student_id`,
    [district.accountId],
  )
  expect(rows.map(({ text }) => text)).toEqual(['1 Ana 2012-08-05', '3 Luz', '4 Sol 2012-12-31'])
})
