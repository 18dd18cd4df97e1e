// Workers that die again and again of the same file, that are frozen for longer than anybody waits, and that have a
// large file in hand when a small one of another district comes.
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { deliveryById } from '@/lib/deliveries/delivery'
import { env } from '@/lib/platform/env'
import { query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { lockRecords } from '@/lib/roster/lock'
import { emptyDatabase } from '@/lib/platform/test-database'
import {
  deliver,
  lastRunOf,
  messagesOf,
  prepareInstallation,
  receive,
  studentFile as file,
  studentHeader as header,
  studentsOf,
  testDistrict,
  testTemplate,
  type District,
} from '@/lib/runs/test-district'
import { startWorker, type TestWorker } from './test-worker'

const WAIT = { timeout: 40_000, interval: 50 }

let district: District
const workers = new Set<TestWorker>()
const blocker = new pg.Client({ connectionString: env().databaseUrl })

beforeAll(async () => {
  await prepareInstallation()
  await blocker.connect()
})
beforeEach(async () => {
  await emptyDatabase()
  await query(`delete from pgboss.job`)
  district = await testDistrict()
  await testTemplate(district, header, { notifyOnSuccess: true })
})
afterEach(async () => {
  await blocker.query('rollback')
  for (const worker of workers) await worker.end('SIGKILL')
  workers.clear()
})
afterAll(async () => {
  await blocker.end()
  await stopQueue()
})

async function start(): Promise<TestWorker> {
  const worker = await startWorker()
  workers.add(worker)
  return worker
}

/** No run can write its records until the test rolls back. */
const block = () => blocker.query('begin; lock table roster.visitor_aware_students in share mode')

/** How many runs wait for that. */
const blocked = () =>
  query(`select from pg_locks where not granted and relation = 'roster.visitor_aware_students'::regclass`)

/** Lets the queue believe that what is under way has not been heard of for long. */
const forgetHeartbeats = () =>
  query(`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`)

/** What the queue does some seconds after a worker died, without the seconds. */
const giveBack = () => query(`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`)

const outcomeOf = async (deliveryId: string) => (await deliveryById(district.accountId, deliveryId))?.outcome

describe('a file of which the worker dies', { timeout: 90_000 }, () => {
  it('three times is set aside, the file is kept, and the next one is imported', async () => {
    await block()
    const { delivery } = await receive(district, file('1 Ada'))
    const next = await receive(district, file('2 Ben'))
    for (let death = 1; death <= 3; death++) {
      const worker = await start()
      await vi.waitFor(async () => expect(await lastRunOf(delivery.id)).toMatchObject({ attempts: death }), WAIT)
      await vi.waitFor(async () => expect(await blocked()).toHaveLength(1), WAIT)
      await worker.end('SIGKILL')
      workers.delete(worker)
      await giveBack()
    }
    await blocker.query('rollback')
    await start()
    await vi.waitFor(async () => expect(await outcomeOf(next.delivery.id)).toBe('imported'), WAIT)
    expect(await lastRunOf(delivery.id)).toMatchObject({
      state: 'rejected',
      failure: { reason: 'unsafe', attempts: 3 },
    })
    const aside = await deliveryById(district.accountId, delivery.id)
    expect(aside).toMatchObject({ outcome: 'rejected', storageKey: expect.any(String) as string })
    expect((await messagesOf(district)).map(({ kind }) => kind)).toEqual(['rejected', 'import-complete'])
    expect(await studentsOf(district)).toEqual(['2 Ben'])
  })
})

describe('a worker that is frozen for longer than the queue waits', { timeout: 90_000 }, () => {
  it('and goes on beside the one that took its run over has one effect with it', async () => {
    await deliver(district, file('1 Ada', '3 Cy'))
    await block()
    const frozen = await start()
    const { delivery } = await receive(district, file('1 Adah', '2 Ben'))
    await vi.waitFor(async () => expect(await blocked()).toHaveLength(1), WAIT)
    process.kill(frozen.pid, 'SIGSTOP')
    await forgetHeartbeats()
    await start()
    const waiting = `select from pg_locks where not granted and locktype = 'advisory'`
    await vi.waitFor(async () => expect(await query(waiting)).toHaveLength(1), WAIT)
    await blocker.query('rollback')
    process.kill(frozen.pid, 'SIGCONT')
    await vi.waitFor(async () => expect(await outcomeOf(delivery.id)).toBe('imported'), WAIT)
    await vi.waitFor(async () => expect(await query(waiting)).toHaveLength(0), WAIT)
    for (const worker of workers) expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'applied', attempts: 1 })
    expect(await studentsOf(district)).toEqual(['1 Adah', '2 Ben', '3 Cy inactive'])
    const history = await query('select kind from roster.changes order by kind')
    expect(history).toEqual([{ kind: 'changed' }, { kind: 'deactivated' }])
    expect(await messagesOf(district)).toHaveLength(2)
  })
})

describe('one worker as it is installed', { timeout: 90_000 }, () => {
  it('imports a small file of one district while as many large ones of others as it takes are under way', async () => {
    const others = [await testDistrict(), await testDistrict(), await testDistrict()]
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index + 1},Eve,${'of the river '.repeat(11)},012`)
    await blocker.query('begin')
    const large: string[] = []
    for (const other of others) {
      await testTemplate(other, header)
      // It waits before it is read, because it is the district's first.
      await lockRecords(blocker, other.accountId, 'visitor-aware/students')
      large.push((await receive(other, [header, ...rows].join('\n'))).delivery.id)
    }
    const underWay = () =>
      query(`select from runs where delivery_id = any($1::uuid[]) and state = 'reading' and finished_at is null`, [
        large,
      ])
    await start()
    await vi.waitFor(async () => expect(await underWay()).toHaveLength(2), WAIT)
    const { delivery } = await receive(district, file('1 Ada'))
    await vi.waitFor(async () => expect(await outcomeOf(delivery.id)).toBe('imported'), WAIT)
    expect(await underWay()).toHaveLength(2)
  })
})
