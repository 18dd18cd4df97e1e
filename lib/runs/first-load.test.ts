// The first rows of a type go straight into the table. The oracle is a district that holds one record already, so that
// the same file is staged and compared: all else must be as there.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importTypeNamed } from '@/lib/import-types'
import { query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { ownColumns, qualified, quoted, rosterTableOf } from '@/lib/roster/table-names'
import { runIssues } from './run-issues'
import { deliver, prepareInstallation, testDistrict, testTemplate, type District } from './test-district'

const RUNS = Number(process.env.FIRST_LOAD_RUNS ?? 6)

beforeAll(prepareInstallation)
afterAll(() => stopQueue())

type Example = { importType: string; header: string; stranger: string; rows: fc.Arbitrary<string> }

const cell = <Value>(...values: Value[]) => fc.constantFrom(...values)

const users: Example = {
  importType: 'oneroster-1.1/users',
  header:
    'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,agentSourcedIds',
  stranger: 'stranger,,,true,a,student,s,S,S,',
  rows: fc
    .record({
      id: cell('1', '2', '3', '4', '5', '6', '7', '8', ' 3', 'é9', '', 'sourcedId'),
      role: cell('student', 'student', 'student', 'teacher', 'wizard'),
      name: cell('Ada', '"Ben ""B"""', 'José', ''),
      agents: cell('', '1', '2', '"1,9"'),
      status: cell('', '', '', 'tobedeleted'),
    })
    .map(({ id, role, name, agents, status }) => `${id},${status},,true,a,${role},u${id},${name},King,${agents}`),
}
const locations: Example = {
  importType: 'visitor-aware/locations',
  header: importTypeNamed('visitor-aware/locations')!
    .fields.map(({ name }) => name)
    .join(','),
  stranger: rowOfLocation('stranger', 'Nowhere'),
  rows: fc
    .record({ id: cell('1', '2', '3', '4', '5', ''), name: cell('North', 'South', 'East', 'West', 'Hill', '') })
    .map(({ id, name }) => rowOfLocation(id, name)),
}

/** The example of the type under another number and name. */
function rowOfLocation(id: string, name: string): string {
  const { fields, key, examples } = importTypeNamed('visitor-aware/locations')!
  const [example] = examples
  return fields
    .map((field) => (key.includes(field.name) ? id : field.unique ? name : (example?.[field.name] ?? '')))
    .map((text) => `"${text.replaceAll('"', '""')}"`)
    .join(',')
}

const fileOf = ({ header }: Example, rows: readonly string[]) => [header, ...rows, ''].join('\n')

async function recordsOf({ accountId }: District, { importType }: Example) {
  const table = rosterTableOf(importTypeNamed(importType)!)
  const own = ownColumns.filter((column) => ['state', 'last_line'].includes(column))
  const columns = [...own, ...table.columns.map(({ column }) => quoted(column))].join(', ')
  const key = quoted(table.key[0]!.column)
  return query(
    `select ${columns} from ${qualified(table)} where account_id = $1 and ${key} <> 'stranger' order by ${key}`,
    [accountId],
  )
}

async function outcomeOf(district: District, example: Example, rows: readonly string[]) {
  const run = await deliver(district, fileOf(example, rows), { fileName: 'file.csv' })
  const { bytesRead: _, bytesTotal: __, ...counts } = run.counts
  const issues = (await runIssues(run.id)).map(({ code, line, field, value }) => ({ code, line, field, value }))
  const order = (issue: object) => JSON.stringify(issue)
  return { state: run.state, counts, issues: issues.map(order).toSorted(), records: await recordsOf(district, example) }
}

async function districtFor({ importType, header }: Example, mode: 'full' | 'partial' = 'full'): Promise<District> {
  const district = await testDistrict()
  const settings = { thresholds: { deactivatedPercent: 100, changedPercent: 100 }, maxRejectedPercent: 100, mode }
  await testTemplate(district, header, { importType, fileName: 'file.csv', ...settings })
  return district
}

async function districtWithStranger(example: Example, mode: 'full' | 'partial'): Promise<District> {
  const district = await districtFor(example, mode)
  await testTemplate(district, example.header, { importType: example.importType, fileName: 'stranger.csv' })
  await deliver(district, fileOf(example, [example.stranger]), { fileName: 'stranger.csv' })
  return district
}

describe.each([
  ['people', users],
  ['places with a value that must be unique', locations],
])('a first file of %s', (_, example) => {
  it(
    'gives the same records, counts and issues as one that is compared, and so does the next',
    { timeout: 240_000 },
    async () => {
      const rows = fc.array(example.rows, { minLength: 1, maxLength: 8 })
      await fc.assert(
        fc.asyncProperty(rows, rows, cell('full' as const, 'partial' as const), async (first, second, mode) => {
          const [direct, oracle] = [await districtFor(example, mode), await districtWithStranger(example, mode)]
          for (const night of [first, second, second.toReversed()]) {
            expect(await outcomeOf(direct, example, night)).toEqual(await outcomeOf(oracle, example, night))
          }
        }),
        { numRuns: RUNS },
      )
    },
  )
})

it('warns of a name that nobody has, or only a row that was rejected', async () => {
  const row = (id: string, role: string, agents: string) => `${id},,,true,a,${role},u${id},Ada,King,${agents}`
  const rows = [row('1', 'wizard', ''), row('2', 'student', '"1,3"'), row('3', 'student', '"2,nobody"')]
  const [direct, oracle] = [await districtFor(users), await districtWithStranger(users, 'full')]
  const outcome = await outcomeOf(direct, users, rows)
  expect(outcome).toEqual(await outcomeOf(oracle, users, rows))
  const named = outcome.issues.flatMap((issue) => (issue.includes('value-reference') ? [JSON.parse(issue).value] : []))
  expect(named.toSorted()).toEqual(['1', 'nobody'])
})

it('leaves nothing behind when too many of its rows are wrong', async () => {
  const district = await testDistrict()
  const settings = { maxRejectedPercent: 10, importType: users.importType, fileName: 'file.csv' }
  await testTemplate(district, users.header, settings)
  const rows = ['1,,,true,a,student,u1,Ada,King,', '2,,,true,a,wizard,u2,Ben,King,']
  expect(await outcomeOf(district, users, rows)).toMatchObject({ state: 'rejected', records: [] })
  expect(await outcomeOf(district, users, rows.slice(0, 1))).toMatchObject({ state: 'applied', counts: { added: 1 } })
})
