// Transactions that get into each other's way: the run is tried again as a whole, and it is never its own fault.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { env } from '@/lib/platform/env'
import { query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { lockRecords } from '@/lib/roster/lock'
import { processDelivery } from './process-delivery'
import {
  deliver,
  lastRunOf,
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
} from './test-district'

const WAIT = { timeout: 20_000, interval: 20 }
const MEETING = 4711

let district: District
const other = new pg.Client({ connectionString: env().databaseUrl })
beforeAll(async () => {
  await prepareInstallation()
  await other.connect()
})
afterAll(async () => {
  await other.end()
  await stopQueue()
})
beforeEach(async () => {
  district = await testDistrict()
  await testTemplate(district, header)
  await deliver(district, file('1 Ada', '2 Ben'))
})

/** Has the database do something each time a run adds students. */
async function whenAdding<T>(body: string, work: () => Promise<T>): Promise<T> {
  await query(`create function meet() returns trigger language plpgsql as $$ begin ${body} return null; end $$`)
  await query(
    'create trigger meet after insert on roster.visitor_aware_students for each statement execute function meet()',
  )
  return work().finally(() => query('drop function meet() cascade'))
}

async function expectTriedAgain(deliveryId: string, before: string): Promise<void> {
  expect(await lastRunOf(deliveryId)).toMatchObject({ state: 'failed', attempts: 0 })
  expect(await rosterHash(district)).toBe(before)
  await processDelivery(deliveryId, never)
  expect(await lastRunOf(deliveryId)).toMatchObject({ state: 'applied', attempts: 1, counts: { added: 1 } })
  expect(await studentsOf(district)).toEqual(['1 Ada', '2 Ben', '3 Cy'])
}

describe('a run that', () => {
  it('is the victim of a deadlock is tried again as a whole', async () => {
    const before = await rosterHash(district)
    const { delivery } = await receive(district, file('1 Ada', '2 Ben', '3 Cy'))
    // The run looks for a deadlock first, and only after the other transaction waits for it, too.
    const body = `perform set_config('deadlock_timeout', '2s', true); perform pg_advisory_xact_lock(${MEETING});`
    await whenAdding(body, async () => {
      await other.query(`begin; set local deadlock_timeout = '1min'; select pg_advisory_xact_lock(${MEETING})`)
      const tried = expect(processDelivery(delivery.id, never)).rejects.toThrow(/deadlock/)
      const waiting = `select from pg_locks where locktype = 'advisory' and not granted and objid = ${MEETING}`
      await vi.waitFor(async () => expect(await query(waiting)).toHaveLength(1), WAIT)
      await lockRecords(other, district.accountId, 'visitor-aware/students')
      await tried
      await other.query('rollback')
    })
    await expectTriedAgain(delivery.id, before)
  })

  it('cannot be serialised with another transaction is tried again as a whole', async () => {
    const before = await rosterHash(district)
    const { delivery } = await receive(district, file('1 Ada', '2 Ben', '3 Cy'))
    const body = `raise exception 'could not serialize access' using errcode = '40001';`
    await whenAdding(body, () => expect(processDelivery(delivery.id, never)).rejects.toThrow('serialize'))
    await expectTriedAgain(delivery.id, before)
  })
})
