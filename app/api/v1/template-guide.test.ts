// A program reads the same guide as a person, for the system and in the language it asks for.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { mappedJob, testJob } from '@/lib/import-jobs/test-job'
import { saveAsTemplate } from '@/lib/import-jobs/save-as-template'
import { accountWithKey, call, emptyInstallation, json, prepareApi } from '../test-api'

let stop: () => Promise<void>
let key: string
let guide: string

beforeAll(async () => {
  stop = await prepareApi()
  await emptyInstallation()
  const account = await accountWithKey('springfield')
  key = account.key
  const made = await createTransferLogin({ accountId: account.accountId, name: 'sis' })
  if (!made.ok) throw new Error(made.reason)
  const job = await mappedJob(await testJob({ accountId: account.accountId, transferLoginId: made.login.id }))
  const saved = await saveAsTemplate({ accountId: account.accountId, jobId: job.id })
  if (!saved.ok) throw new Error(saved.reason)
  guide = `GET /api/v1/templates/${saved.template.id}/guide`
})
afterAll(() => stop())

it('is Markdown with the user name and the file, in the language that is asked for', async () => {
  const answer = await call(`${guide}?system=infinite-campus&locale=es-MX`, { key })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  expect(answer.headers.get('content-language')).toBe('es-MX')
  const text = await answer.text()
  expect(text).toMatch(/^# Infinite Campus: enviar /)
  expect(text).toContain('sis_admin_springfield_')
  expect(text).toContain('Data Extract Utility')
})

it('follows the language of the caller where none is asked for, and a system that is not named is any other', async () => {
  const answer = await call(guide, { key, headers: { 'accept-language': 'es-MX' } })
  expect(await answer.text()).toMatch(/^# Cualquier otro sistema: enviar /)
})

it('refuses a system there is no guide for', async () => {
  await json(400, `${guide}?system=abacus`, { key })
  await json(400, `${guide}?protocol=ftp`, { key })
})
