// A program lets a candidate run beside a template, looks at what it says, and promotes or drops it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { processRun } from '@/lib/runs/process'
import { listRuns } from '@/lib/runs/run'
import {
  deliver,
  never,
  studentFile,
  studentHeader,
  testDistrict,
  testTemplate,
  type District,
} from '@/lib/runs/test-district'
import { studentMapping } from '@/lib/runs/test-replay'
import { json, prepareApi, programKey } from '../test-api'

type Shadow = { version: number; runs: { comparison: { kinds: Record<string, number> } }[] }

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
  templateId = await testTemplate(district, studentHeader)
})

const files = studentMapping({ 'First Name': 'Last Name', 'Last Name': 'First Name' })
const shadow = () => `/api/v1/templates/${templateId}/shadow`

describe('the candidate of a template', () => {
  it('is put beside it, read with its runs, and promoted to the next version', async () => {
    expect(await json(200, `GET ${shadow()}`, { key })).toBeNull()
    const put = await json<Shadow>(200, `PUT ${shadow()}`, { key, json: { changes: { files } } })
    expect(put).toMatchObject({ version: 2, runs: [] })
    await deliver(district, studentFile('s1 Ana'))
    const [queued] = await listRuns({ accountId: district.accountId, purposes: ['shadow'] })
    await processRun(queued?.id ?? '', never)
    const seen = await json<Shadow>(200, `GET ${shadow()}`, { key })
    expect(seen.runs).toMatchObject([{ purpose: 'shadow', state: 'checked', comparison: { kinds: { differs: 1 } } }])
    const unseen = await json(409, `POST ${shadow()}/promote`, { key, json: { version: 7 } })
    expect(unseen).toMatchObject({ type: expect.stringContaining('changed-meanwhile') as string })
    const promoted = await json(200, `POST ${shadow()}/promote`, { key, json: { version: 2 } })
    expect(promoted).toMatchObject({ id: templateId, version: 3, files })
    await json(409, `POST ${shadow()}/promote`, { key })
  })

  it('is dropped once', async () => {
    await json(200, `PUT ${shadow()}`, { key, json: { changes: { mode: 'partial' } } })
    await json(204, `DELETE ${shadow()}`, { key })
    await json(409, `DELETE ${shadow()}`, { key })
    expect(await json(200, `GET /api/v1/templates/${templateId}`, { key })).toMatchObject({ version: 1, mode: 'full' })
  })

  it('is refused where it could not be used', async () => {
    const changes = { files: studentMapping({ 'Student ID': null }) }
    await json(400, `PUT ${shadow()}`, { key, json: { changes } })
    await json(404, `PUT ${shadow()}`, { key, json: { importJob: templateId } })
  })
})
