// Files go in as the raw body: under their exact name, up to the limit, once under one key, and refused without a trace.
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testAccount, testJob } from '@/lib/import-jobs/test-job'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { call, emptyInstallation, json, prepareApi, type Call } from '../test-api'

vi.hoisted(() => Object.assign(process.env, { UPLOAD_BYTES_MAX: '5000' }))

type Problem = { type: string; detail: string; errors?: { in: string; pointer: string }[] }

let stop: () => Promise<void>
let key: string
let owner: { accountId: string; transferLoginId: string }

beforeAll(async () => {
  stop = await prepareApi()
  key = (await emptyInstallation()).operatorKey
  owner = await testAccount('springfield')
})
afterAll(() => stop())

const account = () => `/api/v1/accounts/${owner.accountId}`
const refused = (status: number, line: string, options: Call = {}) => json<Problem>(status, line, { key, ...options })

async function storedFiles(): Promise<number> {
  const entries = await readdir(path.join(env().dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(
    () => [],
  )
  return entries.filter((entry) => entry.isFile()).length
}

describe('files', () => {
  const deliver = (query: string, options: Call = {}) =>
    call(`POST ${account()}/deliveries?${query}`, { key, body: 'a,b\r\n', ...options })

  it.each([
    ['', ['query /fileName', 'query /transferLogin']],
    ['fileName=&transferLogin=sis', ['query /fileName']],
    ['fileName=a%2Fb.csv&transferLogin=sis', ['query /fileName']],
    ['fileName=..&transferLogin=sis', ['query /fileName']],
    [`fileName=${'x'.repeat(256)}&transferLogin=sis`, ['query /fileName']],
    ['fileName=a.csv&transferLogin=nobody', ['query /transferLogin']],
  ])('with the query "%s" are refused and not kept', async (query, expected) => {
    const before = await storedFiles()
    const answer = await deliver(query)
    expect(answer.status).toBe(400)
    expect(((await answer.json()) as Problem).errors?.map(({ in: place, pointer }) => `${place} ${pointer}`)).toEqual(
      expected,
    )
    expect(await storedFiles()).toBe(before)
  })

  it('have exactly the name that was sent, whatever stands in it', async () => {
    for (const name of ['=cmd|"x".csv', '$& %s.csv', '<b>.csv', '__proto__', 'espan\u0303a.csv', ' a+b .csv']) {
      const answer = await deliver(`fileName=${encodeURIComponent(name)}&transferLogin=sis`)
      expect([answer.status, ((await answer.json()) as { fileName: string }).fileName]).toEqual([202, name])
    }
  })

  it('larger than the limit are 413 with the limit in words, by the length said or by the bytes that come', async () => {
    const before = await storedFiles()
    const large = 'x'.repeat(5001)
    const told = await deliver('fileName=a.csv&transferLogin=sis', {
      body: large,
      headers: { 'content-length': '5001' },
    })
    expect(told.status).toBe(413)
    expect(((await told.json()) as Problem).detail).toMatch(/MB|kB|byte/)
    const streamed = await deliver('fileName=a.csv&transferLogin=sis', { body: new Blob([large]).stream() })
    expect(streamed.status).toBe(413)
    const job = await testJob(owner)
    await refused(413, `PUT /api/v1/import-jobs/${job.id}/sample?fileName=a.csv`, { body: new Blob([large]).stream() })
    expect(await storedFiles()).toBe(before)
  })

  it('that are no CSV are named as what they are when they are a sample', async () => {
    const job = await testJob(owner)
    const problem = await refused(422, `PUT /api/v1/import-jobs/${job.id}/sample?fileName=users.csv`, {
      body: '%PDF-1.7 ...',
    })
    expect(problem.detail).toContain('PDF')
  })

  it('with one Idempotency-Key are one delivery; another file under it is refused and not kept', async () => {
    const query = 'fileName=once.csv&transferLogin=sis'
    const headers = { 'Idempotency-Key': 'night 1' }
    const all = await Promise.all([1, 2, 3].map(() => deliver(query, { headers })))
    const ids = await Promise.all(all.map(async (answer) => ((await answer.json()) as { id: string }).id))
    expect(new Set(ids).size).toBe(1)
    expect(all.map(({ status }) => status)).toEqual([202, 202, 202])
    const before = await storedFiles()
    expect((await deliver(query, { headers, body: 'other' })).status).toBe(422)
    expect((await deliver('fileName=else.csv&transferLogin=sis', { headers })).status).toBe(422)
    expect(await storedFiles()).toBe(before)
    expect((await deliver(query, { headers: { 'Idempotency-Key': 'x'.repeat(256) } })).status).toBe(400)
  })

  it('for a login that is switched off are refused', async () => {
    await db.transferLogin.update({ where: { id: owner.transferLoginId }, data: { disabledAt: new Date() } })
    expect((await deliver('fileName=a.csv&transferLogin=sis')).status).toBe(409)
  })
})
