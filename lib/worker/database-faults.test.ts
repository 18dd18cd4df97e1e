// The database goes away while a worker imports a file: stopped without flushing anything, a connection ended by the
// server, the commit never sent, or sent and never answered. The worker lives on, and the file is imported exactly once.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { District } from '@/lib/runs/test-district'

const own = await vi.hoisted(async () => {
  const { useOwnPostgres } = await import('@/lib/platform/test-own-postgres')
  return useOwnPostgres()
})
const { query } = await import('@/lib/platform/db')
const { stopQueue } = await import('@/lib/platform/queue')
const { deliveryById } = await import('@/lib/deliveries/delivery')
const { deliver, lastRunOf, messagesOf, prepareInstallation, receive, studentsOf, testDistrict, testTemplate } =
  await import('@/lib/runs/test-district')
const { studentFile: file, studentHeader: header, rosterHash } = await import('@/lib/runs/test-district')
const { startWorker } = await import('./test-worker')

const WAIT = { timeout: 40_000, interval: 50 }
let district: District
let worker: Awaited<ReturnType<typeof startWorker>>

beforeAll(async () => {
  await prepareInstallation()
  worker = await startWorker()
})
beforeEach(async () => {
  district = await testDistrict()
  await testTemplate(district, header, { notifyOnSuccess: true })
  await deliver(district, file('1 Ada', '2 Ben', '3 Cy'))
})
afterAll(async () => {
  expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null })
  await stopQueue()
  const { disconnect } = await import('@/lib/platform/db')
  await disconnect()
  await own.remove()
})

/** Holds a lock until the callback is done, or the server is gone. */
async function whileLocked<T>(table: string, work: () => Promise<T>): Promise<T> {
  const blocker = new pg.Client({ connectionString: own.url })
  blocker.on('error', () => undefined)
  await blocker.connect()
  await blocker.query(`begin; lock table ${table} in share mode`)
  return work().finally(() => blocker.end().catch(() => undefined))
}

const waitingFor = (table: string) =>
  query<{ pid: number }>(`select pid from pg_locks where not granted and relation = $1::regclass`, [table])

/** Delivers the next file, and lets the worker come to where it wants to write into the table. */
async function deliverUpTo(table: string, then: (pid: number) => Promise<void>): Promise<string> {
  return whileLocked(table, async () => {
    const { delivery } = await receive(district, file('1 Ada', '2 Benno', '4 Di'))
    const [waiting] = await vi.waitFor(async () => {
      const found = await waitingFor(table)
      expect(found).toHaveLength(1)
      return found
    }, WAIT)
    await then(waiting?.pid ?? 0)
    return delivery.id
  })
}

const restart = async () => {
  await own.stopImmediately()
  await own.start()
}

async function expectImportedOnce(deliveryId: string): Promise<void> {
  await vi.waitFor(
    async () => expect(await deliveryById(district.accountId, deliveryId)).toMatchObject({ state: 'done' }),
    WAIT,
  )
  expect(await deliveryById(district.accountId, deliveryId)).toMatchObject({
    outcome: 'imported',
    runs: [{ state: 'applied' }],
  })
  expect(await lastRunOf(deliveryId)).toMatchObject({
    counts: { rows: 3, added: 1, changed: 1, deactivated: 1, unchanged: 1 },
  })
  expect(await studentsOf(district)).toEqual(['1 Ada', '2 Benno', '3 Cy inactive', '4 Di'])
  const history = await query<{ kind: string }>('select kind from roster.changes where account_id = $1 order by kind', [
    district.accountId,
  ])
  expect(history).toEqual([{ kind: 'changed' }, { kind: 'deactivated' }])
  expect((await messagesOf(district)).map(({ kind }) => kind)).toEqual(['import-complete', 'import-complete'])
}

describe('PostgreSQL, stopped without warning and started again', { timeout: 90_000 }, () => {
  it('while the rows are read', async () => {
    const rows = Array.from({ length: 400_000 }, (_, index) => `${index + 1},Eve,Reyes,012`)
    const { delivery } = await receive(district, [header, ...rows].join('\n'))
    await vi.waitFor(
      async () => expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'reading', attempts: 1 }),
      { ...WAIT, interval: 5 },
    )
    await restart()
    await vi.waitFor(
      async () => expect(await deliveryById(district.accountId, delivery.id)).toMatchObject({ outcome: 'imported' }),
      WAIT,
    )
    expect(await lastRunOf(delivery.id)).toMatchObject({ counts: { added: 399_997, changed: 3, rows: 400_000 } })
  })

  it.each(['roster.changes', 'roster.visitor_aware_students', 'run_issues', 'messages'])(
    'while the run wants to write %s',
    async (table) => {
      const before = await rosterHash(district)
      const deliveryId = await deliverUpTo(table, async () => {
        await own.stopImmediately()
        await own.start()
        expect(await rosterHash(district)).toBe(before)
      })
      await expectImportedOnce(deliveryId)
    },
  )

  it('before the commit reaches it', async () => {
    const before = await rosterHash(district)
    const withheld = own.proxy.spoilCommit('withhold')
    const { delivery } = await receive(district, file('1 Ada', '2 Benno', '4 Di'))
    await withheld
    await restart()
    expect(await rosterHash(district)).toBe(before)
    await expectImportedOnce(delivery.id)
  })
})

describe('a connection that is cut', { timeout: 90_000 }, () => {
  it('by the server in the middle of the run', async () => {
    const deliveryId = await deliverUpTo('roster.changes', async (pid) => {
      expect(await query<{ ok: boolean }>('select pg_terminate_backend($1) as ok', [pid])).toEqual([{ ok: true }])
    })
    await expectImportedOnce(deliveryId)
  })

  it('after the commit, before its answer: the file is not imported again', async () => {
    const lost = own.proxy.spoilCommit('lose-answer')
    const { delivery } = await receive(district, file('1 Ada', '2 Benno', '4 Di'))
    await lost
    const after = await rosterHash(district)
    await expectImportedOnce(delivery.id)
    const open = `select from pgboss.job where name = 'process-delivery' and state <> 'completed'`
    await vi.waitFor(async () => expect(await query(open)).toHaveLength(0), WAIT)
    expect(await rosterHash(district)).toBe(after)
    await expectImportedOnce(delivery.id)
  })
})
