// Passing over the rows that are as last time must change nothing but the time it takes. The oracle is a district whose
// snapshot is forgotten before every file, so that every row of every file is checked, staged and compared.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listLocal, readLocal, removeLocal, writeLocal } from '@/lib/platform/local-files'
import { query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { processRun } from './process'
import type { Run } from './run'
import { runIssues } from './run-issues'
import { startRollback } from './start-rollback'
import {
  deliver,
  never,
  prepareInstallation,
  studentHeader,
  studentsOf,
  testDistrict,
  testTemplate,
  type District,
} from './test-district'

const usersHeader =
  'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,agentSourcedIds'
const orgsHeader = 'sourcedId,name,type,identifier,parentSourcedId'

/** Raised by hand, to look for more. */
const RUNS = Number(process.env.DELTA_RUNS ?? 12)

beforeAll(prepareInstallation)
afterAll(() => stopQueue())

type User = { id: string; org: string; name: string; agent: string; restamp: number; spoilt: string }
type Night =
  /** Users are changed, come twice or go; all others stand in the file as they did. */
  | {
      readonly what: 'users'
      readonly users: readonly User[]
      readonly gone: readonly string[]
      readonly lines: readonly string[]
      readonly restamp: number
    }
  | { readonly what: 'second'; readonly users: readonly User[] }
  | { readonly what: 'orgs'; readonly orgs: readonly string[] }
  | { readonly what: 'undo' }
  | { readonly what: 'lose' }

const ids = ['1', '2', '3', '4', '5', '6', '7', '8', ' 3', 'é9', '']
const user: fc.Arbitrary<User> = fc.record({
  id: fc.constantFrom(...ids.slice(0, 8), ...ids),
  org: fc.constantFrom('a', 'b', 'a,b', 'gone'),
  name: fc.constantFrom('Ada', 'Ben "B"', 'Cy\nO', 'José'),
  agent: fc.constantFrom('', '', '1', '2', '9'),
  restamp: fc.constant(0),
  spoilt: fc.oneof(
    { weight: 8, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('role', 'cells', 'name') },
  ),
})
const line = fc.oneof(
  { weight: 30, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('7,"x"y', 'only one cell') },
)
const night: fc.Arbitrary<Night> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('users' as const),
      users: fc.array(user, { maxLength: 2 }),
      gone: fc.subarray(ids.slice(0, 8), { maxLength: 2 }),
      lines: fc.array(line, { maxLength: 1 }),
      restamp: fc.nat({ max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('second' as const),
      users: fc.array(user, { maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('orgs' as const), orgs: fc.subarray(['a', 'b', 'gone']) }) },
  { weight: 1, arbitrary: fc.constant({ what: 'undo' as const }) },
  { weight: 1, arbitrary: fc.constant({ what: 'lose' as const }) },
)

const quietNight: Night = { what: 'users', users: [], gone: [], lines: [], restamp: 4 }
const allOrgs: Night = { what: 'orgs', orgs: ['a', 'b'] }

const firstUsers: readonly User[] = ['1', '2', '3', '4', '5', '6'].map((id, index) => ({
  ...{
    id,
    org: ['a', 'b', 'a,b'][index % 3] ?? '',
    name: 'Ada',
    agent: index === 3 ? '1' : '',
    restamp: 0,
    spoilt: '',
  },
}))

/** The users of the next file. One that was changed may stand in it twice. */
function nextUsers(standing: readonly User[], change: Extract<Night, { what: 'users' }>): User[] {
  const { users, gone, restamp } = change
  const kept = standing.filter(
    ({ id }) => !gone.includes(id) && !users.some((one) => one.id === id && one.name !== 'José'),
  )
  return [...kept, ...users].slice(-12).map((one) => ({ ...one, restamp }))
}

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function userFile(users: readonly User[], lines: readonly string[]): string {
  const rows = users.map(({ id, org, name, agent, restamp, spoilt }) => {
    const role = spoilt === 'role' ? 'pupil' : 'student'
    const given = spoilt === 'name' ? '' : name
    const cells = [
      id,
      'active',
      `2026-0${restamp + 1}-01T00:00:00.000Z`,
      'true',
      org,
      role,
      `u${id}`,
      given,
      'Reyes',
      agent,
    ]
    return [...cells, ...(spoilt === 'cells' ? ['more'] : [])].map(quoted).join(',')
  })
  return [usersHeader, ...rows, ...lines, ''].join('\n')
}

const orgFile = (orgs: readonly string[]) =>
  [orgsHeader, ...orgs.map((id) => `${id},School ${id},school,,`), ''].join('\n')

async function prepare(): Promise<District> {
  const district = await testDistrict()
  const settings = { thresholds: { deactivatedPercent: 100, changedPercent: 100, minRows: 1 } }
  const users = { ...settings, importType: 'oneroster-1.1/users' }
  await testTemplate(district, usersHeader, { ...users, fileName: 'users.csv' })
  await testTemplate(district, usersHeader, { ...users, fileName: 'second.csv', mode: 'partial' })
  await testTemplate(district, orgsHeader, { ...settings, importType: 'oneroster-1.1/orgs', fileName: 'orgs.csv' })
  return district
}

const snapshotsOf = `select template_id from roster.snapshots s join templates t on t.id = s.template_id where t.account_id = $1::uuid`

/** A night of a district, and what there is to compare of its run. */
async function live(district: District, step: Night, last: Run | undefined): Promise<Run | undefined> {
  if (step.what === 'users') return deliver(district, userFile(step.users, step.lines), { fileName: 'users.csv' })
  if (step.what === 'second') return deliver(district, userFile(step.users, []), { fileName: 'second.csv' })
  if (step.what === 'orgs') return deliver(district, orgFile(step.orgs), { fileName: 'orgs.csv' })
  if (step.what === 'undo' && last) {
    const undo = await startRollback({ accountId: district.accountId, runId: last.id, by: 'Dana Whitfield' })
    if (undo.ok) await processRun(undo.runId, never)
  }
  return undefined
}

async function told(run: Run | undefined) {
  if (!run) return undefined
  const issues = (await runIssues(run.id)).map(({ code, line, column, value, params }) => [
    code,
    line,
    column,
    value,
    params,
  ])
  return { state: run.state, counts: run.counts, issues: issues.sort() }
}

async function rosterOf({ accountId }: District) {
  return query(
    `select sourced_id, r.state, org_sourced_ids, role, username, given_name, agent_sourced_ids, last_line, t.file_name, f.file_name as last
     from roster.oneroster_1_1_users r left join templates t on t.id = r.template_id left join runs f on f.id = r.last_run
     where r.account_id = $1 order by sourced_id`,
    [accountId],
  )
}

async function loseFiles({ accountId }: District): Promise<void> {
  const rows = await query<{ template_id: string }>(snapshotsOf, [accountId])
  for (const name of await listLocal())
    if (rows.some((row) => name.startsWith(row.template_id))) await removeLocal(name)
}

async function damageKeyList({ accountId }: District): Promise<void> {
  const rows = await query<{ template_id: string }>(snapshotsOf, [accountId])
  for (const name of (await listLocal()).filter((one) => one.endsWith('.keys'))) {
    if (!rows.some((row) => name.startsWith(row.template_id))) continue
    const bytes: Uint8Array[] = []
    for await (const piece of (await readLocal(name)) ?? []) bytes.push(piece)
    await writeLocal(name, [Buffer.alloc(Buffer.concat(bytes).length)])
  }
}

describe('passing over rows', () => {
  it(
    'does what looking at every row does, whatever the nights bring',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(night, { minLength: 1, maxLength: 5, size: 'max' }), async (nights) => {
          const [quick, oracle] = [await prepare(), await prepare()]
          let standing = firstUsers
          let last: [Run | undefined, Run | undefined] = [undefined, undefined]
          for (const change of [allOrgs, quietNight, ...nights, quietNight]) {
            const step = change.what === 'users' ? { ...change, users: nextUsers(standing, change) } : change
            if (step.what === 'users') standing = step.users
            if (step.what === 'lose') await loseFiles(quick)
            await query(
              `delete from roster.snapshots where template_id in (select t.id from templates t where t.account_id = $1)`,
              [oracle.accountId],
            )
            const runs: typeof last = [await live(quick, step, last[0]), await live(oracle, step, last[1])]
            expect(await told(runs[0])).toEqual(await told(runs[1]))
            expect(await rosterOf(quick)).toEqual(await rosterOf(oracle))
            if (runs[0]?.state === 'applied') last = runs
          }
        }),
        { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 3_000 },
      )
    },
    RUNS * 4_000,
  )
})

describe('a row that is as last time', () => {
  const row = (id: string, name: string) => `${id},${name},Reyes,012`
  const file = (...rows: string[]) => [studentHeader, ...rows, ''].join('\n')
  const lookedAt = async ({ accountId }: District) => {
    const rows = await query<{ looked_at: Date }>(snapshotsOf.replace('template_id', 'looked_at'), [accountId])
    return rows.map((row) => row.looked_at.getTime())
  }

  it('is not looked at, but for once a week', async () => {
    const district = await testDistrict()
    await testTemplate(district, studentHeader)
    await deliver(district, file(row('1', 'Ada'), row('2', 'Ben')))
    const byHand = `update roster.visitor_aware_students set first_name = 'Eve', row_hash = '' where account_id = $1 and student_id = '1'`
    await query(byHand, [district.accountId])
    await deliver(district, file(row('1', 'Ada'), row('2', 'Benjamin')))
    expect(await studentsOf(district)).toEqual(['1 Eve', '2 Benjamin'])
    await query(
      `update roster.snapshots s set looked_at = looked_at - interval '8 days' from templates t
      where t.id = s.template_id and t.account_id = $1`,
      [district.accountId],
    )
    const run = await deliver(district, file(row('1', 'Ada'), row('2', 'Ben')))
    expect(run.counts).toMatchObject({ changed: 2, unchanged: 0 })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben'])
  })

  it('is known again from the roster itself when the files of this machine are lost', async () => {
    const district = await testDistrict()
    await testTemplate(district, studentHeader)
    await deliver(district, file(row('1', 'Ada'), row('2', 'Ben'), row('3', 'Cy')))
    const before = await lookedAt(district)
    await loseFiles(district)
    const run = await deliver(district, file(row('1', 'Ada'), row('2', 'Benjamin')))
    expect(run.counts).toMatchObject({ changed: 1, deactivated: 1, unchanged: 1 })
    expect(await lookedAt(district)).toEqual(before)
  })

  it('is known by the roster itself when the list of keys is damaged', async () => {
    const district = await testDistrict()
    await testTemplate(district, studentHeader)
    await deliver(district, file(row('1', 'Ada'), row('2', 'Ben'), row('3', 'Cy')))
    await damageKeyList(district)
    const run = await deliver(district, file(row('1', 'Ada'), row('2', 'Ben')))
    expect(run.counts).toMatchObject({ changed: 0, deactivated: 1, unchanged: 2 })
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben', '3 Cy inactive'])
    expect(await lookedAt(district)).toEqual([])
  })

  it('of a run that did not commit is not known', async () => {
    const district = await testDistrict()
    await testTemplate(district, studentHeader, {
      thresholds: { deactivatedPercent: 10, changedPercent: 10, minRows: 1 },
    })
    await deliver(district, file(row('1', 'Ada'), row('2', 'Ben')))
    const held = await deliver(district, file(row('1', 'Eve'), row('2', 'Ben')))
    expect(held.state).toBe('held')
    const again = await deliver(district, file(row('1', 'Eve'), row('2', 'Ben'), ''))
    expect(again).toMatchObject({ state: 'held', counts: { changed: 1, unchanged: 1 } })
  })
})
