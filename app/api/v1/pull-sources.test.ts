// Pull sources over the API: set up, changed, tested and removed; no answer ever holds what signs in.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { accountWithKey, call, emptyInstallation, json, prepareApi } from '../test-api'

type Shown = Record<string, unknown> & { id: string }
let stop: () => Promise<void>
let key: string
let sources: string
let body: Record<string, unknown>

beforeAll(async () => {
  stop = await prepareApi()
})
beforeEach(async () => {
  await emptyInstallation()
  const account = await accountWithKey('springfield')
  key = account.key
  const login = await createTransferLogin({ accountId: account.accountId, name: 'sis' })
  if (!login.ok) throw new Error(login.reason)
  sources = `/api/v1/accounts/${account.accountId}/pull-sources`
  body = {
    ...{ name: 'Export server', transferLogin: login.login.id, protocol: 'sftp', host: 'sftp.example.org' },
    ...{ userName: 'district', signIn: { kind: 'password', password: 'correct horse' } },
    schedule: { kind: 'cron', expression: '30 5 * * 1-5' },
  }
})
afterAll(() => stop())

const make = (change = {}) => json<Shown>(201, `POST ${sources}`, { key, json: { ...body, ...change } })

describe('a pull source', () => {
  it('is made, read, changed and deleted, and its secret is in no answer', async () => {
    const made = await make()
    expect(made).toMatchObject({
      port: 22,
      folder: '',
      fileNames: [],
      after: 'leave',
      confirmed: null,
      nextTurnAt: null,
    })
    const address = `${sources}/${made.id}`
    const renamed = await json(200, `PATCH ${address}`, { key, json: { name: 'Renamed', paused: true } })
    expect(renamed).toMatchObject({ name: 'Renamed', host: 'sftp.example.org', pausedAt: expect.any(String) as string })
    const answers = [
      made,
      renamed,
      await json(200, `GET ${address}`, { key }),
      await json(200, `GET ${sources}`, { key }),
    ]
    expect(JSON.stringify(answers)).not.toMatch(/correct horse|sealed|v1\./)
    await json(204, `DELETE ${address}`, { key })
    await json(404, `GET ${address}`, { key })
  })

  it('gets a key of ours, of which only the public half is shown', async () => {
    const made = await make({ signIn: { kind: 'made-key' } })
    expect(made).toMatchObject({ signIn: 'key', publicKey: expect.stringMatching(/^ssh-ed25519 /) as string })
    expect(JSON.stringify(made)).not.toContain('PRIVATE')
  })

  it('is tested and fetched from one at a time, and each turn can be read', async () => {
    const { id } = await make()
    const turn = await json<Shown>(202, `POST ${sources}/${id}/test`, { key })
    expect(turn).toMatchObject({ purpose: 'test', state: 'queued', steps: [], trouble: null })
    expect(await json(409, `POST ${sources}/${id}/fetch`, { key })).toMatchObject({
      type: 'urn:rollcall:problem:pull-under-way',
    })
    expect(await json(200, `GET ${sources}/${id}/turns`, { key })).toMatchObject({ items: [{ id: turn.id }] })
    expect(await json(200, `GET ${sources}/${id}/turns/${turn.id}`, { key })).toEqual(turn)
  })

  it('takes no fingerprint for confirmed that its server has not shown', async () => {
    const { id } = await make()
    await json(400, `PUT ${sources}/${id}/confirmed`, { key, json: { sha256: 'SHA256:made-up' } })
  })

  it.each([
    [{ host: 'http://x' }, '/host'],
    [{ host: '' }, '/host'],
    [{ schedule: { kind: 'cron', expression: '* * * * *' } }, '/schedule/expression'],
    [{ schedule: { kind: 'times', times: ['5 pm'], weekdays: [1] } }, '/schedule/times/0'],
    [{ protocol: 'ftps', signIn: { kind: 'made-key' } }, '/signIn'],
    [{ signIn: { kind: 'private-key', privateKey: 'no key' } }, '/signIn/privateKey'],
    [{ after: 'move' }, '/moveFolder'],
    [{ fileNames: ['users.csv'] }, '/fileNames/0'],
    [{ userName: 'a\r\nPASS x' }, '/userName'],
    [{ folder: 'a\r\nDELE x' }, '/folder'],
    [{ port: 0 }, '/port'],
  ])('with %j is refused at its place', async (change, pointer) => {
    const answer = await json<{ errors: { pointer: string }[] }>(400, `POST ${sources}`, {
      key,
      json: { ...body, ...change },
    })
    expect(answer.errors.map((error) => error.pointer)).toContain(pointer)
    expect((await call(`GET ${sources}`, { key })).status).toBe(200)
  })
})
