// What breaks on our side: errors, workers that die or meet, and being told to stop.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliveryById } from '@/lib/deliveries/delivery'
import { processAgain } from '@/lib/deliveries/process-again'
import { db, query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { processDelivery } from './process-delivery'
import { processRun } from './process'
import { requeueForgotten } from './requeue-forgotten'
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
} from './test-district'

const many = (count: number, name: string) => Array.from({ length: count }, (_, index) => `${index + 1} ${name}`)

let district: District
beforeAll(prepareInstallation)
afterAll(() => stopQueue())
beforeEach(async () => {
  district = await testDistrict()
  await testTemplate(district, header)
})

/** Runs something while the table of students cannot be found. */
async function withoutTable(work: () => Promise<void>): Promise<void> {
  await query('alter table roster.visitor_aware_students rename to elsewhere')
  await work().finally(() => query('alter table roster.elsewhere rename to visitor_aware_students'))
}

describe('an error of ours', () => {
  it('marks the run as failed, is thrown for the queue to try again, and then nothing is missing', async () => {
    const { delivery } = await receive(district, file('1 Ada'))
    await withoutTable(() => expect(processDelivery(delivery.id, never)).rejects.toThrow('visitor_aware_students'))
    expect(await lastRunOf(delivery.id)).toMatchObject({
      state: 'failed',
      failure: { reason: 'internal' },
      finishedAt: null,
    })
    await processDelivery(delivery.id, never)
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'applied', attempts: 2, failure: null })
    expect(await studentsOf(district)).toEqual(['1 Ada'])
  })

  it('that goes on is given up after five tries and told; the file is kept, and can be processed again', async () => {
    const { delivery } = await receive(district, file('1 Ada'))
    await withoutTable(async () => {
      for (let attempt = 1; attempt < 5; attempt++) await expect(processDelivery(delivery.id, never)).rejects.toThrow()
      await processDelivery(delivery.id, never)
    })
    const given = await deliveryById(district.accountId, delivery.id)
    expect(given).toMatchObject({ state: 'done', outcome: 'failed', storageKey: expect.any(String) as string })
    expect(await messagesOf(district)).toMatchObject([{ kind: 'rejected', params: { issue: null, counts: null } }])
    expect(await processAgain(district.accountId, delivery.id)).toEqual({ ok: true })
    await processDelivery(delivery.id, never)
    expect(await deliveryById(district.accountId, delivery.id)).toMatchObject({
      outcome: 'imported',
      runs: [{ state: 'applied' }, { state: 'failed' }],
    })
  })

  it('that is only the database being short of something is never the run’s fault', async () => {
    const { delivery } = await receive(district, file('1 Ada'))
    await query(`create function pg_temp_full() returns trigger language plpgsql as
      $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$`)
    await query(
      'create trigger full_disk before insert on roster.visitor_aware_students execute function pg_temp_full()',
    )
    for (let attempt = 0; attempt < 7; attempt++)
      await expect(processDelivery(delivery.id, never)).rejects.toThrow('no space')
    await query('drop function pg_temp_full() cascade')
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'failed', attempts: 0 })
    await processDelivery(delivery.id, never)
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'applied', attempts: 1 })
  })
})

describe('a file that ends its worker', () => {
  it('is rejected after three crashes, told, and does not keep the next one waiting', async () => {
    const { delivery } = await receive(district, file('1 Ada'))
    const stop = AbortSignal.abort()
    await expect(processDelivery(delivery.id, stop)).rejects.toThrow()
    const { id } = await lastRunOf(delivery.id)
    // As three workers left it that died while they read.
    await db.run.update({ where: { id }, data: { state: 'reading', attempts: 3 } })
    await processDelivery(delivery.id, never)
    expect(await lastRunOf(delivery.id)).toMatchObject({
      state: 'rejected',
      failure: { reason: 'unsafe', attempts: 3 },
    })
    expect(await messagesOf(district)).toMatchObject([{ kind: 'rejected' }])
    expect(await deliver(district, file('2 Ben'))).toMatchObject({ state: 'applied' })
  })
})

describe('a worker that is told to stop', () => {
  it('hands the run back as if it had never begun', async () => {
    await deliver(district, file('1 Ada'))
    const before = await rosterHash(district)
    const { delivery } = await receive(district, file(...many(5000, 'Eve')))
    await expect(processDelivery(delivery.id, AbortSignal.abort())).rejects.toThrow()
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'queued', attempts: 0 })
    expect(await rosterHash(district)).toBe(before)
    await processDelivery(delivery.id, never)
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'applied', counts: { added: 4999, changed: 1 } })
  })
})

describe('two workers', () => {
  it('with the same delivery import it once', async () => {
    const { delivery } = await receive(district, file(...many(3000, 'Ada')))
    await Promise.all(Array.from({ length: 3 }, () => processDelivery(delivery.id, never)))
    const after = await deliveryById(district.accountId, delivery.id)
    expect(after?.runs).toHaveLength(1)
    expect(await lastRunOf(delivery.id)).toMatchObject({ state: 'applied', attempts: 1, counts: { added: 3000 } })
    expect(await query('select from roster.changes where account_id = $1', [district.accountId])).toHaveLength(0)
  })

  it('with the same held run leave it held', async () => {
    await deliver(district, file('1 Ada'))
    const held = await deliver(district, file())
    const before = await messagesOf(district)
    await Promise.all([processRun(held.id, never), processDelivery(held.deliveryId ?? '', never)])
    expect((await lastRunOf(held.deliveryId ?? '')).state).toBe('held')
    expect(await messagesOf(district)).toEqual(before)
  })

  it('with two files of one type apply them one after the other', async () => {
    await testTemplate(district, header, { fileName: 'south.csv' })
    const north = await receive(district, file(...many(2000, 'Ada')))
    const south = await receive(district, file(...many(2000, 'Eve')), { fileName: 'south.csv' })
    await Promise.all([processDelivery(north.delivery.id, never), processDelivery(south.delivery.id, never)])
    const counts = [(await lastRunOf(north.delivery.id)).counts, (await lastRunOf(south.delivery.id)).counts]
    expect(counts.map(({ added }) => added).sort()).toEqual([0, 2000])
    expect(counts.map(({ changed }) => changed).sort()).toEqual([0, 2000])
  })
})

it('queues again what has waited for hours without a task', async () => {
  await requeueForgotten()
  const { delivery } = await receive(district, file('1 Ada'))
  expect(await requeueForgotten()).toBe(0)
  await db.delivery.update({ where: { id: delivery.id }, data: { receivedAt: new Date(Date.now() - 7 * 3_600_000) } })
  expect(await requeueForgotten()).toBe(1)
  await processDelivery(delivery.id, never)
  expect(await requeueForgotten()).toBe(0)
})
