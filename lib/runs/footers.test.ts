// The note that a program puts under the rows it exports is no record, and keeps nobody from leaving the roster.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stopQueue } from '@/lib/platform/queue'
import { runIssues } from './run-issues'
import { deliver, prepareInstallation, studentFile, studentsOf, testDistrict, testTemplate } from './test-district'
import { studentHeader } from './test-district'

beforeAll(prepareInstallation)
afterAll(() => stopQueue())

it('a footer is told of with its line and text, counts for nothing, and withholds no deactivation', async () => {
  const district = await testDistrict()
  await testTemplate(district, studentHeader)
  await deliver(district, studentFile('1 Ada', '2 Ben', '3 Cy'))
  const run = await deliver(district, `${studentFile('1 Ada', '2 Benjamin')}\n(2 rows affected)\n`)
  expect(run).toMatchObject({
    state: 'applied',
    counts: { rows: 2, changed: 1, deactivated: 1, rejected: 0, warnings: 1 },
  })
  const issues = await runIssues(run.id)
  expect(issues.map(({ code, line, value }) => [code, line, value])).toEqual([['row-footer', 5, '(2 rows affected)']])
  expect(await studentsOf(district)).toEqual(['1 Ada', '2 Benjamin', '3 Cy inactive'])
})

it('the same words between the rows are a row that nobody can read, and withhold them', async () => {
  const district = await testDistrict()
  await testTemplate(district, studentHeader)
  await deliver(district, studentFile('1 Ada', '2 Ben', '3 Cy'))
  const [header, first, ...others] = studentFile('1 Ada', '2 Ben').split('\n')
  const run = await deliver(district, [header, first, '(1 row affected)', ...others].join('\n'))
  expect(run.counts).toMatchObject({ rows: 3, rejected: 1, deactivated: 0 })
  expect((await studentsOf(district)).at(-1)).toBe('3 Cy')
})
