// A file that comes without its header begins with a person. Nothing of that row is kept or sent as the name of a column.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { runIssues } from './run-issues'
import {
  deliver,
  issuesOf,
  messagesOf,
  prepareInstallation,
  rosterHash,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'

const header = 'Student ID,First Name,Last Name,School ID,Date of Birth,Email'
const rows = ['7001,Emial,Quiroga,012,2014-03-09,emial.q@example.org', '7002,Ben,Reyes,012,2013-01-30,ben@example.org']

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
})

/** All that is kept and sent of the run. */
async function toldOf(run: { id: string }): Promise<string> {
  const kept = await db.run.findUniqueOrThrow({ where: { id: run.id } })
  const messages = await messagesOf(district)
  return JSON.stringify([kept, await runIssues(run.id), messages], (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
}

const places = { 'as it was': rows, 'with a value that stands twice': [rows[0]!.replace('7001', 'Quiroga'), rows[1]!] }

it.each([
  ['tolerant', 'as it was'],
  ['strict', 'as it was'],
  ['tolerant', 'with a value that stands twice'],
] as const)('%s: the file is rejected, and no cell of its first row is told: %s', async (tolerance, place) => {
  await testTemplate(district, header, { tolerance })
  await deliver(district, [header, ...rows, ''].join('\n'))
  const before = await rosterHash(district)
  const run = await deliver(district, [...places[place], ''].join('\n'))
  expect(run).toMatchObject({ state: 'rejected', hold: null, columnChanges: [], failure: { reason: 'file-issue' } })
  expect(await rosterHash(district)).toBe(before)
  const told = await toldOf(run)
  for (const cell of places[place][0]!.split(',').filter((one) => one !== '012')) expect(told).not.toContain(cell)
  const missing = header.split(',').map((column) => ['header-column-missing', 1, column])
  if (place === 'as it was' && tolerance === 'strict') expect(await issuesOf(run)).toEqual(missing)
  if (place !== 'as it was') expect(await issuesOf(run)).toEqual([['header-missing', 1, undefined]])
})

it('where all columns are called otherwise, the file waits with the new names as ever', async () => {
  await testTemplate(district, header)
  const renamed = 'student_number,given_name,surname,school_code,date_of_birth,email_address'
  const run = await deliver(district, [renamed, ...rows, ''].join('\n'))
  expect(run).toMatchObject({ state: 'held', hold: { reason: 'columns' } })
})
