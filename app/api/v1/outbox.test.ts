import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { processDelivery } from '@/lib/runs/process-delivery'
import {
  lastRunOf,
  never,
  receive,
  rosterHash,
  studentFile,
  studentHeader,
  testTemplate,
} from '@/lib/runs/test-district'
import { writeWaitingReplies } from '@/lib/runs/write-replies'
import { accountWithKey, call, emptyInstallation, json, prepareApi } from '../test-api'

let stop: () => Promise<void>
let accountId: string
let key: string
let login: string

beforeAll(async () => {
  stop = await prepareApi()
  await emptyInstallation()
  ;({ accountId, key } = await accountWithKey('outbox'))
  const made = await createTransferLogin({ accountId, name: 'sis' })
  if (!made.ok) throw new Error(made.reason)
  login = made.login.id
})
afterAll(() => stop())

const outbox = () => `/api/v1/accounts/${accountId}/transfer-logins/${login}/outbox`

type Listed = { items: { kind: string; delivery: string }[] }

it('what a login finds in its outbox is chosen, and its replies are listed and fetched', async () => {
  const chosen = await json(200, `PATCH ${outbox()}`, { key, json: { replyFiles: 'rows' } })
  expect(chosen).toEqual({ replyFiles: 'rows', getsCoursePlans: false })
  const district = { accountId, transferLoginId: login }
  await testTemplate(district, studentHeader)
  const { delivery } = await receive(district, studentFile('1 Ada'))
  await processDelivery(delivery.id, never)
  await writeWaitingReplies()
  const listed = await json<Listed>(200, `GET /api/v1/deliveries/${delivery.id}/replies`, { key })
  expect(listed.items).toMatchObject([{ kind: 'reply', delivery: delivery.id, isThere: true, fetchedAt: null }])
  expect(await json(200, `GET ${outbox()}`, { key })).toEqual(listed)
  const reply = await call(`GET /api/v1/deliveries/${delivery.id}/reply`, { key })
  expect(reply.headers.get('content-disposition')).toMatch(/^attachment; .*students\.csv\.\d+T\d+Z\.reply\.csv/)
  expect(await reply.text()).toContain('1,Ada,Reyes,012,2,added,,')
})

it('what comes through a rehearsal login is checked and answered, and nothing a program asks for applies it', async () => {
  const asked = { key, json: { name: 'try', rehearses: login } }
  const made = await json<{ id: string }>(201, `POST /api/v1/accounts/${accountId}/transfer-logins`, asked)
  expect(made).toMatchObject({ rehearses: login, replyFiles: 'problems' })
  const district = { accountId, transferLoginId: login }
  const before = await rosterHash(district)
  const address = `/api/v1/accounts/${accountId}/deliveries?fileName=students.csv&transferLogin=${made.id}`
  const { id } = await json<{ id: string }>(202, `POST ${address}`, { key, body: studentFile('7 Eva') })
  await processDelivery(id, never)
  const run = await lastRunOf(id)
  for (const ask of ['approve', 'discard', 'rollback']) {
    expect((await call(`POST /api/v1/runs/${run.id}/${ask}`, { key })).status, ask).toBe(409)
  }
  await call(`POST /api/v1/deliveries/${id}/process`, { key })
  await processDelivery(id, never)
  expect((await lastRunOf(id)).purpose).toBe('rehearsal')
  expect(await rosterHash(district)).toBe(before)
})

it('a delivery without a reply, and a roster without plans, are told apart from what is not there', async () => {
  const { delivery } = await receive({ accountId, transferLoginId: login }, 'x', { fileName: 'odd.csv' })
  await json(404, `GET /api/v1/deliveries/${delivery.id}/reply`, { key })
  expect(await json(409, `POST ${outbox()}`, { key })).toMatchObject({ title: 'There are no course plans' })
})
