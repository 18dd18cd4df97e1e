// Nobody sees, changes or learns of anything of another account: every route with an id, for a key of another account.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { mappedJob, testJob } from '@/lib/import-jobs/test-job'
import { saveAsTemplate } from '@/lib/import-jobs/save-as-template'
import { busPasses, testType } from '@/lib/custom-types/test-types'
import { db } from '@/lib/platform/db'
import { testSource } from '@/lib/pull/test-sources'
import { accountWithKey, call, emptyInstallation, json, prepareApi } from '../test-api'
import type { Operation } from '../_http/operation'
import { allOperations } from './_operations/description'

type Ids = Record<string, string>

/** One of everything that has an id, in one account. */
async function everything(accountId: string): Promise<Ids> {
  const made = await createTransferLogin({ accountId, name: 'sis' })
  if (!made.ok) throw new Error(made.reason)
  const owner = { accountId, transferLoginId: made.login.id }
  const saved = await saveAsTemplate({ accountId, jobId: (await mappedJob(await testJob(owner))).id })
  if (!saved.ok) throw new Error(saved.reason)
  const job = await mappedJob(await testJob(owner))
  await testType(accountId)
  const file = { fileName: 'users.csv', importType: 'oneroster-1.1/users' }
  const delivery = await db.delivery.create({
    data: {
      ...owner,
      fileName: file.fileName,
      via: 'sftp',
      size: 1,
      sha256: 'x',
      eventId: 'e',
      templateId: saved.template.id,
    },
  })
  const run = await db.run.create({
    data: {
      ...file,
      accountId,
      purpose: 'delivery',
      deliveryId: delivery.id,
      state: 'held',
      mapping: job.mapping ?? [],
      settings: {},
    },
  })
  await db.runIssue.create({
    data: {
      runId: run.id,
      sequence: 1,
      code: 'value-required',
      severity: 'error',
      level: 'cell',
      file: file.fileName,
      line: 2,
    },
  })
  const ids = { account: accountId, job: job.id, template: saved.template.id, delivery: delivery.id, run: run.id }
  const pullSource = await testSource(owner, { name: 'export server' })
  const pullTurn = await db.pullTurn.create({ data: { sourceId: pullSource.id, purpose: 'fetch', state: 'done' } })
  const pull = { pullSource: pullSource.id, pullTurn: pullTurn.id }
  return { ...ids, ...pull, transferLogin: made.login.id, version: '1' }
}

const withIds = allOperations().filter(
  ({ path, access }) => /\{(account|job|template|delivery|run)\}/.test(path) && access !== 'open',
)

/** What the operation needs to be sent so that only the id can be wrong. */
function request({ method, path, id }: Operation, ids: Ids) {
  const address = path
    .replace('{importType}', 'oneroster-1.1/users')
    .replace('{name}', 'bus-passes')
    .replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')
  const query: Ids = {
    putSample: '?fileName=users.csv',
    importTemplate: `?transferLogin=${ids.transferLogin}`,
    listRecordHistory: '?key=u1',
    createDelivery: `?fileName=users.csv&transferLogin=${ids.transferLogin}`,
  }
  const bodies: Record<string, unknown> = {
    createMember: {
      email: 'eve@example.org',
      name: 'Eve',
      role: 'administrator',
      password: 'zvolte si dlouhe heslo 7',
    },
    createTransferLogin: { name: 'eve' },
    createImportJob: { importType: 'oneroster-1.1/users', transferLogin: ids.transferLogin },
    createPullSource: {
      ...{ name: 'taken over', transferLogin: ids.transferLogin, protocol: 'sftp', host: 'sftp.example.org' },
      ...{ userName: 'eve', signIn: { kind: 'made-key' }, schedule: { kind: 'every', minutes: 60 } },
    },
    updatePullSource: { name: 'taken over' },
    changeOutbox: { replyFiles: 'none' },
    confirmPullServer: { sha256: null },
    updateAccount: { name: 'taken over' },
    updateImportJob: { settings: { mode: 'partial' } },
    updateTemplate: { name: 'taken over' },
    createImportType: { ...busPasses, name: 'taken-over' },
    updateImportType: { title: 'taken over' },
    copyTemplate: { transferLogin: ids.transferLogin, fileName: 'copy.csv' },
  }
  const hasFile = ['putSample', 'createDelivery', 'importTemplate'].includes(id)
  const sent = hasFile ? { body: 'a,b\r\n1,2\r\n' } : id in bodies ? { json: bodies[id] } : {}
  return { line: `${method} ${address}${query[id] ?? ''}`, sent }
}

/** Everything an account holds, to compare. */
async function stateOf(accountId: string): Promise<string> {
  const where = { accountId }
  const tables = await Promise.all([
    db.account.findMany({ where: { id: accountId } }),
    db.member.findMany({ where }),
    db.transferLogin.findMany({ where }),
    db.importJob.findMany({ where }),
    db.template.findMany({ where }),
    db.delivery.findMany({ where }),
    db.run.findMany({ where }),
    db.customType.findMany({ where }),
    db.pullSource.findMany({ where }),
    db.pullTurn.findMany({ where: { source: where } }),
  ])
  return JSON.stringify(tables, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))
}

let stop: () => Promise<void>
let theirs: Ids
let eve: { accountId: string; key: string }
let operatorKey: string
let before: string

beforeAll(async () => {
  stop = await prepareApi()
  operatorKey = (await emptyInstallation()).operatorKey
  theirs = await everything((await accountWithKey('springfield')).accountId)
  eve = await accountWithKey('shelbyville')
  before = await stateOf(theirs.account!)
})
afterAll(() => stop())

describe('an id of another account', () => {
  it.each(withIds.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    '%s answers it like an id that does not exist',
    async (_, operation) => {
      const { line, sent } = request(operation, theirs)
      const nobodys = Object.fromEntries(Object.keys(theirs).map((name) => [name, randomUUID()]))
      const foreign = await call(line, { key: eve.key, ...sent })
      const unknown = await call(request(operation, nobodys).line, { key: eve.key, ...sent })
      expect([foreign.status, unknown.status]).toEqual([404, 404])
      expect(await foreign.json()).toEqual(await unknown.json())
    },
  )

  it('stays unknown below an account of one’s own', async () => {
    const login = `/api/v1/accounts/${eve.accountId}/transfer-logins/${theirs.transferLogin}`
    for (const line of [`GET ${login}`, `DELETE ${login}`, `POST ${login}/rotate`, `DELETE ${login}/previous-password`])
      await json(404, line, { key: eve.key })
    const job = { importType: 'oneroster-1.1/users', transferLogin: theirs.transferLogin }
    await json(400, `POST /api/v1/accounts/${eve.accountId}/import-jobs`, { key: eve.key, json: job })
    const delivery = `/api/v1/accounts/${eve.accountId}/deliveries?fileName=users.csv&transferLogin=${theirs.transferLogin}`
    await json(400, `POST ${delivery}`, { key: eve.key, body: 'a' })
  })

  it('is not read by a type’s name either, nor is its template, nor are its records', async () => {
    const name = 'custom/bus-passes'
    for (const line of [
      `GET /api/v1/import-types/${name}`,
      `GET /api/v1/import-types/${name}/template.csv`,
      `GET /api/v1/accounts/${eve.accountId}/records/${name}`,
      `GET /api/v1/accounts/${eve.accountId}/import-types/bus-passes`,
    ]) {
      await json(404, line, { key: eve.key })
    }
    const { items } = await json<{ items: { name: string }[] }>(200, 'GET /api/v1/import-types', { key: eve.key })
    expect(items.filter((type) => type.name === name)).toEqual([])
  })

  it('leaves everything of the other account as it was', async () => {
    expect(await stateOf(theirs.account!)).toBe(before)
  })

  it('never comes up in a list of one’s own', async () => {
    for (const noun of [
      'members',
      'transfer-logins',
      'import-jobs',
      'templates',
      'deliveries',
      'messages',
      'records/oneroster-1.1/users',
      'import-types',
      'pull-sources',
    ]) {
      expect(await json(200, `GET /api/v1/accounts/${eve.accountId}/${noun}`, { key: eve.key })).toEqual({
        items: [],
        nextCursor: null,
      })
    }
    expect(await json(200, 'GET /api/v1/accounts', { key: eve.key })).toMatchObject({ items: [{ id: eve.accountId }] })
  })
})

describe('ids and keys', () => {
  it.each(withIds.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
    '%s asks for a key, and answers what is no id with 404',
    async (_, operation) => {
      const { line, sent } = request(operation, theirs)
      const refused = await call(line, sent)
      expect(refused.status).toBe(401)
      expect(refused.headers.get('www-authenticate')).toContain('Bearer')
      expect((await call(line, { ...sent, key: 'rk_' + 'x'.repeat(43) })).status).toBe(401)
      const odd = Object.fromEntries(Object.keys(theirs).map((name) => [name, 'not-an-id%00']))
      expect((await call(request(operation, odd).line, { ...sent, key: operatorKey })).status).toBe(404)
    },
  )

  it('lets an account’s key do nothing that only an operator may', async () => {
    const account = { name: 'Mine', slug: 'mine', state: 'tx', timeZone: 'America/Chicago' }
    await json(403, 'POST /api/v1/accounts', { key: eve.key, json: account })
    await json(401, 'GET /api/v1/accounts')
    await json(401, 'GET /api/v1/import-types')
  })

  it('lets an operator read what every account has', async () => {
    const reads = withIds.filter(({ method }) => method === 'GET')
    for (const operation of reads) {
      const { line } = request(operation, theirs)
      // The run has applied nothing that could be undone, no reply was written, and there is no record yet.
      const known = { previewRollback: 409, listRecordHistory: 404, getReply: 404 }[operation.id] ?? 200
      expect([line, (await call(line, { key: operatorKey })).status]).toEqual([line, known])
    }
  })
})
