import { beforeEach, expect, it } from 'vitest'
import { aMember, anAccount } from '@/lib/accounts/test-accounts'
import { db, inTransaction } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { listMessages } from './list-messages'
import { recordMessage } from './record-message'
import { sendMessage } from './send-message'

beforeEach(emptyDatabase)

it('without a mail server messages are shown in the app, and none claims to be sent or about to be', async () => {
  const { id: accountId } = await anAccount()
  await aMember(accountId)
  const params = { fileName: 'a.csv', loginName: 'nightly_admin_demo_tx', nearest: null, deliveryId: accountId }
  const [id = ''] = await inTransaction((tx) => recordMessage(tx, { accountId, kind: 'no-template', params }))
  await sendMessage(id)
  const [message] = await listMessages(accountId)
  expect(message).toMatchObject({ state: 'inApp', sentAt: null, attempts: 0, to: 'administrator@springfield.example' })
  expect(message?.text).toContain('a.csv')
  // A server that was configured when the message was recorded and is not any more.
  await db.message.update({ where: { id }, data: { state: 'queued' } })
  await sendMessage(id)
  expect(await listMessages(accountId)).toMatchObject([{ state: 'inApp', sentAt: null }])
})
