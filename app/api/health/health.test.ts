// Health says which part does not serve.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { call, emptyInstallation, prepareApi } from '../test-api'

let stop: () => Promise<void>

beforeAll(async () => {
  stop = await prepareApi()
})
afterAll(() => stop())
beforeEach(async () => {
  await emptyInstallation()
})

async function beat(process: string, secondsAgo = 0, id = process): Promise<void> {
  const beatAt = new Date(Date.now() - secondsAgo * 1000)
  await db.heartbeat.create({ data: { id, process, beatAt, detail: {} } })
}

async function health() {
  const answer = await call('GET /api/health')
  return { code: answer.status, ...((await answer.json()) as Record<string, string>) }
}

describe('GET /api/health', () => {
  it('is 200 once database, worker and intake serve; what is no part of the installation does not count', async () => {
    await beat('worker')
    await beat('sftp')
    expect(await health()).toEqual({
      ...{ code: 200, status: 'ok', database: 'ok', worker: 'ok', sftp: 'ok', ftps: 'off' },
      ...{ disk: 'ok', mail: 'not-configured', version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string },
    })
  })

  it('is 503 with the part that is silent for twenty seconds, and fine when one of several lives', async () => {
    await beat('worker')
    await beat('sftp', 21)
    expect(await health()).toMatchObject({ code: 503, status: 'down', worker: 'ok', sftp: 'down' })
    await beat('sftp', 19, 'sftp:2')
    expect(await health()).toMatchObject({ code: 200, sftp: 'ok' })
    await db.heartbeat.deleteMany({ where: { process: 'worker' } })
    expect(await health()).toMatchObject({ code: 503, worker: 'down', sftp: 'ok' })
  })
})
