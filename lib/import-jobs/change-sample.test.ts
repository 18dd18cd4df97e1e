import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDatabase } from '@/lib/platform/test-database'
import { importJobById, type ImportJob } from './import-job'
import { readSampleAgain } from './read-sample-again'
import { saveAsTemplate } from './save-as-template'
import { saveAsVersion } from './save-as-version'
import { startFromTemplate } from './start-from-template'
import { mappedJob, putSample, testAccount, testJob, usersCsv } from './test-job'

let owner: { accountId: string; transferLoginId: string }
let job: ImportJob

beforeEach(async () => {
  await emptyDatabase()
  owner = await testAccount()
  job = await testJob(owner)
})

const ids = (of = job) => ({ accountId: of.accountId, jobId: of.id })
const current = async () => (await importJobById(job.accountId, job.id))!
const fieldOf = (of: ImportJob, header: string) =>
  of.mapping?.[0]?.columns.find((column) => column.header === header)?.field

describe('another sample for the same job', () => {
  it('keeps what was decided about columns that are still there, in whatever order, and leaves new ones out', async () => {
    await mappedJob(job)
    const lines = usersCsv
      .split('\r\n')
      .map((line) => (line === '' ? line : `x,${line.slice(line.indexOf(',') + 1)},${line.split(',')[0]}`))
    await putSample(job, lines.join('\r\n').replace('x,', 'BusRoute,'))
    const after = await current()
    expect([fieldOf(after, 'BusRoute'), fieldOf(after, 'sourcedId'), fieldOf(after, 'givenName')]).toEqual([
      null,
      'sourcedId',
      'givenName',
    ])
    expect(after.mapping?.[0]?.columns.map(({ position }) => position)).toEqual([...Array(19).keys()])
  })
})

describe('a sample whose columns have changed', () => {
  it('keeps what was decided about a column that surely has another name now, and says what has changed', async () => {
    await mappedJob(job)
    await putSample(job, usersCsv.replace('givenName', 'Given_Name').replace('familyName', 'Zeta'))
    const after = await current()
    expect([fieldOf(after, 'Given_Name'), fieldOf(after, 'Zeta')]).toEqual(['givenName', null])
    const changes = after.analysis?.files[0]?.columnChanges
    // The other one stands in the same place with values that would do: that alone is not sure.
    expect(changes).toMatchObject([
      { kind: 'renamed', column: 'givenName', to: 'Given_Name', isSure: true },
      { kind: 'renamed', column: 'familyName', to: 'Zeta', isSure: false, evidence: ['place', 'values'] },
    ])
    await putSample(job, usersCsv.replace('givenName', 'Given_Name').replace('familyName', 'Zeta'))
    expect((await current()).analysis?.files[0]?.columnChanges).toBeUndefined()
  })
})

describe('readSampleAgain', () => {
  it('reads with the dialect a person chose and begins the mapping anew where no column is left', async () => {
    await mappedJob(job)
    const dialect = { encoding: 'utf-8', delimiter: ';', quote: '"', headerLine: 1 } as const
    const read = await readSampleAgain({ ...ids(), dialect })
    expect(read).toMatchObject({
      ok: true,
      job: { mapping: null, analysis: { files: [{ dialect, columns: [{ position: 0 }] }] } },
    })
    const back = await readSampleAgain({ ...ids(), dialect: { ...dialect, delimiter: ',' } })
    expect(back.ok && back.job.analysis?.files[0]?.columns.length).toBe(18)
  })

  it('keeps the mapping where the columns stay the same', async () => {
    const before = await mappedJob(job)
    const dialect = { encoding: 'windows-1252', delimiter: ',', quote: '"', headerLine: 1 } as const
    const read = await readSampleAgain({ ...ids(), dialect })
    expect(read).toMatchObject({ ok: true, job: { mapping: [{ ...before.mapping?.[0], dialect }] } })
  })

  it('changes nothing when the file cannot be read so', async () => {
    const before = await mappedJob(job)
    const read = await readSampleAgain({
      ...ids(),
      dialect: { encoding: 'utf-16le', delimiter: ',', quote: '"', headerLine: 1 },
    })
    expect(read).toMatchObject({ ok: false, reason: 'not-csv' })
    expect(await current()).toEqual(before)
  })
})

describe('a template that is changed', () => {
  it('lends a new job its type, login, settings and mapping, and gets what the job became as its next version', async () => {
    await mappedJob(job)
    const saved = await saveAsTemplate({ ...ids(), name: 'Nightly', settings: { keepDays: 3 } })
    if (!saved.ok) throw new Error(saved.reason)
    const started = await startFromTemplate({ accountId: owner.accountId, templateId: saved.template.id })
    if (!started.ok) throw new Error(started.reason)
    expect(started.job).toMatchObject({
      ...owner,
      importType: 'oneroster-1.1/users',
      settings: { keepDays: 3 },
      mapping: saved.template.mapping,
    })

    await putSample(started.job, usersCsv)
    const version = await saveAsVersion({
      ...ids(started.job),
      templateId: saved.template.id,
      settings: { keepDays: 5 },
    })
    expect(version).toMatchObject({
      ok: true,
      template: {
        id: saved.template.id,
        version: 2,
        name: 'Nightly',
        fileName: 'users.csv',
        settings: { keepDays: 5 },
      },
    })
    const after = await importJobById(owner.accountId, started.job.id)
    expect(after).toMatchObject({ templateId: saved.template.id, sample: { storageKey: null } })
    expect(after?.finishedAt).not.toBeNull()
  })

  it('gets no version from a job of another type or another account', async () => {
    await mappedJob(job)
    const saved = await saveAsTemplate(ids())
    if (!saved.ok) throw new Error(saved.reason)
    const stranger = await mappedJob(await testJob(await testAccount('shelbyville')))
    expect(await saveAsVersion({ ...ids(stranger), templateId: saved.template.id })).toEqual({
      ok: false,
      reason: 'not-found',
    })
    expect(await startFromTemplate({ accountId: stranger.accountId, templateId: saved.template.id })).toEqual({
      ok: false,
      reason: 'not-found',
    })
  })
})
