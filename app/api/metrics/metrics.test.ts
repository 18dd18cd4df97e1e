// Metrics are for the operator, and for whoever is on the machine itself.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { notePeerAddresses } from '@/lib/auth/client-address'
import { db } from '@/lib/platform/db'
import { accountWithKey, call, emptyInstallation, prepareApi } from '../test-api'

let stop: () => Promise<void>
let operatorKey: string

beforeAll(async () => {
  stop = await prepareApi()
  notePeerAddresses()
})
afterAll(() => stop())
beforeEach(async () => {
  operatorKey = (await emptyInstallation()).operatorKey
})

const status = async (headers: Record<string, string>, key?: string) =>
  (await call('GET /api/metrics', { headers, ...(key ? { key } : {}) })).status

const here = { 'x-rollcall-peer': '127.0.0.1', host: 'localhost:3000' }

it('are answered on the machine itself without a key', async () => {
  expect(await status(here)).toBe(200)
  expect(await status({ ...here, 'x-rollcall-peer': '::1', host: '[::1]:3000', 'x-forwarded-for': '::1' })).toBe(200)
})

it('need an operator’s key from elsewhere, also through a proxy on the machine', async () => {
  const { key } = await accountWithKey('springfield')
  for (const headers of [
    { ...here, 'x-rollcall-peer': '203.0.113.7' },
    { ...here, host: 'rollcall.example.org' },
    { ...here, 'x-forwarded-for': '203.0.113.7' },
    { ...here, 'x-forwarded-for': '127.0.0.1, 203.0.113.7' },
    { 'x-rollcall-peer': '127.0.0.1' },
  ]) {
    expect(await status(headers)).toBe(401)
    expect(await status(headers, key)).toBe(403)
    expect(await status(headers, operatorKey)).toBe(200)
  }
})

it('count what the database holds by state, anew each time', async () => {
  const text = async () => (await call('GET /api/metrics', { key: operatorKey })).text()
  await db.heartbeat.create({ data: { id: 'worker', process: 'worker', beatAt: new Date(), detail: {} } })
  expect(await text()).toMatch(/^rollcall_heartbeat_age_seconds\{process="worker"\} \d/m)
  const { accountId } = await accountWithKey('springfield')
  const message = await db.message.create({
    data: { accountId, kind: 'held', to: '', locale: 'en', params: {}, state: 'inApp' },
  })
  expect(await text()).toContain('rollcall_messages{state="in-app"} 1')
  await db.message.delete({ where: { id: message.id } })
  expect(await text()).not.toContain('rollcall_messages{state="in-app"}')
  expect(await text()).toContain('process_cpu_seconds_total')
})
