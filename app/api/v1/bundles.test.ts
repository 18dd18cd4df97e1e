// A ZIP of several files through the API: set up by suggestion, checked, saved and delivered.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rosterFiles, rosterZip } from '@/lib/mapping/bundle/test-bundle'
import { processDelivery } from '@/lib/runs/process-delivery'
import { processRun } from '@/lib/runs/process'
import { accountWithKey, call, emptyInstallation, json, prepareApi } from '../test-api'

type Id = { id: string }
type Run = Id & { state: string; importType: string; files: { name: string; importType: string; mode: string }[] }
const never = new AbortController().signal
const body = (zip: Buffer) => new Uint8Array(zip)

let key: string
let stop: () => Promise<void>
let accountId: string

beforeAll(async () => {
  stop = await prepareApi()
  await emptyInstallation()
  ;({ accountId, key } = await accountWithKey('springfield'))
  await json(201, `POST /api/v1/accounts/${accountId}/transfer-logins`, { key, json: { name: 'sis' } })
})
afterAll(() => stop())

it('a bundle is set up, checked file by file, and delivered', async () => {
  const input = { importType: 'bundle', transferLogin: 'sis' }
  const job = await json<Id>(201, `POST /api/v1/accounts/${accountId}/import-jobs`, { key, json: input })
  const zip = rosterZip({ 'notes.txt': 'Dear all' })
  const put = { key, body: body(zip) }
  const address = `/api/v1/import-jobs/${job.id}`
  const sample = await json<{ files: Id[] }>(200, `PUT ${address}/sample?fileName=OneRoster.zip`, put)
  expect(sample.files).toHaveLength(8)
  expect(sample.files).toContainEqual(expect.objectContaining({ name: 'notes.txt', importType: null, columns: [] }))
  const mapping = await json<{ files: Id[]; problems: unknown[] }>(200, `PUT ${address}/mapping`, { key })
  expect(mapping.files).toHaveLength(7)
  expect(mapping.problems).toEqual([])

  const check = await json<Run>(202, `POST ${address}/validation`, { key })
  await processRun(check.id, never)
  const checked = await json<Run>(200, `GET /api/v1/runs/${check.id}`, { key })
  expect(checked).toMatchObject({ state: 'checked', importType: 'bundle', counts: { added: 14 }, issueCounts: {} })
  expect(checked.files.map(({ name, mode }) => `${name} ${mode}`)).toEqual(
    rosterFiles.map((file) => `${file}.csv full`),
  )

  const template = await json<Id>(201, `POST ${address}/template`, { key })
  expect(template).toMatchObject({ fileName: 'OneRoster.zip', importType: 'bundle' })
  const query = 'fileName=OneRoster.zip&transferLogin=sis'
  const delivery = await json<Id>(202, `POST /api/v1/accounts/${accountId}/deliveries?${query}`, put)
  await processDelivery(delivery.id, never)
  const delivered = await json<{ runs: Run[] }>(200, `GET /api/v1/deliveries/${delivery.id}`, { key })
  expect(delivered).toMatchObject({ outcome: 'imported', runs: [{ state: 'applied' }] })
  const records = await json<{ items: unknown[] }>(
    200,
    `GET /api/v1/accounts/${accountId}/records/oneroster-1.1/users`,
    { key },
  )
  expect(records.items).toHaveLength(4)
  const changes = await json<{ items: { importType: string }[] }>(
    200,
    `GET /api/v1/runs/${delivered.runs[0]?.id ?? ''}/changes`,
    { key },
  )
  expect(new Set(changes.items.map(({ importType }) => importType)).size).toBe(6)
})

it('an archive that is none is called what it is', async () => {
  const input = { importType: 'bundle', transferLogin: 'sis' }
  const job = await json<Id>(201, `POST /api/v1/accounts/${accountId}/import-jobs`, { key, json: input })
  const refused = await call(`PUT /api/v1/import-jobs/${job.id}/sample?fileName=a.zip`, {
    key,
    body: 'id,name\r\n1,Ana\r\n',
  })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('ZIP')
})
