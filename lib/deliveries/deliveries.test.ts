import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { messageTask } from '@/lib/outbox/message-task'
import { db, query } from '@/lib/platform/db'
import { storedSize } from '@/lib/platform/files'
import { prepareTasks, stopQueue, type Task } from '@/lib/platform/queue'
import { receive, testDistrict, testTemplate, type District } from '@/lib/runs/test-district'
import { emptyDatabase } from '@/lib/platform/test-database'
import { deliveryById, listDeliveries } from './delivery'
import { destroyDeliveredFile, destroyExpiredFiles } from './destroy-files'
import { latestDeliveries } from './latest-deliveries'
import { processAgain } from './process-again'
import { deliveryTask } from './process-delivery-task'

const header = 'Student ID,First Name,Last Name,School ID'
const content = `${header}\n1,Ada,Reyes,012\n`
const tasksOf = (deliveryId: string) =>
  query(
    `select singleton_key, group_id from pgboss.job where name = 'process-delivery' and data ->> 'deliveryId' = $1`,
    [deliveryId],
  )

let district: District
beforeAll(() => prepareTasks([deliveryTask, messageTask] as unknown as Task<never>[]))
afterAll(() => stopQueue())
beforeEach(async () => {
  await emptyDatabase()
  district = await testDistrict()
})

describe('a file that arrives', () => {
  it('is kept, matched by its exact name, and queued for its template', async () => {
    const templateId = await testTemplate(district, header)
    const { delivery, seen } = await receive(district, content)
    expect(seen).toBe(false)
    expect(delivery).toMatchObject({ state: 'queued', templateId, destroyAt: null, fileName: 'students.csv' })
    expect(await storedSize(delivery.storageKey ?? '')).toBe(Buffer.byteLength(content))
    expect(await tasksOf(delivery.id)).toEqual([{ singleton_key: templateId, group_id: district.accountId }])
  })

  it('under a name no template has is kept for two weeks, and the nearest name is told', async () => {
    await testTemplate(district, header)
    const { delivery } = await receive(district, content, { fileName: 'Students.CSV' })
    expect(delivery).toMatchObject({ state: 'noTemplate', templateId: null, template: null })
    expect(await tasksOf(delivery.id)).toEqual([])
    expect(await db.message.findMany({ where: { deliveryId: delivery.id } })).toMatchObject([
      {
        kind: 'no-template',
        params: {
          fileName: 'Students.CSV',
          keepDays: 14,
          nearest: { fileName: 'students.csv', difference: { code: 'case' } },
        },
      },
    ])
    expect(delivery.destroyAt?.getTime()).toBeGreaterThan(Date.now() + 13.9 * 86_400_000)
  })

  it('is one delivery and one task however often it is handed over, also at the same time', async () => {
    await testTemplate(district, header)
    const eventId = randomUUID()
    const received = await Promise.all(Array.from({ length: 5 }, () => receive(district, content, { eventId })))
    expect(received.filter(({ seen }) => !seen)).toHaveLength(1)
    expect(new Set(received.map(({ delivery }) => delivery.id)).size).toBe(1)
    expect(await tasksOf(received[0]?.delivery.id ?? '')).toHaveLength(1)
  })

  it('with an event id that another district uses too is a delivery of its own', async () => {
    const eventId = randomUUID()
    const other = await testDistrict()
    const [mine, theirs] = [await receive(district, content, { eventId }), await receive(other, content, { eventId })]
    expect([mine.seen, theirs.seen]).toEqual([false, false])
    expect(await deliveryById(district.accountId, theirs.delivery.id)).toBeNull()
  })
})

describe('deliveries', () => {
  it('are listed the newest first, page by page, by state and by district', async () => {
    await testTemplate(district, header)
    await receive(await testDistrict(), content)
    for (const fileName of ['students.csv', 'a.csv', 'b.csv', 'students.csv'])
      await receive(district, content, { fileName })
    const names = (deliveries: { fileName: string }[]) => deliveries.map(({ fileName }) => fileName)
    const own = { accountId: district.accountId }
    const first = await listDeliveries({ ...own, limit: 3 })
    expect(names(first)).toEqual(['students.csv', 'b.csv', 'a.csv'])
    expect(names(await listDeliveries({ ...own, after: first.at(-1)?.id ?? '' }))).toEqual(['students.csv'])
    expect(names(await listDeliveries({ ...own, states: ['noTemplate'] }))).toEqual(['b.csv', 'a.csv'])
    expect(await listDeliveries({})).toHaveLength(5)
  })
})

describe('processing a delivery again', () => {
  it('finds the template that was made for it since', async () => {
    const { delivery } = await receive(district, content)
    expect(await processAgain(district.accountId, delivery.id)).toEqual({ ok: false, reason: 'no-template' })
    const templateId = await testTemplate(district, header)
    expect(await processAgain(district.accountId, delivery.id)).toEqual({ ok: true })
    const after = await deliveryById(district.accountId, delivery.id)
    expect(after).toMatchObject({ state: 'queued', templateId, destroyAt: null })
    expect(await processAgain(district.accountId, delivery.id)).toEqual({ ok: false, reason: 'busy' })
    expect(await tasksOf(delivery.id)).toHaveLength(1)
  })

  it('is refused for another district, for a destroyed file and while a person is asked', async () => {
    await testTemplate(district, header)
    const { delivery } = await receive(district, content)
    const again = () => processAgain(district.accountId, delivery.id)
    expect(await processAgain((await testDistrict()).accountId, delivery.id)).toEqual({ ok: false, reason: 'unknown' })
    await db.delivery.update({ where: { id: delivery.id }, data: { state: 'done', outcome: 'held' } })
    expect(await again()).toEqual({ ok: false, reason: 'held' })
    await db.delivery.update({ where: { id: delivery.id }, data: { outcome: 'rejected', storageKey: null } })
    expect(await again()).toEqual({ ok: false, reason: 'file-gone' })
  })
})

describe('the bytes of a delivery', () => {
  const past = new Date(Date.now() - 1000)

  it('are destroyed when their time has come, and not before, and not while they are needed', async () => {
    await testTemplate(district, header)
    const { delivery } = await receive(district, content)
    const key = delivery.storageKey ?? ''
    const change = (data: object) => db.delivery.update({ where: { id: delivery.id }, data })
    await change({ destroyAt: past })
    expect(await destroyDeliveredFile(delivery.id)).toBe(false)
    await change({ state: 'done', destroyAt: new Date(Date.now() + 60_000) })
    expect(await destroyExpiredFiles()).toBe(0)
    expect(await storedSize(key)).toBeGreaterThan(0)
    await change({ destroyAt: past })
    expect(await destroyExpiredFiles()).toBe(1)
    expect(await storedSize(key)).toBeUndefined()
    expect(await deliveryById(district.accountId, delivery.id)).toMatchObject({ state: 'done', storageKey: null })
    expect(await destroyDeliveredFile(delivery.id)).toBe(false)
  })

  it('of a file without a template make the delivery expire', async () => {
    const { delivery } = await receive(district, content)
    await db.delivery.update({ where: { id: delivery.id }, data: { destroyAt: past } })
    expect(await destroyExpiredFiles()).toBe(1)
    expect(await deliveryById(district.accountId, delivery.id)).toMatchObject({ state: 'expired', storageKey: null })
  })
})

it('knows a template by the bytes of its name alone', async () => {
  const composed = 'a\u00f1o.csv'
  await testTemplate(district, header, { fileName: composed })
  expect((await receive(district, content, { fileName: composed })).delivery.state).toBe('queued')
  for (const fileName of ['an\u0303o.csv', 'A\u00f1o.csv', 'a\u00f1o.csv ', 'a\u00f1o.CSV', 'a\u00f1o_csv']) {
    expect((await receive(district, content, { fileName })).delivery.state).toBe('noTemplate')
  }
})

describe('the latest deliveries of templates', () => {
  it('are told template by template, the newest first, and never to another account', async () => {
    const templateId = await testTemplate(district, header)
    for (const night of ['1,Ada', '2,Ben', '3,Eva']) await receive(district, `${header}\n${night},Reyes,012\n`)
    const latest = await latestDeliveries(district.accountId, [templateId, randomUUID()], 2)
    const all = await listDeliveries({ accountId: district.accountId })
    expect([...latest.keys()]).toEqual([templateId])
    expect(latest.get(templateId)).toMatchObject(
      all.slice(0, 2).map(({ id, receivedAt, state, outcome }) => ({ id, receivedAt, state, outcome })),
    )
    expect((await latestDeliveries(randomUUID(), [templateId], 2)).size).toBe(0)
  })
})
