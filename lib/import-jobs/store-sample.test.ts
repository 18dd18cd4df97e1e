import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { env } from '@/lib/platform/env'
import { fileIdOf, storedSize } from '@/lib/platform/files'
import { emptyDatabase } from '@/lib/platform/test-database'
import { discardJob } from './finish-job'
import { importJobById, type ImportJob } from './import-job'
import { storeSample } from './store-sample'
import { mappedJob, piecesOf, putSample, testAccount, testJob, usersCsv } from './test-job'
import { updateJobSettings } from './update-job-settings'

let owner: Awaited<ReturnType<typeof testAccount>>
let job: ImportJob

beforeEach(async () => {
  await emptyDatabase()
  await rm(path.join(env().dataDir, 'files'), { recursive: true, force: true })
  owner = await testAccount()
  job = await testJob(owner)
})

const current = async () => (await importJobById(job.accountId, job.id))!
const ids = () => ({ accountId: job.accountId, jobId: job.id })

async function storedFiles(): Promise<string[]> {
  const entries = await readdir(path.join(env().dataDir, 'files'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

describe('storeSample', () => {
  it('keeps the file whole and tells dialect, columns, values, suggestions and rows', async () => {
    const stored = await putSample(job, usersCsv)
    if (!stored.ok) throw new Error(stored.reason)
    const [file] = stored.analysis.files
    expect(file).toMatchObject({ name: 'users.csv', rowsEstimate: 2, sizeBytes: Buffer.byteLength(usersCsv) })
    expect(file?.dialect).toEqual({ encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1 })
    expect(file?.columns).toHaveLength(18)
    expect(file?.columns[8]).toMatchObject({ header: 'givenName', position: 8, samples: ['Ana', 'Ben'] })
    expect(file?.columns[8]?.suggestion?.field).toBe('givenName')
    expect(await storedSize(stored.job.sample?.storageKey ?? '')).toBe(Buffer.byteLength(usersCsv))
    expect(stored.job.revision).toBe(job.revision + 1)
  })

  it('destroys the sample before, keeps the mapping for the same columns and drops it for others', async () => {
    const before = await mappedJob(job)
    await putSample(job, usersCsv.replace('Ana', 'Eva'), 'Users.csv')
    expect(await storedSize(before.sample?.storageKey ?? '')).toBeUndefined()
    expect((await current()).mapping).toEqual([{ ...before.mapping?.[0], name: 'Users.csv' }])
    await putSample(job, 'a,b\r\n1,2\r\n')
    expect((await current()).mapping).toBeNull()
    expect(await storedFiles()).toEqual([fileIdOf((await current()).sample?.storageKey ?? '')])
  })

  it.each([
    ['a workbook or archive', gzipSync('a,b'), 'file-not-csv'],
    ['a web page', '<!DOCTYPE html><title>Sign in</title>', 'file-not-csv'],
    ['an empty file', '', 'file-empty'],
    ['a header that names a column twice', 'id,id\r\n1,2\r\n3,4\r\n', 'header-duplicate'],
  ])('names %s as what it is and keeps nothing of it', async (_, content, code) => {
    const before = await storedFiles().catch(() => [])
    const stored = await putSample(job, content)
    expect(stored).toMatchObject({ ok: false, reason: 'not-csv', issue: { code } })
    expect(await storedFiles()).toEqual(before)
    expect((await current()).sample).toBeNull()
  })

  it('estimates the rows of a file larger than its beginning, also when that ends within a quoted cell', async () => {
    const row = 'x1,"a cell\r\nover two lines, with ""quotes""",2026-08-01\r\n'
    const stored = await putSample(job, 'id,text,date\r\n' + row.repeat(60_000))
    if (!stored.ok) throw new Error(stored.reason)
    expect(stored.analysis.files[0]?.rowsEstimate).toBeGreaterThan(57_000)
    expect(stored.analysis.files[0]?.rowsEstimate).toBeLessThan(63_000)
  })

  it('reads tabs, semicolons, Windows letters and files without header', async () => {
    const tabs = await putSample(job, 'id\tname\r\n1\tAna\r\n2\tEva\r\n', 'users.txt')
    expect(tabs).toMatchObject({ analysis: { files: [{ dialect: { delimiter: '\t' } }] } })
    const latin = await putSample(job, Buffer.from('id;name\r\n1;Mu\u00F1oz\r\n2;Pe\u00F1a\r\n', 'latin1'))
    expect(latin).toMatchObject({ analysis: { files: [{ dialect: { delimiter: ';', encoding: 'windows-1252' } }] } })
    await updateJobSettings({ ...ids(), settings: { hasHeader: false } })
    const bare = await putSample(job, '1,Ana\r\n2,Eva\r\n')
    expect(bare).toMatchObject({
      analysis: {
        files: [{ dialect: { headerLine: 0 }, rowsEstimate: 2, columns: [{ header: '0', samples: ['1', '2'] }, {}] }],
      },
    })
  })

  it('shows no more than a few shortened values of a column', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `${index},${'é'.repeat(300)}`)
    const stored = await putSample(job, ['id,text', ...rows, ''].join('\r\n'))
    if (!stored.ok) throw new Error(stored.reason)
    const [id, text] = stored.analysis.files[0]!.columns
    expect(id?.samples).toEqual(['0', '1', '2', '3', '4'])
    expect([...(text?.samples[0] ?? '')]).toHaveLength(80)
  })

  it('refuses names no file can have, and jobs that are unknown, foreign or finished', async () => {
    expect(await putSample(job, usersCsv, 'a/b.csv')).toEqual({ ok: false, reason: 'file-name', problem: 'slash' })
    const other = await testAccount('shelbyville')
    expect(await putSample({ id: job.id, accountId: other.accountId }, usersCsv)).toMatchObject({ reason: 'not-found' })
    await discardJob(job.accountId, job.id)
    expect(await putSample(job, usersCsv)).toEqual({ ok: false, reason: 'finished' })
  })

  it('lets one of two samples sent at once win and destroys the other', async () => {
    const results = await Promise.all([putSample(job, usersCsv), putSample(job, usersCsv)])
    expect(results.filter(({ ok }) => ok).length).toBeGreaterThan(0)
    expect(await storedFiles()).toEqual([fileIdOf((await current()).sample?.storageKey ?? '')])
  })

  it('keeps nothing of an upload that breaks off', async () => {
    async function* broken() {
      yield* piecesOf(usersCsv)
      throw new Error('cut')
    }
    await expect(storeSample({ ...ids(), fileName: 'users.csv', source: broken() })).rejects.toThrow('cut')
    expect((await current()).sample).toBeNull()
  })
})
