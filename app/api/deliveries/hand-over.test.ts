// The intake hands a file over: believed only with the installation's signature, taken once however often it is told.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { testAccount } from '@/lib/import-jobs/test-job'
import { db } from '@/lib/platform/db'
import { destroyStored, storeStream } from '@/lib/platform/files'
import { deliveryKey } from '@/lib/platform/secrets'
import { call, emptyInstallation, prepareApi } from '../test-api'

let stop: () => Promise<void>
let owner: { accountId: string; transferLoginId: string }
let upload: Record<string, unknown> & { eventId: string; storageKey: string }

beforeAll(async () => {
  stop = await prepareApi()
})
afterAll(() => stop())

beforeEach(async () => {
  await emptyInstallation()
  owner = await testAccount('springfield')
  const stored = await storeStream([Buffer.from('a,b\r\n1,2\r\n')] as unknown as AsyncIterable<Uint8Array>, {
    bytesMax: 100,
  })
  if (!stored.ok) throw new Error(stored.reason)
  const { storageKey, size, sha256 } = stored
  upload = {
    ...{ event: 'upload', eventId: crypto.randomUUID(), userName: 'sis_admin_springfield_tx', via: 'sftp' },
    ...{ path: '/users.csv', fileName: 'users.csv', size, sha256, storageKey, clientAddress: '203.0.113.7' },
  }
})

type Signing = { key?: string; at?: Date; sent?: string; headers?: Record<string, string> }

function handOver(
  body: object,
  { key = deliveryKey(), at = new Date(), sent, headers = {} }: Signing = {},
): Promise<Response> {
  const text = JSON.stringify(body)
  return call('POST /api/deliveries', {
    body: sent ?? text,
    headers: {
      'webhook-id': 'msg',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign('msg', at, text),
      ...headers,
    },
  })
}

const status = async (body: object, signing?: Signing) => (await handOver(body, signing)).status
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

describe('POST /api/deliveries', () => {
  it('answers 202 once and 200 for every repeat, also after the file was processed and destroyed', async () => {
    expect(await status(upload)).toBe(202)
    const rows = await db.delivery.findMany()
    expect(rows).toMatchObject([
      { ...owner, via: 'sftp', clientAddress: '203.0.113.7', state: 'noTemplate', fileName: 'users.csv' },
    ])
    expect(await status(upload)).toBe(200)
    await destroyStored(upload.storageKey)
    const repeat = await handOver(upload)
    expect([repeat.status, await repeat.json()]).toEqual([200, { id: rows[0]?.id, seen: true }])
    expect(await db.delivery.count()).toBe(1)
  })

  it('takes one of many hand-overs at the same moment', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => status(upload)))
    expect(answers.toSorted()).toEqual([200, 200, 200, 202])
    expect(await db.delivery.count()).toBe(1)
  })

  it('finds the login by its name for FTPS too', async () => {
    expect(await status({ ...upload, userName: 'sis.admin.springfield.tx', via: 'ftps' })).toBe(202)
  })

  it('believes nothing that is not signed by this installation, now', async () => {
    const other = Buffer.alloc(32, 7).toString('base64')
    expect(await status(upload, { key: other })).toBe(401)
    expect(await status(upload, { at: minutesAgo(6) })).toBe(401)
    expect(await status(upload, { at: minutesAgo(-6) })).toBe(401)
    expect(await status(upload, { at: minutesAgo(4) })).toBe(202)
    expect(await status(upload, { sent: JSON.stringify({ ...upload, fileName: 'else.csv' }) })).toBe(401)
    expect(await status(upload, { headers: { 'webhook-id': 'other' } })).toBe(401)
    expect(await status(upload, { headers: { 'webhook-signature': '' } })).toBe(401)
    expect((await call('POST /api/deliveries', { body: JSON.stringify(upload) })).status).toBe(401)
    expect(
      (await call('POST /api/deliveries', { body: JSON.stringify(upload), headers: { authorization: 'Bearer x' } }))
        .status,
    ).toBe(401)
  })

  it.each([
    ['a login nobody has', { userName: 'nobody_admin_springfield_tx' }, 422],
    ['a size the stored file does not have', { size: 3 }, 422],
    ['a stored file that is not there', { storageKey: crypto.randomUUID() }, 422],
    ['a storage key that is a path', { storageKey: '../../secrets/auth' }, 400],
    ['a name no file can have', { fileName: '../users.csv' }, 400],
    ['another event', { event: 'rename' }, 400],
    ['a hash that is none', { sha256: 'x' }, 400],
  ])('refuses %s for good', async (_, change, expected) => {
    expect(await status({ ...upload, ...change })).toBe(expected)
    expect(await db.delivery.count()).toBe(0)
  })

  it('refuses a login that was switched off', async () => {
    await db.transferLogin.update({ where: { id: owner.transferLoginId }, data: { disabledAt: new Date() } })
    expect(await status(upload)).toBe(409)
  })
})
