// A program tries a change of a template before it makes it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { processRun } from '@/lib/runs/process'
import {
  deliver,
  never,
  rosterHash,
  studentFile,
  studentHeader,
  testDistrict,
  testTemplate,
  type District,
} from '@/lib/runs/test-district'
import { studentMapping } from '@/lib/runs/test-replay'
import { call, json, prepareApi, programKey } from '../test-api'

type Run = { id: string; comparison: { asBefore: number; kinds: Record<string, number> } | null }
type Listed = { items: Record<string, unknown>[]; nextCursor: string | null }

let stop: () => Promise<void>
let district: District
let templateId: string
let key: string

beforeAll(async () => {
  stop = await prepareApi()
})
afterAll(() => stop())
beforeEach(async () => {
  district = await testDistrict()
  key = await programKey(district.accountId)
  templateId = await testTemplate(district, studentHeader, { keepDays: 3 })
})

const replay = () => `POST /api/v1/templates/${templateId}/replay`
const swapped = studentMapping({ 'First Name': 'Last Name', 'Last Name': 'First Name' })

describe('POST /templates/{template}/replay', () => {
  it('gives a run that tells what the change would do, and changes nothing', async () => {
    const { deliveryId } = await deliver(district, studentFile('s1 Ana', 's2 Reyes'))
    const before = await rosterHash(district)
    const asked = { key, json: { delivery: deliveryId, changes: { files: swapped, mode: 'partial' } } }
    const queued = await json<Run>(202, replay(), asked)
    expect(queued).toMatchObject({ purpose: 'replay', state: 'queued', template: templateId, comparison: null })
    await processRun(queued.id, never)
    const run = await json<Run>(200, `GET /api/v1/runs/${queued.id}`, { key })
    expect(run).toMatchObject({
      ...{ state: 'checked', delivery: null, mode: 'partial', templateVersion: null },
      counts: { rows: 2, applied: 2, changed: 1, unchanged: 1 },
      comparison: { delivery: deliveryId, version: 1, asBefore: 1, kinds: { differs: 1 }, refusedBefore: false },
    })
    const list = await json<Listed>(200, `GET /api/v1/runs/${run.id}/differences`, { key })
    expect(list.items).toEqual([
      {
        ...{ kind: 'differs', file: 'students.csv', importType: 'visitor-aware/students', line: 2, key: 's1' },
        before: { 'First Name': 'Ana', 'Last Name': 'Reyes' },
        after: { 'First Name': 'Reyes', 'Last Name': 'Ana' },
        reasons: [],
      },
    ])
    expect(await json(200, `GET /api/v1/runs/${run.id}/changes`, { key })).toMatchObject({
      items: [{ kind: 'changed', key: 's1', before: { 'First Name': 'Ana' }, after: { 'First Name': 'Reyes' } }],
    })
    const csv = await (await call(`GET /api/v1/runs/${run.id}/differences?format=csv`, { key })).text()
    expect(csv).toContain('differs,students.csv,2,s1,First Name,Ana,Reyes,')
    expect(await rosterHash(district)).toBe(before)
  })

  it('takes the last kept delivery if none is named, and says when there is none', async () => {
    await json(409, replay(), { key })
    await deliver(district, studentFile('s1 Ana'))
    const last = await deliver(district, studentFile('s1 Bea'))
    const queued = await json<Run>(202, replay(), { key })
    await processRun(queued.id, never)
    const run = await json<Run>(200, `GET /api/v1/runs/${queued.id}`, { key })
    expect(run.comparison).toMatchObject({ delivery: last.deliveryId, asBefore: 1 })
  })

  it('refuses a mapping that could not be used, at its place, and settings there are not', async () => {
    await deliver(district, studentFile('s1 Ana'))
    const files = studentMapping({ 'Student ID': null })
    const refused = await json<{ errors: { pointer: string }[] }>(400, replay(), { key, json: { changes: { files } } })
    expect(refused.errors[0]?.pointer).toMatch(/^\/changes\/files\/0/)
    await json(400, replay(), { key, json: { changes: { mode: 'sideways' } } })
  })

  it('knows neither a delivery nor a job of another account', async () => {
    const stranger = await testDistrict()
    await testTemplate(stranger, studentHeader, { keepDays: 3 })
    const theirs = await deliver(stranger, studentFile('s1 Ana'))
    await deliver(district, studentFile('s1 Ana'))
    await json(404, replay(), { key, json: { delivery: theirs.deliveryId } })
    await json(404, replay(), { key, json: { importJob: theirs.deliveryId } })
  })
})
