// Files over HTTP while the disk is nearly full, on a real small disk.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const disk = await vi.hoisted(async () => {
  const { useSmallDisk } = await import('@/lib/platform/test-small-disk')
  return useSmallDisk({ sizeBytes: 64 * 1024 * 1024, leastFreeBytes: 16 * 1024 * 1024 })
})
if ('missing' in disk) console.info(`a nearly full disk is not tested: nothing can be mounted here (${disk.missing})`)

const { createTransferLogin } = await import('@/lib/accounts/transfer-logins')
const { db } = await import('@/lib/platform/db')
const { accountWithKey, call, emptyInstallation, prepareApi } = await import('../test-api')

const LEAST = 16 * 1024 * 1024

describe.skipIf('missing' in disk)('a disk that is nearly full', () => {
  if ('missing' in disk) return
  let stop: () => Promise<void>
  let post: (body: BodyInit, headers?: Record<string, string>) => Promise<Response>

  beforeAll(async () => {
    stop = await prepareApi()
    await emptyInstallation()
    const { accountId, key } = await accountWithKey('springfield')
    await createTransferLogin({ accountId, name: 'sis' })
    const line = `POST /api/v1/accounts/${accountId}/deliveries?fileName=users.csv&transferLogin=sis`
    post = (body, headers = {}) => call(line, { key, body, headers })
    for (const process of ['worker', 'sftp']) {
      await db.heartbeat.create({ data: { id: process, process, beatAt: new Date(), detail: {} } })
    }
  })
  afterAll(async () => {
    await stop()
    disk.remove()
  })

  it('refuses a file with 507 before and while it comes, says so in health without an alarm, and goes on by itself', async () => {
    disk.fillUntil(LEAST - 4096)
    const refused = await post('a,b\r\n1,2\r\n')
    expect(refused.status).toBe(507)
    expect(await refused.json()).toMatchObject({ type: 'urn:rollcall:problem:no-room', status: 507 })
    const health = await call('GET /api/health')
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({ status: 'degraded', disk: 'low', database: 'ok' })

    disk.fillUntil(LEAST + 2 * 1024 * 1024)
    expect((await post('a', { 'content-length': String(3 * 1024 * 1024) })).status).toBe(507)
    expect((await post(Buffer.alloc(4 * 1024 * 1024, 'x'))).status).toBe(507)
    expect(await db.delivery.count()).toBe(0)

    disk.empty()
    expect((await post('a,b\r\n1,2\r\n')).status).toBe(202)
    expect(await (await call('GET /api/health')).json()).toMatchObject({ status: 'ok', disk: 'ok' })
  })
})
