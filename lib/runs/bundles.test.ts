// A ZIP of several files, from its bytes to the roster: in order, as declared, all or none.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { zipOf } from '@/lib/csv/archive/test-archive'
import { manifestCsv, rosterCsv, rosterFiles, rosterRows, rosterZip } from '@/lib/mapping/bundle/test-bundle'
import { db, query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { approveRun } from './answer-hold'
import { runIssues } from './run-issues'
import { bundleTemplate, deliverBundle } from './test-bundles'
import {
  lastRunOf,
  messagesOf,
  never,
  prepareInstallation,
  receive,
  rosterHash,
  testDistrict,
  type District,
} from './test-district'
import { processRun } from './process'
import { processDelivery } from './process-delivery'

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
})

const issuesOf = async (run: { id: string }) =>
  (await runIssues(run.id)).map(({ file, code, line }) => `${file} ${code}${line ? ` ${line}` : ''}`)

/** Key and state of every record of a file. */
async function records(file: string): Promise<string[]> {
  const table = file.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const rows = await query<{ text: string }>(
    `select concat_ws(' ', sourced_id, nullif(state, 'active')) as text
     from roster.oneroster_1_1_${table} where account_id = $1 order by sourced_id`,
    [district.accountId],
  )
  return rows.map(({ text }) => text)
}

const users = rosterRows('users')
const [tess, ana, ben, cy] = users
const declared = (modes: Record<string, 'bulk' | 'delta'>) => manifestCsv(modes)

describe('a complete OneRoster package', () => {
  it('brings all its files in one run, parents before children, each with its own counts', async () => {
    await bundleTemplate(district)
    const run = await deliverBundle(district, rosterZip())
    expect(await issuesOf(run)).toEqual([])
    expect(run).toMatchObject({ state: 'applied', importType: 'bundle', counts: { rows: 14, added: 14, errors: 0 } })
    expect(run.files.map(({ name, mode, counts }) => `${name} ${mode} ${counts.added}`)).toEqual(
      ['orgs 2', 'academicSessions 2', 'courses 1', 'classes 1', 'users 4', 'enrollments 4'].map((text) =>
        text.replace(' ', '.csv full '),
      ),
    )
    expect(await records('users')).toEqual(['u1', 'u2', 'u3', 'u4'])
    expect(await records('enrollments')).toHaveLength(4)
  })

  it('changes nothing the second time, whether its bytes are the same or only its packing differs', async () => {
    await bundleTemplate(district)
    await deliverBundle(district, rosterZip())
    const before = await rosterHash(district)
    const same = await deliverBundle(district, rosterZip())
    expect(same).toMatchObject({ state: 'applied', counts: { rows: 14, unchanged: 14, added: 0 } })
    const again = await deliverBundle(
      district,
      rosterZip({ 'manifest.csv': `${declaredAll()}source.systemName,SIS\r\n` }),
    )
    expect(again).toMatchObject({ state: 'applied', counts: { rows: 14, unchanged: 14, changed: 0, deactivated: 0 } })
    expect(await rosterHash(district)).toBe(before)
  })

  it('deactivates what is absent from its full files, file by file', async () => {
    await bundleTemplate(district, { thresholds: { minRows: 100 } })
    await deliverBundle(district, rosterZip())
    const left = {
      'users.csv': rosterCsv('users', [tess!, ana!, ben!]),
      'enrollments.csv': rosterCsv('enrollments', rosterRows('enrollments').slice(0, 3)),
    }
    const run = await deliverBundle(district, rosterZip(left))
    expect(run).toMatchObject({ state: 'applied', counts: { deactivated: 2, unchanged: 12 } })
    expect(await records('users')).toEqual(['u1', 'u2', 'u3', 'u4 inactive'])
  })

  it('tells references across its files that lead nowhere, with file, line and value', async () => {
    await bundleTemplate(district)
    const lost = [
      ...rosterRows('enrollments'),
      { ...rosterRows('enrollments')[3]!, sourcedId: 'e9', userSourcedId: 'u99' },
    ]
    const run = await deliverBundle(district, rosterZip({ 'enrollments.csv': rosterCsv('enrollments', lost) }))
    const [issue] = await runIssues(run.id)
    expect(issue).toMatchObject({ file: 'enrollments.csv', code: 'value-reference', line: 6, value: 'u99' })
  })
})

const declaredAll = () => manifestCsv(Object.fromEntries(rosterFiles.map((file) => [file, 'bulk'])))

describe('a package of changes', () => {
  beforeEach(async () => {
    await bundleTemplate(district, { thresholds: { minRows: 100 } })
    await deliverBundle(district, rosterZip())
  })
  const now = { dateLastModified: '2026-11-01T04:00:00.000Z' }
  const only = (name: string, rows: Record<string, string>[]) => ({
    ...Object.fromEntries(rosterFiles.map((file) => [`${file}.csv`, null])),
    [`${name}.csv`]: rosterCsv(name, rows),
  })

  it('applies delta files as partial and leaves absent ones alone', async () => {
    const changes = [
      { ...ana!, ...now, status: 'active', familyName: 'Lopez' },
      { ...cy!, ...now, status: 'tobedeleted' },
      { ...ben!, ...now, status: 'active', sourcedId: 'u7', username: 'eva', givenName: 'Eva' },
    ]
    const run = await deliverBundle(
      district,
      rosterZip({ ...only('users', changes), 'manifest.csv': declared({ users: 'delta' }) }),
    )
    expect(await issuesOf(run)).toEqual([])
    expect(run).toMatchObject({ state: 'applied', counts: { rows: 3, added: 1, changed: 1, deactivated: 1 } })
    expect(run.files).toMatchObject([{ name: 'users.csv', mode: 'partial' }])
    expect(await records('users')).toEqual(['u1', 'u2', 'u3', 'u4 inactive', 'u7'])
    expect(await records('enrollments')).toHaveLength(4)
  })

  it('may hold a manifest alone, which says that nothing changed', async () => {
    const before = await rosterHash(district)
    const nothing = Object.fromEntries(rosterFiles.map((file) => [`${file}.csv`, null]))
    const run = await deliverBundle(district, rosterZip({ ...nothing, 'manifest.csv': declared({}) }))
    expect(run).toMatchObject({ state: 'applied', counts: { rows: 0, added: 0, deactivated: 0 } })
    expect(await rosterHash(district)).toBe(before)
  })

  it('is refused where a file declared as delta is evidently a full one', async () => {
    const before = await rosterHash(district)
    const files = {
      ...only('users', [...users] as Record<string, string>[]),
      'manifest.csv': declared({ users: 'delta' }),
    }
    const run = await deliverBundle(district, rosterZip(files))
    expect(run).toMatchObject({ state: 'rejected', failure: { reason: 'file-issue', code: 'file-manifest-mode' } })
    expect(await rosterHash(district)).toBe(before)
  })
})

describe('a bundle with something wrong in it is refused whole:', () => {
  beforeEach(async () => {
    await bundleTemplate(district)
    await deliverBundle(district, rosterZip())
  })

  it.each<[string, Record<string, string | Buffer | null>, string]>([
    ['a member that is missing though declared', { 'courses.csv': null }, 'courses.csv file-member-missing'],
    [
      'a member that is there though declared absent',
      { 'manifest.csv': declared({ orgs: 'bulk' }) },
      'academicSessions.csv file-member-undeclared',
    ],
    ['a manifest that is missing', { 'manifest.csv': null }, 'manifest.csv file-member-missing'],
    ['a manifest nobody can read', { 'manifest.csv': 'Dear all\r\n' }, 'manifest.csv file-manifest-layout'],
    ['a member that is no CSV', { 'orgs.csv': '%PDF-1.7' }, 'orgs.csv file-not-csv'],
    ['a member with an unclosed quote', { 'orgs.csv': `${rosterCsv('orgs')}"o9` }, 'orgs.csv file-quote-unclosed'],
    ['a member with none of its columns', { 'users.csv': 'Room\r\nu1\r\n' }, 'users.csv header-column-missing'],
    ['a member inside of a folder', { 'more/orgs.csv': 'x' }, 'OneRoster.zip file-archive-folder'],
  ])('%s', async (_, files, first) => {
    const before = await rosterHash(district)
    const changed = { 'enrollments.csv': rosterCsv('enrollments', rosterRows('enrollments').slice(0, 2)) }
    const run = await deliverBundle(district, rosterZip({ ...changed, ...files }))
    expect(run).toMatchObject({ state: 'rejected', failure: { reason: 'file-issue' } })
    expect((await issuesOf(run)).map((text) => text.split(' ').slice(0, 2).join(' '))).toContain(first)
    expect(await rosterHash(district)).toBe(before)
    expect((await messagesOf(district)).map(({ kind }) => kind)).toEqual(['rejected'])
  })

  it('one good and one damaged member', async () => {
    const before = await rosterHash(district)
    const members = rosterFiles.map((file) => ({ name: `${file}.csv`, data: rosterCsv(file) }))
    const lie = {
      name: 'enrollments.csv',
      data: rosterCsv('enrollments', rosterRows('enrollments').slice(0, 2)),
      crc: 1,
    }
    const zip = zipOf([
      { name: 'manifest.csv', data: declaredAll() },
      ...members.filter(({ name }) => name !== lie.name && name !== 'orgs.csv'),
      { name: 'orgs.csv', data: rosterCsv('orgs').replace('Central', 'Renamed') },
      lie,
    ])
    const run = await deliverBundle(district, zip)
    expect(run).toMatchObject({ state: 'rejected', failure: { code: 'file-archive-damaged' } })
    expect(await issuesOf(run)).toEqual(['enrollments.csv file-archive-damaged'])
    const [message] = await messagesOf(district)
    expect(message?.params).toMatchObject({ lines: [{ file: 'enrollments.csv', code: 'file-archive-damaged' }] })
    expect(await rosterHash(district)).toBe(before)
  })
})

describe('a bundle that changes too much in one file', () => {
  const twoLeft = { 'users.csv': rosterCsv('users', [tess!, ana!]) }

  it('is held whole, naming the type, and applied whole once a person approves', async () => {
    await bundleTemplate(district, { thresholds: { minRows: 2 } })
    await deliverBundle(district, rosterZip())
    const before = await rosterHash(district)
    const renamed = { 'orgs.csv': rosterCsv('orgs').replace('Central', 'Renamed') }
    const run = await deliverBundle(district, rosterZip({ ...renamed, ...twoLeft }))
    expect(run).toMatchObject({
      state: 'held',
      hold: { reason: 'deactivated', importType: 'oneroster-1.1/users', affected: 2 },
      files: [{ name: 'orgs.csv', counts: { changed: 1 } }, {}, {}, {}, { name: 'users.csv' }, {}],
    })
    expect(await rosterHash(district)).toBe(before)
    expect(await approveRun({ accountId: district.accountId, runId: run.id, by: 'Dana' })).toMatchObject({ ok: true })
    await processRun(run.id, never)
    expect(await lastRunOf(run.deliveryId ?? '')).toMatchObject({
      state: 'applied',
      counts: { changed: 1, deactivated: 2 },
    })
    expect(await records('users')).toEqual(['u1', 'u2', 'u3 inactive', 'u4 inactive'])
  })
})

describe('a bundle', () => {
  it('warns of members nobody knows, but not of those that are ignored', async () => {
    await bundleTemplate(district, { ignoredMembers: ['readme.txt'] })
    const zip = rosterZip({ 'readme.txt': 'x', 'inner.zip': zipOf([{ name: 'orgs.csv' }]) })
    const run = await deliverBundle(district, zip)
    expect(run.state).toBe('applied')
    expect(await issuesOf(run)).toEqual(['inner.zip file-member-unknown'])
  })

  it('without manifest goes by its template: a member may be absent only if that says so', async () => {
    const withoutManifest = { 'manifest.csv': null }
    await bundleTemplate(district, {}, { files: ['orgs', 'users'], mayBeAbsent: ['users'] })
    const rest = Object.fromEntries(rosterFiles.slice(1).map((file) => [`${file}.csv`, null]))
    expect(await deliverBundle(district, rosterZip({ ...withoutManifest, ...rest }))).toMatchObject({
      state: 'applied',
      counts: { rows: 2 },
    })
    const noOrgs = { ...withoutManifest, ...rest, 'orgs.csv': null, 'users.csv': rosterCsv('users') }
    expect(await deliverBundle(district, rosterZip(noOrgs))).toMatchObject({
      failure: { code: 'file-member-missing' },
    })
  })

  it('that was cut down by a worker’s death is begun anew and applied once', async () => {
    await bundleTemplate(district)
    const { delivery } = await receive(district, rosterZip(), { fileName: 'OneRoster.zip' })
    const stop = new AbortController()
    stop.abort()
    await expect(processDelivery(delivery.id, stop.signal)).rejects.toThrow()
    expect(await records('orgs')).toEqual([])
    await processDelivery(delivery.id, never)
    await processDelivery(delivery.id, never)
    expect(await db.run.count({ where: { deliveryId: delivery.id } })).toBe(1)
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'applied', counts: { added: 14 } })
  })

  it('is no other file of its name', async () => {
    await bundleTemplate(district)
    const text = await deliverBundle(district, rosterCsv('orgs'))
    expect(text).toMatchObject({ state: 'rejected', failure: { code: 'file-not-archive' } })
    const page = await deliverBundle(district, '<!doctype html><title>Sign in</title>')
    expect(page).toMatchObject({ state: 'rejected', failure: { code: 'file-not-csv' } })
  })
})

describe('one file that is sent packed', () => {
  it('is imported by the template of the archive’s name', async () => {
    await bundleTemplate(district, {}, { files: ['orgs'], fileName: 'orgs.zip', importType: 'oneroster-1.1/orgs' })
    const zip = zipOf([{ name: 'orgs.csv', data: rosterCsv('orgs') }])
    const run = await deliverBundle(district, zip, 'orgs.zip')
    expect(run).toMatchObject({ state: 'applied', importType: 'oneroster-1.1/orgs', counts: { added: 2 } })
    const other = zipOf([{ name: 'Orgs.csv', data: rosterCsv('orgs') }])
    expect(await deliverBundle(district, other, 'orgs.zip')).toMatchObject({ failure: { code: 'file-member-missing' } })
    const plain = await deliverBundle(district, rosterCsv('orgs'), 'orgs.zip')
    expect(plain).toMatchObject({ failure: { code: 'file-not-archive' } })
  })
})
