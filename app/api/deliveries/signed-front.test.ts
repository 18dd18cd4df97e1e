// A program of somebody else's that signs its events, such as a script of a cloud transfer service: the answers it goes by.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFront, revokeFront } from '@/lib/fronts/front'
import { testAccount } from '@/lib/import-jobs/test-job'
import { db } from '@/lib/platform/db'
import { call, emptyInstallation, prepareApi } from '../test-api'

const { root, variableSecret } = vi.hoisted(() => {
  const folder = `/tmp/rollcall-signed-${process.pid}`
  const secret = 'a secret of the environment'.replaceAll(' ', '-')
  Object.assign(process.env, { TRUST_PROXY: 'on', FOREIGN_FILES_DIR: folder, FOREIGN_FRONT_SECRET: secret })
  return { root: folder, variableSecret: secret }
})

const USER = 'sis_admin_springfield_tx'
const SHA256 = 'b00cb1bc24ed18ce3ac2b1fb8bfbe0ff6c2dc9e4f7b8a16ee8a8e0d2b5ed8e69'

let stop: () => Promise<void>
let owner: { accountId: string; transferLoginId: string }
let front: { id: string; secret: string }

beforeAll(async () => {
  stop = await prepareApi()
})
afterAll(async () => {
  rmSync(root, { recursive: true, force: true })
  await stop()
})
beforeEach(async () => {
  mkdirSync(path.join(root, USER), { recursive: true })
  writeFileSync(path.join(root, USER, 'users.csv'), 'id\n1\n')
  await emptyInstallation()
  owner = await testAccount('springfield')
  const made = await createFront({ name: 'cloud', kind: 'signed', allowedAddresses: ['10.0.0.7'] })
  if (!made.ok) throw new Error(made.reason)
  front = { id: made.front.id, secret: made.secret }
})

const event = { event: 'upload', eventId: 'upload-1', userName: USER, path: `${USER}/users.csv`, size: 5 }

type Signing = { id?: string; secret?: string; at?: Date; from?: string; sent?: object }

async function status(body: object, signing: Signing = {}): Promise<number> {
  const { id = front.id, secret = front.secret, at = new Date(), from = '10.0.0.7', sent = body } = signing
  const headers = {
    'webhook-id': 'm1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('m1', at, JSON.stringify(body)),
    'x-forwarded-for': from,
  }
  return (await call(`POST /api/deliveries?front=${id}`, { body: JSON.stringify(sent), headers })).status
}
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

describe('a signed event of a front', () => {
  it('is answered 202 once and 200 for every repeat', async () => {
    expect([await status(event), await status(event)]).toEqual([202, 200])
    rmSync(path.join(root, USER, 'users.csv'))
    expect(await status(event)).toBe(200)
    expect(await db.delivery.findMany()).toMatchObject([{ ...owner, fileName: 'users.csv', via: 'sftp', size: 5n }])
  })

  it('may name the path as ours, and the file as the client named it', async () => {
    const renamed = { ...event, path: path.join(root, event.path), fileName: 'Users 2.csv' }
    expect(await status(renamed)).toBe(202)
    expect(await db.delivery.findMany()).toMatchObject([{ fileName: 'Users 2.csv' }])
  })

  it('is believed with the key of this front, from its address, within five minutes, and no other way', async () => {
    expect(await status(event, { secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` })).toBe(401)
    expect(await status(event, { from: '10.0.0.8' })).toBe(401)
    expect(await status(event, { at: minutesAgo(6) })).toBe(401)
    expect(await status(event, { at: minutesAgo(-6) })).toBe(401)
    expect(await status(event, { sent: { ...event, size: 6 } })).toBe(401)
    expect(await status(event, { id: crypto.randomUUID() })).toBe(401)
    expect(await status(event, { id: 'x' })).toBe(401)
    await revokeFront(front.id)
    expect(await status(event)).toBe(401)
    expect(await db.delivery.count()).toBe(0)
  })

  it.each([
    ['another hash than the file has', { sha256: SHA256 }, 422],
    ['the folder of another login', { path: 'other_admin_shelbyville_tx/users.csv' }, 422],
    ['a path that climbs', { path: `${USER}/../../users.csv` }, 422],
    ['a name no file can have', { fileName: 'a\nb' }, 400],
    ['no event of ours', { event: 'rename' }, 400],
  ])('is refused for good with %s', async (_, changes, expected) => {
    expect(await status({ ...event, ...changes })).toBe(expected)
  })
})

describe('the front that a variable makes', () => {
  const send = (from: string, key = variableSecret) => {
    const body = { action: 'upload', username: USER, path: path.join(root, USER, 'users.csv'), file_size: 5, status: 1 }
    return call('POST /api/deliveries', { json: body, key, headers: { 'x-forwarded-for': from } })
  }

  it('counts from this machine, and from nowhere else', async () => {
    expect((await send('10.0.0.7')).status).toBe(401)
    expect((await send('127.0.0.1', `${variableSecret}x`)).status).toBe(401)
    expect((await send('127.0.0.1')).status).toBe(200)
    expect(await db.delivery.count()).toBe(1)
  })
})
