import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { updateAccount } from '@/lib/accounts/accounts'
import { createMember, disableMember } from '@/lib/accounts/members'
import { aMember, anAccount } from '@/lib/accounts/test-accounts'
import { db, inTransaction } from '@/lib/platform/db'
import { prepareTasks, stopQueue, type Task } from '@/lib/platform/queue'
import { emptyDatabase } from '@/lib/platform/test-database'
import { listMessages, messageById } from './list-messages'
import { messageTask } from './message-task'
import { recordMessage } from './record-message'

vi.hoisted(() => {
  process.env.SMTP_URL = 'smtp://127.0.0.1:9'
})

const counts = {
  ...{ rows: 2, applied: 1, rejected: 1, errors: 1, warnings: 0 },
  ...{ added: 1, changed: 0, deactivated: 0, unchanged: 0 },
}
const params = { fileName: 'users.csv', templateName: 'Users', runId: '0190a0a0-0000-7000-8000-000000000001', counts }

let accountId: string

const record = (more: object = {}) =>
  inTransaction((tx) => recordMessage(tx, { accountId, kind: 'import-problems', params, ...more }))
const recordOne = async (more: object = {}) => (await record(more))[0] ?? ''
const rowOf = (id: string) => db.message.findUniqueOrThrow({ where: { id } })
const tasks = () => db.$queryRaw`select id from pgboss.job where name = 'send-message' order by id`

beforeAll(() => prepareTasks([messageTask] as unknown as Task<never>[]))
afterAll(() => stopQueue())

beforeEach(async () => {
  await emptyDatabase()
  accountId = (await anAccount()).id
  await aMember(accountId)
})

describe('recording a message', () => {
  it('makes one for each recipient, in their language, and nobody gets two', async () => {
    await updateAccount(accountId, {
      locale: 'es-MX',
      reportRecipients: ['office@springfield.example', 'ana@springfield.example'],
    })
    await createMember(accountId, { email: 'ana@springfield.example', name: 'Ana', role: 'teacher', locale: 'en' })
    await record({ recipients: ['Office@springfield.example', 'vendor@sis.example'] })
    const rows = await db.message.findMany({ orderBy: { id: 'asc' } })
    expect(rows.map((row) => [row.to, row.locale, row.state])).toEqual([
      ['office@springfield.example', 'es-MX', 'queued'],
      ['ana@springfield.example', 'en', 'queued'],
      ['vendor@sis.example', 'es-MX', 'queued'],
    ])
  })

  it('tells every administrator who is not switched off where no recipients are named', async () => {
    const second = await aMember(accountId, 'administrator', 'second')
    await aMember(accountId, 'administrator', 'third')
    await aMember(accountId, 'teacher')
    await disableMember(accountId, second.id)
    await record()
    const rows = await db.message.findMany({ orderBy: { to: 'asc' } })
    expect(rows.map((row) => row.to)).toEqual(['administrator@springfield.example', 'third@springfield.example'])
  })

  it('shows the message in the app where nobody is to be told', async () => {
    const empty = await anAccount('shelbyville')
    await record({ accountId: empty.id })
    expect(await listMessages(empty.id)).toMatchObject([{ to: '', state: 'inApp', kind: 'import-problems' }])
  })

  it('leaves nothing behind when the change it tells of is rolled back', async () => {
    const before = await tasks()
    const failing = inTransaction(async (tx) => {
      await recordMessage(tx, { accountId, kind: 'import-problems', params })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    expect(await db.message.count()).toBe(0)
    expect(await tasks()).toEqual(before)
  })

  it('refuses recipients that are more than one plain mailbox', async () => {
    await record({ recipients: ['a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example', '"a"@b.example'] })
    expect(await db.message.findMany({ select: { to: true } })).toEqual([{ to: 'administrator@springfield.example' }])
  })

  it('keeps no cell: what an issue read out of one is taken out', async () => {
    const lines = [
      {
        code: 'value-date-ambiguous',
        line: 4,
        column: 'birthDate',
        params: { first: '2010-03-04', second: '2010-04-03' },
      },
    ]
    const id = await recordOne({ params: { ...params, lines } })
    expect(JSON.stringify(await rowOf(id))).not.toMatch(/2010-0/)
    expect((await messageById(accountId, id))?.text).toContain('could be … or …')
  })
})

describe('the list of messages', () => {
  it('shows an account its own, newest first, in the words they go out with or in the reader’s', async () => {
    const other = await anAccount('shelbyville')
    const [first, second] = [await recordOne(), await recordOne({ kind: 'import-complete' })]
    expect((await listMessages(accountId)).map((message) => message.id)).toEqual([second, first])
    expect(await listMessages(accountId, { after: second, limit: 1 })).toMatchObject([
      { id: first, subject: 'Problems: Users, 1 of 2 rows rejected' },
    ])
    expect(await listMessages(accountId, { kind: 'import-complete', locale: 'es-MX' })).toMatchObject([
      { subject: expect.stringMatching(/^Importado/) as string },
    ])
    expect(await listMessages(other.id)).toEqual([])
    expect(await messageById(other.id, first)).toBeNull()
    expect(await messageById(accountId, 'no id')).toBeNull()
    expect(await listMessages("' or true")).toEqual([])
  })
})
