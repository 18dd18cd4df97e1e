// The runs of the wizard: checks that never write, and one-time imports.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importJobById } from '@/lib/import-jobs/import-job'
import { jobStep } from '@/lib/import-jobs/job-step'
import { mappedJob, putSample, testJob, usersCsv } from '@/lib/import-jobs/test-job'
import { saveMapping } from '@/lib/import-jobs/save-mapping'
import { db, query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { readRecords } from '@/lib/roster/records'
import { runChanges } from '@/lib/roster/run-changes'
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { processRun } from './process'
import { lastCheckOf, listRuns, runById } from './run'
import { issuesCsv, runIssues } from './run-issues'
import { startJobRun } from './start-job-run'
import {
  issuesOf,
  messagesOf,
  never,
  prepareInstallation,
  rosterHash,
  testDistrict,
  type District,
} from './test-district'

const users = importTypeNamed('oneroster-1.1/users') as ImportType
const withBadRow = `${usersCsv}u3,,,perhaps,org1,student,cy,,Cy,Fox,,1003,not-a-mail,,,,04,\r\n`

let district: District
let job: { id: string; accountId: string }
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  job = await testJob(district)
})

async function start(purpose: 'check' | 'import'): Promise<string> {
  const started = await startJobRun({ accountId: district.accountId, jobId: job.id, purpose })
  if (!started.ok) throw new Error(started.reason)
  return started.runId
}

async function run(purpose: 'check' | 'import') {
  const runId = await start(purpose)
  await processRun(runId, never)
  const ended = await runById(district.accountId, runId)
  if (!ended) throw new Error('no run')
  return ended
}

async function sampleIs(text: string): Promise<void> {
  await putSample(job, text)
  await saveMapping({ accountId: district.accountId, jobId: job.id })
}

describe('a check', () => {
  it('counts what an import would do, and writes nothing to the roster', async () => {
    await mappedJob(job)
    await sampleIs(withBadRow)
    const before = await rosterHash(district)
    const check = await run('check')
    expect(check).toMatchObject({ state: 'checked', purpose: 'check', templateId: null })
    expect(check.counts).toMatchObject({
      rows: 3,
      applied: 2,
      rejected: 1,
      added: 2,
      changed: 0,
      deactivated: 0,
      errors: 2,
    })
    expect(check.counts.bytesRead).toBe(check.counts.bytesTotal)
    expect(await issuesOf(check)).toEqual([
      ['value-boolean', 4, 'enabledUser'],
      ['value-email', 4, 'email'],
    ])
    expect(await rosterHash(district)).toBe(before)
    expect((await runChanges(check.id)).items).toEqual([])
    expect(await messagesOf(district)).toEqual([])
  })

  it('lets the wizard go on to saving, until the job is changed', async () => {
    await mappedJob(job)
    await run('check')
    const current = async () => {
      const now = await importJobById(district.accountId, job.id)
      return now && jobStep(now, await lastCheckOf(district.accountId, job.id))
    }
    expect(await current()).toBe('save')
    await sampleIs(withBadRow)
    expect(await current()).toBe('check')
  })

  it('of a sample that was replaced meanwhile ends without an answer', async () => {
    await mappedJob(job)
    const runId = await start('check')
    await sampleIs(withBadRow)
    await processRun(runId, never)
    expect(await runById(district.accountId, runId)).toMatchObject({
      state: 'discarded',
      failure: { reason: 'superseded' },
    })
  })

  it('says of a file that cannot be used what it is', async () => {
    await mappedJob(job)
    await sampleIs(usersCsv.replace('sourcedId', 'sourced_id'))
    // The mapping still wants the column that is gone.
    const { mapping } = await db.importJob.findUniqueOrThrow({ where: { id: job.id } })
    await db.importJob.update({
      where: { id: job.id },
      data: { mapping: JSON.parse(JSON.stringify(mapping).replace('"sourced_id"', '"sourcedId"')) as object },
    })
    const check = await run('check')
    expect(check).toMatchObject({ state: 'rejected', failure: { reason: 'file-issue', code: 'header-column-missing' } })
    expect(await messagesOf(district)).toEqual([])
  })

  it('is refused without a sample or a mapping', async () => {
    const refused = () => startJobRun({ accountId: district.accountId, jobId: job.id, purpose: 'check' })
    expect(await refused()).toEqual({ ok: false, reason: 'no-sample' })
    await putSample(job, usersCsv)
    expect(await refused()).toEqual({ ok: false, reason: 'mapping-incomplete' })
    const stranger = await testDistrict()
    expect(await startJobRun({ accountId: stranger.accountId, jobId: job.id, purpose: 'check' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
  })
})

describe('a one-time import', () => {
  it('applies once, belongs to no template, and ends the job with its sample destroyed', async () => {
    await mappedJob(job)
    const imported = await run('import')
    expect(imported).toMatchObject({ state: 'applied', counts: { rows: 2, added: 2 } })
    expect((await readRecords(district.accountId, users)).items.map(({ key }) => key)).toEqual(['u1', 'u2'])
    expect(
      await query('select distinct template_id from roster.oneroster_1_1_users where account_id = $1', [
        district.accountId,
      ]),
    ).toEqual([{ template_id: null }])
    const ended = await importJobById(district.accountId, job.id)
    expect(ended?.finishedAt).toBeInstanceOf(Date)
    expect(ended?.sample?.storageKey).toBeNull()
    const before = await rosterHash(district)
    await processRun(imported.id, never)
    expect(await rosterHash(district)).toBe(before)
    expect(await startJobRun({ accountId: district.accountId, jobId: job.id, purpose: 'import' })).toEqual({
      ok: false,
      reason: 'finished',
    })
  })

  it('of the same file, read in another way, changes what that reads otherwise', async () => {
    const namesAre = async (transforms: object[]) => {
      job = await testJob(district)
      const { mapping } = await mappedJob(job)
      const changed = mapping?.map((file) => {
        const columns = file.columns.map((one) => (one.field === 'givenName' ? { ...one, transforms } : one))
        return { ...file, columns }
      })
      await db.importJob.update({ where: { id: job.id }, data: { mapping: changed as object } })
      return run('import')
    }
    expect(await namesAre([])).toMatchObject({ state: 'applied', counts: { added: 2 } })
    const uppercase = [{ type: 'uppercase' }]
    expect(await namesAre(uppercase)).toMatchObject({ state: 'applied', counts: { changed: 2, unchanged: 0 } })
    const sql = 'select given_name from roster.oneroster_1_1_users where account_id = $1 order by 1'
    expect(await query(sql, [district.accountId])).toEqual([{ given_name: 'ANA' }, { given_name: 'BEN' }])
    expect(await namesAre(uppercase)).toMatchObject({ state: 'applied', counts: { changed: 0, unchanged: 2 } })
  })
})

describe('what is kept of a run', () => {
  it('is found by those it belongs to, and listed the newest first', async () => {
    await mappedJob(job)
    const first = await run('check')
    const second = await run('check')
    expect((await listRuns({ accountId: district.accountId })).map(({ id }) => id)).toEqual([second.id, first.id])
    expect((await listRuns({ accountId: district.accountId, after: second.id })).map(({ id }) => id)).toEqual([
      first.id,
    ])
    expect(await runById((await testDistrict()).accountId, first.id)).toBeNull()
  })

  it('has issues page by page and as CSV in the reader’s language', async () => {
    await mappedJob(job)
    await sampleIs(withBadRow)
    const check = await run('check')
    const [first] = await runIssues(check.id, { limit: 1 })
    expect(first).toMatchObject({
      sequence: 1,
      file: 'users.csv',
      code: 'value-boolean',
      value: 'perhaps',
      field: 'enabledUser',
    })
    expect(await runIssues(check.id, { after: 1 })).toMatchObject([{ sequence: 2, code: 'value-email' }])
    expect(await runIssues(check.id, { code: 'value-email' })).toHaveLength(1)
    expect(await runIssues(check.id, { severity: 'warning' })).toHaveLength(0)
    let csv = ''
    for await (const piece of issuesCsv(check, 'es-MX')) csv += piece
    expect(csv.split('\r\n')).toHaveLength(4)
    expect(csv).toContain('users.csv,4,enabledUser,enabledUser,error,value-boolean,perhaps,')
  })
})
