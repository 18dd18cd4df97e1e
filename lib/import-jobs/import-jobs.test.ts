import { beforeEach, describe, expect, it } from 'vitest'
import { updateAccount } from '@/lib/accounts/accounts'
import { db } from '@/lib/platform/db'
import { storedSize } from '@/lib/platform/files'
import { emptyDatabase } from '@/lib/platform/test-database'
import { createImportJob } from './create-import-job'
import { destroyFinishedSamples, discardJob } from './finish-job'
import { importJobById, listImportJobs, type ImportJob } from './import-job'
import { jobStep } from './job-step'
import { saveAsTemplate } from './save-as-template'
import { saveMapping } from './save-mapping'
import { mappedJob, putSample, testAccount, testJob, usersCsv } from './test-job'
import { updateJobSettings } from './update-job-settings'

let owner: Awaited<ReturnType<typeof testAccount>>
let job: ImportJob

beforeEach(async () => {
  await emptyDatabase()
  owner = await testAccount()
  job = await testJob(owner)
})

const current = async () => (await importJobById(job.accountId, job.id))!
const ids = () => ({ accountId: job.accountId, jobId: job.id })

describe('createImportJob', () => {
  it('refuses an unknown type, and a login of another account or switched off', async () => {
    const other = await testAccount('shelbyville')
    const refusal = async (change: object) =>
      createImportJob({ ...owner, importType: 'oneroster-1.1/users', ...change })
    expect(await refusal({ importType: 'oneroster-1.1/nothing' })).toEqual({ ok: false, reason: 'unknown-import-type' })
    expect(await refusal({ transferLoginId: other.transferLoginId })).toMatchObject({
      reason: 'unknown-transfer-login',
    })
    await db.transferLogin.update({ where: { id: owner.transferLoginId }, data: { disabledAt: new Date() } })
    expect(await refusal({})).toEqual({ ok: false, reason: 'transfer-login-disabled' })
  })

  it('begins with the thresholds and retention of the account, and then what differs', async () => {
    await updateAccount(owner.accountId, { settings: { keepDays: 5, thresholds: { minRows: 7 } } })
    const input = { ...owner, importType: 'oneroster-1.1/users', settings: { keepDays: 0 } }
    const created = await createImportJob(input)
    if (!created.ok) throw new Error(created.reason)
    expect(created.job.settings).toMatchObject({ keepDays: 0, thresholds: { minRows: 7 }, mode: 'full' })
  })

  it('lists open and finished jobs of one account only', async () => {
    const second = await testJob(owner)
    await testJob(await testAccount('shelbyville'))
    await discardJob(second.accountId, second.id)
    expect((await listImportJobs(owner.accountId)).map(({ id }) => id)).toEqual([second.id, job.id])
    expect((await listImportJobs(owner.accountId, { open: true })).map(({ id }) => id)).toEqual([job.id])
    expect((await listImportJobs(owner.accountId, { after: second.id })).map(({ id }) => id)).toEqual([job.id])
  })
})

describe('updateJobSettings', () => {
  it('changes only what is named and raises the revision, so that an earlier check counts no more', async () => {
    const before = await mappedJob(job)
    const check = { state: 'checked', jobRevision: before.revision }
    expect(jobStep(before, check)).toBe('save')
    const updated = await updateJobSettings({ ...ids(), settings: { mode: 'partial' } })
    if (!updated.ok) throw new Error(updated.reason)
    expect(updated.job.settings).toEqual({ ...before.settings, mode: 'partial' })
    expect(updated.job.mapping).toEqual(before.mapping)
    expect(jobStep(updated.job, check)).toBe('check')
  })

  it('looks at the sample again for another import type and drops the mapping', async () => {
    await mappedJob(job)
    const updated = await updateJobSettings({ ...ids(), importType: 'oneroster-1.1/orgs' })
    if (!updated.ok) throw new Error(updated.reason)
    expect(updated.job).toMatchObject({ importType: 'oneroster-1.1/orgs', mapping: null })
    expect(updated.job.analysis?.files[0]?.importType).toBe('oneroster-1.1/orgs')
    expect(jobStep(updated.job, null)).toBe('columns')
  })
})

describe('saveAsTemplate', () => {
  it('keeps mapping and settings under the exact file name, ends the job and destroys the sample and its values', async () => {
    const before = await mappedJob(job)
    const saved = await saveAsTemplate({ ...ids(), settings: { notifyOnSuccess: true } })
    if (!saved.ok) throw new Error(saved.reason)
    expect(saved.template).toMatchObject({
      fileName: 'users.csv',
      name: 'users.csv',
      version: 1,
      mapping: before.mapping,
    })
    expect(saved.template.settings).toEqual({ ...before.settings, notifyOnSuccess: true })
    const after = await current()
    expect(after).toMatchObject({ templateId: saved.template.id, sample: { storageKey: null } })
    expect(after.finishedAt).not.toBeNull()
    expect(JSON.stringify(after.analysis)).not.toContain('Ana')
    expect(await storedSize(before.sample?.storageKey ?? '')).toBeUndefined()
    expect(await saveAsTemplate(ids())).toEqual({ ok: false, reason: 'finished' })
    expect(await saveMapping(ids())).toEqual({ ok: false, reason: 'finished' })
  })

  it('makes one template when it is saved twice at once under two names', async () => {
    await mappedJob(job)
    const saved = await Promise.all(['a.csv', 'b.csv'].map((fileName) => saveAsTemplate({ ...ids(), fileName })))
    expect(saved.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    expect(await db.template.count()).toBe(1)
  })

  it('leaves the job as it is when the login already has a template of that name', async () => {
    await mappedJob(job)
    await saveAsTemplate(ids())
    job = await testJob(owner)
    const before = await mappedJob(job)
    expect(await saveAsTemplate(ids())).toMatchObject({ ok: false, reason: 'exists', standing: { name: 'users.csv' } })
    expect(await current()).toEqual(before)
    expect((await saveAsTemplate({ ...ids(), fileName: 'Users.csv' })).ok).toBe(true)
  })

  it('is refused without a sample and with an unfinished mapping', async () => {
    expect(await saveAsTemplate(ids())).toEqual({ ok: false, reason: 'no-sample' })
    await putSample(job, usersCsv)
    expect(await saveAsTemplate(ids())).toEqual({ ok: false, reason: 'not-mapped' })
  })
})

describe('destroyFinishedSamples', () => {
  it('waits for a run that still reads the sample', async () => {
    const before = await mappedJob(job)
    const key = before.sample?.storageKey ?? ''
    const run = await db.run.create({
      data: {
        ...{ accountId: job.accountId, purpose: 'import', jobId: job.id, importType: job.importType },
        ...{ fileName: 'users.csv', mapping: [], settings: {} },
      },
    })
    await discardJob(job.accountId, job.id)
    expect(await storedSize(key)).toBeGreaterThan(0)
    await db.run.update({ where: { id: run.id }, data: { state: 'applied', finishedAt: new Date() } })
    expect(await destroyFinishedSamples()).toBe(1)
    expect(await storedSize(key)).toBeUndefined()
    expect(await destroyFinishedSamples()).toBe(0)
  })

  it('leaves the samples of jobs that go on', async () => {
    await mappedJob(job)
    expect(await destroyFinishedSamples()).toBe(0)
    expect(await discardJob((await testAccount('shelbyville')).accountId, job.id)).toBe(false)
  })
})
