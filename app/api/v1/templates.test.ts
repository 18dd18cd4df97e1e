// Templates by the API: versions told apart in words, gone back to, copied, taken to another account as a file.
import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { saveAsTemplate } from '@/lib/import-jobs/save-as-template'
import { mappedJob, testJob } from '@/lib/import-jobs/test-job'
import { accountWithKey, call, emptyInstallation, json, prepareApi } from '../test-api'

type Shown = { id: string; version: number; fileName: string; mode: string; files: { name: string }[] }
type Compared = { from: number; to: number; differences: { message: string }[]; files: unknown[] }
type Taken = { created: boolean; template: Shown | null; differences: { setting: string | null }[] }
type Problem = { type: string; detail: string; errors?: { pointer: string; detail: string }[] }

let stop: () => Promise<void>
beforeAll(async () => {
  stop = await prepareApi()
})
afterAll(() => stop())

async function district(slug: string) {
  const { accountId, key } = await accountWithKey(slug)
  const made = await createTransferLogin({ accountId, name: 'sis' })
  if (!made.ok) throw new Error(made.reason)
  return { accountId, key, transferLoginId: made.login.id }
}

let own: Awaited<ReturnType<typeof district>>
let path: string
let templates: string
beforeEach(async () => {
  await emptyInstallation()
  own = await district('springfield')
  const saved = await saveAsTemplate({ ...own, jobId: (await mappedJob(await testJob(own))).id })
  if (!saved.ok) throw new Error(saved.reason)
  path = `/api/v1/templates/${saved.template.id}`
  templates = `/api/v1/accounts/${own.accountId}/templates`
})

const exported = async () => (await call(`GET ${path}/export`, { key: own.key })).text()

describe('templates by the API', () => {
  it('have versions that say why, what differs in words, and a way back', async () => {
    const { key } = own
    await json(200, `PATCH ${path}`, { key, json: { mode: 'partial', note: 'only new pupils come' } })
    const { items } = await json<{ items: unknown[] }>(200, `GET ${path}/versions`, { key })
    expect(items).toMatchObject([{ version: 2, note: 'only new pupils come', isCurrent: true }, { version: 1 }])
    const compared = await json<Compared>(200, `GET ${path}/diff`, { key, headers: { 'accept-language': 'es' } })
    expect(compared).toMatchObject({ from: 1, to: 2, files: [], differences: [{ setting: 'mode' }] })
    expect(compared.differences[0]?.message).toContain('Antes')
    expect(await json(200, `GET ${path}/versions/1`, { key })).toMatchObject({ mode: 'full' })
    const back = await json<Shown>(200, `POST ${path}/versions/1/restore`, { key, json: { note: 'all of them again' } })
    expect(back).toMatchObject({ version: 3, mode: 'full' })
    expect((await json<Problem>(409, `POST ${path}/versions/3/restore`, { key })).type).toContain('version-in-use')
    for (const version of ['9', '0', '-1', 'x', '1e3']) await json(404, `GET ${path}/versions/${version}`, { key })
    await json(404, `GET ${path}/diff?from=9`, { key })
  })

  it('are copied to another name, and the name that is taken is said with whose it is', async () => {
    const { key } = own
    const copy = await json<Shown>(201, `POST ${path}/copy`, { key, json: { transferLogin: 'sis', fileName: 'b.csv' } })
    expect(copy).toMatchObject({ fileName: 'b.csv', version: 1, files: [{ name: 'b.csv' }] })
    const taken = await json<Problem>(409, `POST ${path}/copy`, { key, json: { transferLogin: 'sis' } })
    expect(taken.detail).toContain('users.csv')
    await json(400, `POST ${path}/copy`, { key, json: { transferLogin: 'nobody' } })
    await json(400, `POST ${path}/copy`, { key, json: { transferLogin: 'sis', fileName: 'a/b' } })
  })

  it('are deleted, listed as such, and taken back', async () => {
    const { key } = own
    await json(204, `DELETE ${path}`, { key })
    expect(await json(200, `GET ${templates}`, { key })).toMatchObject({ items: [] })
    expect(await json(200, `GET ${templates}?state=deleted`, { key })).toMatchObject({ items: [{ version: 1 }] })
    expect(await json(200, `POST ${path}/undelete`, { key })).toMatchObject({ version: 1 })
    await json(404, `POST ${path}/undelete`, { key })
  })

  it('go to another account as a file, which is told beforehand and takes nothing along that is not theirs', async () => {
    const { key } = own
    await json(200, `PATCH ${path}`, { key, json: { recipients: ['pat@example.org'], mode: 'partial' } })
    const answer = await call(`GET ${path}/export`, { key })
    expect(answer.headers.get('content-disposition')).toContain('users.csv.template.json')
    const body = await answer.text()
    expect(body).not.toMatch(/example\.org|springfield/)
    const other = await district('shelbyville')
    const line = `POST /api/v1/accounts/${other.accountId}/templates/import?transferLogin=sis`
    const planned = await json<Taken>(200, `${line}&dryRun=true`, { key: other.key, body })
    expect(planned).toMatchObject({ created: true, template: null })
    expect(await json(200, `GET /api/v1/accounts/${other.accountId}/templates`, { key: other.key })).toMatchObject({
      items: [],
    })
    const taken = await json<Taken>(200, line, { key: other.key, body })
    expect(taken).toMatchObject({ created: true, template: { mode: 'partial', recipients: [], version: 1 } })
    await json(409, line, { key: other.key, body })
    const same = await json<Taken>(200, `${line}&ifExists=new-version`, { key: other.key, body })
    expect(same).toMatchObject({ created: false, differences: [], template: { version: 1 } })
    const edited = body.replace('"mode": "partial"', '"mode": "full"')
    const next = await json<Taken>(200, `${line}&ifExists=new-version`, { key: other.key, body: edited })
    expect(next).toMatchObject({ created: false, differences: [{ setting: 'mode' }], template: { version: 2 } })
  })

  it('are refused as files with the line of everything that is wrong', async () => {
    const { key } = own
    const line = `POST ${templates}/import?transferLogin=sis&fileName=new.csv`
    const body = (await exported()).replace('"field": "givenName"', '"field": "nickname"')
    const refused = await json<Problem>(400, line, { key, body })
    expect(refused.errors?.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^Line \d+: .*nickname/),
      expect.stringMatching(/^Line \d+: .*givenName/),
    ])
    expect((await json<Problem>(400, line, { key, body: 'id,name' })).errors).toHaveLength(1)
    await json(413, line, { key, body: ' '.repeat(1024 * 1024 + 1) })
    await json(400, line.replace('new.csv', 'a/b'), { key, body: await exported() })
  })
})
