// The worker is killed at named points, each one a place where it waits for a lock that the test holds; then the run is
// taken up again. Whatever the point, the file is imported exactly once and nobody ever sees half of it.
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { deliveryById } from '@/lib/deliveries/delivery'
import { env } from '@/lib/platform/env'
import { storedSize } from '@/lib/platform/files'
import { query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { emptyDatabase } from '@/lib/platform/test-database'
import { processDelivery } from '@/lib/runs/process-delivery'
import { lockRecords } from '@/lib/roster/lock'
import {
  deliver,
  lastRunOf,
  messagesOf,
  never,
  prepareInstallation,
  receive,
  rosterHash,
  studentFile as file,
  studentHeader as header,
  studentsOf,
  testDistrict,
  testTemplate,
  type District,
} from '@/lib/runs/test-district'
import { startWorker, type TestWorker } from './test-worker'

const WAIT = { timeout: 30_000, interval: 50 }

let district: District
let worker: TestWorker | undefined
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
  await deliver(district, file('1 Ada', '2 Ben', '3 Cy'))
})
afterEach(async () => {
  await blocker.query('rollback')
  await worker?.end('SIGKILL')
  worker = undefined
})
afterAll(async () => {
  await blocker.end()
  await stopQueue()
})

/** The worker, killed where it waits for what the lock holds. */
async function killAt(lock: () => Promise<unknown>, statement: string, to: District = district): Promise<string> {
  await blocker.query('begin')
  await lock()
  worker = await startWorker()
  const { delivery } = await receive(to, file('1 Ada', '2 Benno', '4 Di'))
  await vi.waitFor(async () => expect(await waiting(statement)).toHaveLength(1), WAIT)
  await worker.end('SIGKILL')
  worker = undefined
  return delivery.id
}

const waiting = (statement: string) =>
  query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike $1`,
    [`%${statement}%`],
  )

async function expectImportedOnce(deliveryId: string): Promise<void> {
  expect(await studentsOf(district)).toEqual(['1 Ada', '2 Benno', '3 Cy inactive', '4 Di'])
  const delivery = await deliveryById(district.accountId, deliveryId)
  expect(delivery).toMatchObject({ state: 'done', outcome: 'imported', storageKey: null, runs: [{ state: 'applied' }] })
  const counts = { rows: 3, added: 1, changed: 1, deactivated: 1, unchanged: 1 }
  expect(await lastRunOf(deliveryId)).toMatchObject({ counts })
  const history = await query('select kind from roster.changes where account_id = $1 order by kind', [
    district.accountId,
  ])
  expect(history).toEqual([{ kind: 'changed' }, { kind: 'deactivated' }])
  expect((await messagesOf(district)).map(({ kind }) => kind)).toEqual(['import-complete', 'import-complete'])
}

const lockTable = (table: string, mode: string) => () => blocker.query(`lock table ${table} in ${mode} mode`)

describe('a worker that is killed', { timeout: 90_000 }, () => {
  it('while the first file of a district goes into the table leaves nothing there, and the next one imports it', async () => {
    const newcomer = await testDistrict()
    await testTemplate(newcomer, header)
    const deliveryId = await killAt(lockTable('roster.visitor_aware_students', 'share'), 'copy roster', newcomer)
    await blocker.query('rollback')
    expect(await studentsOf(newcomer)).toEqual([])
    await processDelivery(deliveryId, never)
    expect(await studentsOf(newcomer)).toEqual(['1 Ada', '2 Benno', '4 Di'])
    expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben', '3 Cy'])
  })

  it.each([
    [
      'before it compares',
      () => lockRecords(blocker, district.accountId, 'visitor-aware/students'),
      'pg_advisory_xact_lock',
    ],
    ['while it compares', lockTable('roster.visitor_aware_students', 'access exclusive'), 'visitor_aware_students'],
    ['while it keeps what was before', lockTable('roster.changes', 'share'), 'insert into roster.changes'],
    ['while it writes the records', lockTable('roster.visitor_aware_students', 'share'), 'update roster'],
    ['while it writes the end of the run', lockTable('run_issues', 'share'), 'delete from run_issues'],
    ['before it tells of the end', lockTable('messages', 'share'), 'insert into "public"."messages"'],
  ])('%s leaves the roster as it was, and the next one imports the file once', async (_, lock, statement) => {
    const before = await rosterHash(district)
    const deliveryId = await killAt(lock, statement)
    await blocker.query('rollback')
    expect(await rosterHash(district)).toBe(before)
    expect(await lastRunOf(deliveryId)).toMatchObject({ attempts: 1 })
    await processDelivery(deliveryId, never)
    await expectImportedOnce(deliveryId)
    await processDelivery(deliveryId, never)
    await expectImportedOnce(deliveryId)
  })

  it('while it reads leaves nothing behind', async () => {
    const before = await rosterHash(district)
    worker = await startWorker()
    const rows = Array.from({ length: 300_000 }, (_, index) => `${index + 1},Eve,Reyes,012`)
    const { delivery } = await receive(district, [header, ...rows].join('\n'))
    await vi.waitFor(
      async () => expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'reading', attempts: 1 }),
      { ...WAIT, interval: 5 },
    )
    await worker.end('SIGKILL')
    worker = undefined
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'reading' })
    expect(await rosterHash(district)).toBe(before)
  })

  it('after the commit, before the queue knows, does not import a second time', async () => {
    const deliveryId = await killAt(lockTable('messages', 'share'), 'insert into "public"."messages"').catch(() => '')
    expect(deliveryId).not.toBe('')
    await blocker.query('rollback')
    await processDelivery(deliveryId, never)
    const after = await rosterHash(district)
    // The task is still there: the next worker takes it, finds the delivery done, and ends it.
    await query(`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`)
    worker = await startWorker()
    const open = `select from pgboss.job where name = 'process-delivery' and state <> 'completed'`
    await vi.waitFor(async () => expect(await query(open)).toHaveLength(0), WAIT)
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null })
    worker = undefined
    expect(await rosterHash(district)).toBe(after)
    await expectImportedOnce(deliveryId)
  })
})

describe('a worker that is told to end', { timeout: 90_000 }, () => {
  it('finishes what it has in hand, says good-bye, and exits with 0', async () => {
    await blocker.query('begin')
    await blocker.query('lock table roster.changes in share mode')
    worker = await startWorker()
    const { delivery } = await receive(district, file('1 Ada', '2 Benno', '4 Di'))
    await vi.waitFor(async () => expect(await waiting('insert into roster.changes')).toHaveLength(1), WAIT)
    expect(await query(`select from heartbeats where process = 'worker'`)).toHaveLength(1)
    const ended = worker.end('SIGTERM')
    await blocker.query('rollback')
    expect(await ended).toEqual({ code: 0, signal: null })
    worker = undefined
    await expectImportedOnce(delivery.id)
    expect(await storedSize(delivery.storageKey ?? '')).toBeUndefined()
    expect(await query(`select from heartbeats where process = 'worker'`)).toHaveLength(0)
  })
})
