// Bundles and candidates: every file of a ZIP is compared, nothing of it stays, and no live run waits.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rosterCsv, rosterRows, rosterZip } from '@/lib/mapping/bundle/test-bundle'
import { connectClient, db } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { lockRecords, lockSnapshot } from '@/lib/roster/lock'
import { runDifferences } from '@/lib/roster/run-differences'
import { startShadow } from '@/lib/templates/shadow'
import { templateById } from '@/lib/templates/template'
import { readComparison } from './comparison'
import { forgetDifferences } from './forget-differences'
import { processRun } from './process'
import { listRuns, runById } from './run'
import { bundleTemplate, deliverBundle } from './test-bundles'
import { issuesOf, never, prepareInstallation, rosterHash, testDistrict, type District } from './test-district'
import { replay, rowsOf } from './test-replay'

let district: District
let templateId: string
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  templateId = await bundleTemplate(district, { keepDays: 7 })
})

/** The bundle's mapping, in which family and given names of users are exchanged. */
async function exchanged() {
  const template = await templateById(district.accountId, templateId)
  const other: Record<string, string> = { givenName: 'familyName', familyName: 'givenName' }
  return (template?.mapping ?? []).map((file) => ({
    ...file,
    columns: file.columns.map((column) =>
      file.name === 'users.csv' && column.field ? { ...column, field: other[column.field] ?? column.field } : column,
    ),
  }))
}

async function shadowRun() {
  const [queued] = await listRuns({ accountId: district.accountId, purposes: ['shadow'], limit: 1 })
  await processRun(queued?.id ?? '', never)
  return runById(district.accountId, queued?.id ?? '')
}

describe('the replay of a bundle', () => {
  it('compares each of its files, and takes everything back', async () => {
    await deliverBundle(district, rosterZip())
    const before = await rosterHash(district)
    const [same] = await replay(district, { templateId, edit: {} })
    expect(same && rowsOf(same)).toMatchObject({ asBefore: 14, different: 0 })
    const [run] = await replay(district, { templateId, edit: { mapping: await exchanged() } })
    expect(run).toMatchObject({ state: 'checked', counts: { rows: 14, changed: 4 } })
    const files = readComparison(run?.comparison)?.files.map(({ name, same: alike, kinds }) => [
      name,
      alike,
      kinds.differs,
    ])
    expect(files).toContainEqual(['users.csv', 0, 4])
    expect(files).toContainEqual(['enrollments.csv', 4, 0])
    expect(await rosterHash(district)).toBe(before)
  })

  it('knows the records that its own files would bring', async () => {
    await deliverBundle(district, rosterZip())
    const [tess] = rosterRows('users')
    const added = { ...tess, sourcedId: 'u9', username: 'u9', orgSourcedIds: 'o9' }
    const orgs = [...rosterRows('orgs'), { ...rosterRows('orgs')[1], sourcedId: 'o9', identifier: 'o9' }]
    const zip = rosterZip({
      'users.csv': rosterCsv('users', [...rosterRows('users'), added]),
      'orgs.csv': rosterCsv('orgs', orgs),
    })
    const live = await deliverBundle(district, zip)
    const [run] = await replay(district, { templateId, edit: {} })
    expect(run && (await issuesOf(run))).toEqual(await issuesOf(live))
  })
})

describe('a candidate of a bundle', () => {
  it('is compared without a lock that a live run may want', async () => {
    const settings = (await templateById(district.accountId, templateId))?.settings
    if (!settings) throw new Error('no template')
    await startShadow({ ...district, templateId, mapping: await exchanged(), settings })
    await deliverBundle(district, rosterZip())
    const client = await connectClient()
    try {
      // As a live run of the next night holds them.
      await client.query('begin')
      await lockSnapshot(client, templateId)
      for (const type of ['users', 'orgs']) await lockRecords(client, district.accountId, `oneroster-1.1/${type}`)
      const run = await shadowRun()
      expect(run).toMatchObject({ state: 'checked', counts: { rows: 14 } })
      expect(run && rowsOf(run)).toMatchObject({ asBefore: 10, differs: 4 })
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

describe('what differs', () => {
  it('is destroyed after a month; the numbers stay', async () => {
    await deliverBundle(district, rosterZip())
    const [run] = await replay(district, { templateId, edit: { mapping: await exchanged() } })
    const id = run?.id ?? ''
    await forgetDifferences()
    expect(await runDifferences(id)).toHaveLength(4)
    await db.run.update({ where: { id }, data: { finishedAt: new Date(Date.now() - 31 * 86_400_000) } })
    await forgetDifferences()
    expect(await runDifferences(id)).toEqual([])
    const after = await runById(district.accountId, id)
    expect(after?.historyGoneAt).toBeInstanceOf(Date)
    expect(after && rowsOf(after)).toMatchObject({ differs: 4 })
  })
})
