// What a person who watches a run sees.
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { env } from '@/lib/platform/env'
import { query } from '@/lib/platform/db'
import { stopQueue } from '@/lib/platform/queue'
import { processDelivery } from './process-delivery'
import { lastRunOf, never, prepareInstallation, receive, testDistrict, testTemplate, deliver } from './test-district'
import { studentFile as file, studentHeader as header } from './test-district'

const WAIT = { timeout: 20_000, interval: 20 }
const blocker = new pg.Client({ connectionString: env().databaseUrl })
beforeAll(async () => {
  await prepareInstallation()
  await blocker.connect()
})
afterAll(async () => {
  await blocker.end()
  await stopQueue()
})

it('rows read are always valid and rejected ones together, and grow until the run has ended', async () => {
  const district = await testDistrict()
  await testTemplate(district, header)
  const rows = Array.from({ length: 60_000 }, (_, index) => `${index + 1},${index % 3 ? 'Eve' : ''},Reyes,012`)
  const { delivery } = await receive(district, [header, ...rows, ''].join('\n'))
  let ended = false
  const work = processDelivery(delivery.id, never).finally(() => (ended = true))
  const seen: { rows: number; applied: number; rejected: number }[] = []
  await vi.waitFor(() => lastRunOf(delivery.id), WAIT)
  while (!ended) seen.push((await lastRunOf(delivery.id)).counts)
  await work
  seen.push((await lastRunOf(delivery.id)).counts)
  for (const counts of seen) expect(counts.applied + counts.rejected).toBe(counts.rows)
  const growing = seen.map((counts) => counts.rows)
  expect(growing).toEqual(growing.toSorted((a, b) => a - b))
  expect(new Set(growing).size).toBeGreaterThan(1)
  expect(growing.at(-1)).toBe(60_000)
})

it('while the changes are written it is known which, and they sum up with the rows', async () => {
  const district = await testDistrict()
  await testTemplate(district, header)
  await deliver(district, file('1 Ada', '2 Ben', '3 Cy'))
  const { delivery } = await receive(district, file('1 Ada', '2 Benno', '4 Di', '5 '))
  await blocker.query('begin; lock table roster.changes in share mode')
  const work = processDelivery(delivery.id, never)
  const waiting = `select from pg_locks where not granted and relation = 'roster.changes'::regclass`
  await vi.waitFor(async () => expect(await query(waiting)).toHaveLength(1), WAIT)
  const { state, counts } = await lastRunOf(delivery.id)
  await blocker.query('rollback')
  await work
  expect(state).toBe('applying')
  expect(counts).toMatchObject({ rows: 4, applied: 3, rejected: 1, added: 1, changed: 1, unchanged: 1, deactivated: 1 })
  expect((await lastRunOf(delivery.id)).counts).toEqual(counts)
})
