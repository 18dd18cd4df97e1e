// Undo, history and the roster as of a day, as a program uses them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { processRun } from '@/lib/runs/process'
import {
  deliver,
  never,
  studentFile,
  studentHeader,
  testDistrict,
  testTemplate,
  type District,
} from '@/lib/runs/test-district'
import { call, json, prepareApi, programKey } from '../test-api'

type Listed<Item> = { items: Item[]; nextCursor: string | null }
type Run = { id: string; state: string; undo: Record<string, number> | null }

const DAY_MS = 86_400_000
const TYPE = 'visitor-aware/students'
let stop: () => Promise<void>
let district: District
let key: string

beforeAll(async () => {
  stop = await prepareApi()
})
afterAll(() => stop())
beforeEach(async () => {
  district = await testDistrict()
  key = await programKey(district.accountId)
  await testTemplate(district, studentHeader)
})

const records = (query = '') => `GET /api/v1/accounts/${district.accountId}/records/${TYPE}${query}`

/** Moves a run into the past, as if it had been applied so many days ago. */
const daysAgo = (runId: string, days: number) =>
  db.run.update({ where: { id: runId }, data: { finishedAt: new Date(Date.now() - days * DAY_MS) } })

describe('the undo of a run', () => {
  it('is foretold, started, seen from both sides, and lists what it did and what it did not', async () => {
    await testTemplate(district, studentHeader, { fileName: 'other.csv', mode: 'partial' })
    const night = await deliver(district, studentFile('1 Ada', '2 Ben'))
    const newer = await deliver(district, studentFile('2 Newer'), { fileName: 'other.csv' })
    const address = `/api/v1/runs/${night.id}/rollback`
    expect(await json(200, `GET ${address}`, { key })).toEqual({ reversed: 1, kept: 1, failed: 0, removed: 1 })
    const started = await json<Run>(202, `POST ${address}`, { key })
    expect(started).toMatchObject({ purpose: 'rollback', state: 'queued', rollsBack: night.id })
    await json(409, `POST ${address}`, { key })
    await processRun(started.id, never)

    expect(await json(200, `GET /api/v1/runs/${night.id}`, { key })).toMatchObject({
      ...{ state: 'rolled-back', rolledBackBy: started.id, undo: null },
    })
    const undone = await json<Run>(200, `GET /api/v1/runs/${started.id}`, { key })
    expect(undone).toMatchObject({
      ...{ state: 'applied', requestedBy: expect.stringContaining('API key') as string },
      undo: { reversed: 1, kept: 1, failed: 0 },
    })
    const changes = await json<Listed<object>>(200, `GET /api/v1/runs/${started.id}/changes`, { key })
    expect(changes.items).toMatchObject([{ kind: 'removed', key: '1', before: { 'First Name': 'Ada' }, after: null }])
    const left = await json<Listed<object>>(200, `GET /api/v1/runs/${started.id}/not-reversed`, { key })
    expect(left.items).toMatchObject([
      { key: '2', reason: 'changed-since', changedBy: { run: newer.id, fileName: 'other.csv' } },
    ])
    const csv = await call(`GET /api/v1/runs/${started.id}/not-reversed?format=csv`, { key })
    expect(await csv.text()).toContain(`${TYPE},2,changed-since,${newer.id}`)

    await json(409, `POST ${address}`, { key })
    const again = await json<Run>(202, `POST /api/v1/runs/${started.id}/rollback`, { key })
    await processRun(again.id, never)
    expect(await json(200, `GET /api/v1/runs/${night.id}`, { key })).toMatchObject({ state: 'applied' })
    const delivery = await json(200, `GET /api/v1/deliveries/${night.deliveryId}`, { key })
    expect(delivery).toMatchObject({ outcome: 'imported' })
  })

  it('is refused with 409 for a run that applied nothing, and with 410 once the history is gone', async () => {
    const refused = await deliver(district, '<html>')
    await json(409, `POST /api/v1/runs/${refused.id}/rollback`, { key })
    const night = await deliver(district, studentFile('1 Ada'))
    await db.run.update({ where: { id: night.id }, data: { historyGoneAt: new Date() } })
    await json(410, `POST /api/v1/runs/${night.id}/rollback`, { key })
    await json(410, `GET /api/v1/runs/${night.id}/changes`, { key })
    expect(await json(200, `GET /api/v1/runs/${night.id}`, { key })).toMatchObject({ historyKept: false })
  })
})

describe('records', () => {
  it('are given as of a date or a moment, and refused for the future and for what is no longer kept', async () => {
    await daysAgo((await deliver(district, studentFile('1 Ada', '2 Ben'))).id, 3)
    await daysAgo((await deliver(district, studentFile('1 Eve', '2 Ben'))).id, 1)
    const twoDaysAgo = new Date(Date.now() - 2 * DAY_MS).toISOString()
    const namesAt = async (asOf: string) => {
      const { items } = await json<Listed<{ data: Record<string, string> }>>(200, records(`?asOf=${asOf}`), { key })
      return items.map(({ data }) => data['First Name'])
    }
    expect(await namesAt(twoDaysAgo)).toEqual(['Ada', 'Ben'])
    expect(await namesAt(twoDaysAgo.slice(0, 10))).toEqual(['Ada', 'Ben'])
    expect(await namesAt(new Date(Date.now() - 9 * DAY_MS).toISOString())).toEqual([])
    expect(await namesAt(new Date().toISOString())).toEqual(['Eve', 'Ben'])
    const csv = await call(records(`?format=csv&asOf=${twoDaysAgo}`), { key })
    expect(await csv.text()).toContain('1,Ada')
    for (const wrong of ['2026-02-30', 'monday', '2999-01-01']) await json(400, records(`?asOf=${wrong}`), { key })
    await db.run.updateMany({ where: { accountId: district.accountId }, data: { historyGoneAt: new Date() } })
    await json(410, records(`?asOf=${twoDaysAgo}`), { key })
  })

  it('tell their history, page by page, with line and differences', async () => {
    await deliver(district, studentFile('1 Ada', '2 Ben'))
    const second = await deliver(district, studentFile('1 Ada', '2 Eve'))
    const history = records('/history?key=2&limit=1')
    const first = await json<Listed<object>>(200, history, { key })
    expect(first.items).toMatchObject([
      {
        ...{ kind: 'changed', line: 3, state: 'active', run: { id: second.id, template: 'students.csv' } },
        differences: [{ field: 'First Name', before: 'Ben', after: 'Eve' }],
      },
    ])
    const rest = await json<Listed<object>>(200, `${history}&cursor=${first.nextCursor}`, { key })
    expect(rest).toMatchObject({ items: [{ kind: 'added', line: 3 }], nextCursor: null })
    await json(404, records('/history?key=9'), { key })
    await json(400, records('/history'), { key })
  })
})
