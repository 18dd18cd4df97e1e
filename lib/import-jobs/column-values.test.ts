import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDatabase } from '@/lib/platform/test-database'
import { columnValues } from './column-values'
import { importJobById, type ImportJob } from './import-job'
import { putSample, testAccount, testJob, usersCsv } from './test-job'

let job: ImportJob

beforeEach(async () => {
  await emptyDatabase()
  job = await testJob(await testAccount())
})

async function valuesIn(csv: string, ...headers: string[]) {
  await putSample(job, csv)
  const current = (await importJobById(job.accountId, job.id))!
  const columns = current.analysis!.files[0]!.columns
  const positions = headers.map((header) => columns.findIndex((column) => column.header === header))
  return columnValues(current, 'users.csv', positions)
}

describe('columnValues', () => {
  const [header = '', first = '', second = ''] = usersCsv.split('\r\n')
  const students = Array.from({ length: 20 }, (_, index) => first.replace('u1', `s${index}`))

  it('counts the different values of a column, the most frequent first, blank ones too', async () => {
    const csv = [header, ...students, second, second.replace('teacher', ''), ''].join('\n')
    expect(await valuesIn(csv, 'role')).toEqual({
      values: [
        { texts: ['student'], count: 20 },
        { texts: ['teacher'], count: 1 },
        { texts: [''], count: 1 },
      ],
      ...{ more: 0, rows: 22, isCut: false },
    })
  })

  it('counts several columns together, as they stand in the rows', async () => {
    const found = await valuesIn([header, ...students, second, ''].join('\n'), 'familyName', 'role')
    expect(found?.values).toEqual([
      { texts: ['Ruiz', 'student'], count: 20 },
      { texts: ['Cole', 'teacher'], count: 1 },
    ])
  })

  it('shows no more than 300, and says how many more there are', async () => {
    const many = Array.from({ length: 310 }, (_, index) => first.replace('u1', `s${index}`))
    const found = await valuesIn([header, ...many, ''].join('\n'), 'sourcedId')
    expect([found?.values.length, found?.more, found?.rows]).toEqual([300, 10, 310])
  })

  it('leaves out rows that cannot be read, and finds nothing in a sample that is gone', async () => {
    const found = await valuesIn([header, first, 'x,y', second, ''].join('\n'), 'role')
    expect(found?.rows).toBe(2)
    expect(await columnValues({ ...job, sample: null }, 'users.csv', [0])).toBeNull()
    expect(await columnValues((await importJobById(job.accountId, job.id))!, 'other.csv', [0])).toBeNull()
  })
})
