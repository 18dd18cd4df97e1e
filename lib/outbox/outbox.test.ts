// The outbox against PostgreSQL, its task queue and a real SMTP server.
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { updateAccount } from '@/lib/accounts/accounts'
import { acceptInvitation } from '@/lib/accounts/invitations'
import { createMember, disableMember } from '@/lib/accounts/members'
import { aMember, anAccount } from '@/lib/accounts/test-accounts'
import { db, inTransaction } from '@/lib/platform/db'
import { prepareTasks, stopQueue, workOn, type Task } from '@/lib/platform/queue'
import { emptyDatabase } from '@/lib/platform/test-database'
import { listMessages, messageById } from './list-messages'
import { messageTask } from './message-task'
import { recordInvitation, recordMessage } from './record-message'
import { sendMessage } from './send-message'

const port = await vi.hoisted(async () => {
  const { createServer: listener } = await import('node:net')
  const probe = listener()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const free = (probe.address() as AddressInfo).port
  await new Promise((resolve) => probe.close(resolve))
  process.env.SMTP_URL = `smtp://127.0.0.1:${free}`
  return free
})

type Received = { mail: Email; from: string; to: string[] }
type Answer = 'accept' | 'drop after data' | { readonly at: 'recipient' | 'data'; readonly code: number }

const received: Received[] = []
let answers: Answer[] = []
let arrived: () => void = () => undefined
let server: SMTPServer

const refusal = (code: number) => Object.assign(new Error('no\tthanks'), { responseCode: code })

function startServer(): Promise<void> {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onRcptTo: (_, __, callback) => {
      const [next] = answers
      if (typeof next === 'object' && next.at === 'recipient')
        return callback(refusal((answers.shift() as { code: number }).code))
      callback()
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const next = answers.shift() ?? 'accept'
        if (typeof next === 'object') return callback(refusal(next.code))
        const { mailFrom, rcptTo } = session.envelope
        const to = rcptTo.map((recipient) => recipient.address)
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          received.push({ mail, from: mailFrom ? mailFrom.address : '', to })
          arrived()
          if (next === 'accept') return callback()
          for (const connection of server.connections as Set<{ _socket: { destroy(): void } }>)
            connection._socket.destroy()
        })
      })
    },
  })
  server.on('error', () => undefined)
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
}

beforeAll(async () => {
  await startServer()
  await prepareTasks([messageTask] as unknown as Task<never>[])
})
afterAll(async () => {
  await stopQueue()
  server.close(() => undefined)
})

const counts = {
  rows: 2,
  applied: 1,
  rejected: 1,
  added: 1,
  changed: 0,
  deactivated: 0,
  unchanged: 0,
  errors: 1,
  warnings: 0,
}
const params = { fileName: 'users.csv', templateName: 'Users', runId: '0190a0a0-0000-7000-8000-000000000001', counts }

let accountId: string

beforeEach(async () => {
  await emptyDatabase()
  received.length = 0
  answers = []
  accountId = (await anAccount()).id
  await aMember(accountId)
})

const record = (more: object = {}) =>
  inTransaction((tx) => recordMessage(tx, { accountId, kind: 'import-problems', params, ...more }))
const recordOne = async (more: object = {}) => (await record(more))[0] ?? ''
const rowOf = (id: string) => db.message.findUniqueOrThrow({ where: { id } })

const tasks = () => db.$queryRaw`select id from pgboss.job where name = 'send-message' order by id`

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

describe('sending a message', () => {
  it('happens by the task, after the transaction, as mail that bears the outcome and no reply loop', async () => {
    await db.$executeRaw`delete from pgboss.job where name = 'send-message'`
    const came = new Promise<void>((resolve) => (arrived = resolve))
    await workOn(messageTask, 1, ({ messageId }) => sendMessage(messageId))
    const id = await recordOne()
    await came
    const [{ mail, to } = { mail: undefined, to: [] }] = received
    expect(to).toEqual(['administrator@springfield.example'])
    expect(mail?.subject).toBe('Problems: Users, 1 of 2 rows rejected')
    expect(mail?.messageId).toBe(`<${id}@127.0.0.1>`)
    expect(mail?.headers.find((header) => header.key === 'auto-submitted')?.value).toBe('auto-generated')
    expect(mail?.text).toContain('Correct the rows below')
    expect(mail?.html).toContain('<table')
    await vi.waitFor(async () => expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1, lastError: null }))
    await stopQueue()
  })

  it('is done once: a repeated task sends nothing', async () => {
    const id = await recordOne()
    await sendMessage(id)
    await sendMessage(id)
    expect(received).toHaveLength(1)
    expect((await rowOf(id)).sentAt).not.toBeNull()
  })

  it('is tried again with the same Message-ID when the server dropped the line after taking the mail', async () => {
    answers = ['drop after data']
    const id = await recordOne()
    await sendMessage(id)
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1 })
    await sendMessage(id)
    expect(received.map(({ mail }) => mail.messageId)).toEqual([`<${id}@127.0.0.1>`, `<${id}@127.0.0.1>`])
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  it.each([
    ['a mailbox that is full for now', { at: 'recipient', code: 452 }],
    ['a server that greylists', { at: 'recipient', code: 451 }],
    ['a mail refused for now', { at: 'data', code: 421 }],
  ] as const)('waits longer each time for %s', async (_, answer) => {
    const id = await recordOne()
    const waits: number[] = []
    for (let attempt = 0; attempt < 3; attempt += 1) {
      answers = [answer]
      const began = Date.now()
      await sendMessage(id)
      const row = await rowOf(id)
      expect(row).toMatchObject({ state: 'queued', attempts: attempt + 1 })
      expect(row.lastError).toContain('no thanks')
      waits.push(Math.round((row.nextAttemptAt.getTime() - began) / 1000))
    }
    expect(waits.map((wait, index) => wait / 2 ** index)).toEqual([30, 30, 30].map((wait) => expect.closeTo(wait, 0)))
    const [{ waiting } = { waiting: 0n }] = await db.$queryRaw<{ waiting: bigint }[]>`
      select count(*) as waiting from pgboss.job where name = 'send-message' and data->>'messageId' = ${id} and start_after > now()`
    expect(Number(waiting)).toBe(3)
  })

  it.each([
    ['a recipient', { at: 'recipient', code: 550 }],
    ['a mail', { at: 'data', code: 554 }],
  ] as const)('gives up at once when the server refuses %s for good', async (_, answer) => {
    answers = [answer]
    const id = await recordOne()
    await sendMessage(id)
    expect(await rowOf(id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      lastError: expect.stringContaining('no thanks') as string,
    })
    await sendMessage(id)
    expect(received).toHaveLength(0)
  })

  it('waits while the server is away, and gives up after a day', async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()))
    const id = await recordOne()
    await sendMessage(id)
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1 })
    await db.message.update({ where: { id }, data: { createdAt: new Date(Date.now() - 24 * 3_600_000) } })
    await sendMessage(id)
    expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: 2 })
    await startServer()
  })

  it('lets no name add a header or a recipient', async () => {
    const evil = 'Users\r\nBcc: eve@evil.example\r\n\r\nhello'
    await sendMessage(await recordOne({ params: { ...params, templateName: evil } }))
    const [{ mail, to } = { mail: undefined, to: [] }] = received
    expect(to).toEqual(['administrator@springfield.example'])
    expect(mail?.bcc ?? []).toEqual([])
    expect(mail?.subject).toContain('[U+000D][U+000A]Bcc: eve@evil.example')
  })

  it('puts the mails about one template into one conversation', async () => {
    const login = await db.transferLogin.create({
      data: { accountId, name: 'n', sftpUserName: 's', ftpsUserName: 'f', passwordHash: '' },
    })
    const common = { accountId, transferLoginId: login.id, fileName: 'users.csv' }
    const template = await db.template.create({ data: { ...common, name: 'Users', importType: 'oneroster-1.1/users' } })
    for (const eventId of ['1', '2']) {
      const data = { ...common, via: 'sftp', size: 1, sha256: '', eventId, templateId: template.id } as const
      const delivery = await db.delivery.create({ data })
      await sendMessage(await recordOne({ deliveryId: delivery.id }))
    }
    expect(received.map(({ mail }) => mail.inReplyTo)).toEqual(Array(2).fill(`<template-${template.id}@127.0.0.1>`))
  })
})

describe('an invitation by mail', () => {
  it('reaches the invited alone, with a link that works and is stored nowhere', async () => {
    const made = await createMember(accountId, {
      email: 'ana@springfield.example',
      name: 'Ana',
      role: 'teacher',
      locale: 'es-MX',
    })
    const memberId = made.ok ? made.member.id : ''
    const [id = ''] = await inTransaction((tx) => recordInvitation(tx, accountId, memberId))
    await sendMessage(id)
    const [{ mail, to } = { mail: undefined, to: [] }] = received
    expect(to).toEqual(['ana@springfield.example'])
    expect(mail?.subject).toBe('Elija su contraseña para Rollcall')
    const [, token = ''] = /\/invitation\/([\w-]+)/.exec(mail?.text ?? '') ?? []
    const stored = JSON.stringify([
      await db.message.findMany(),
      await db.invitation.findMany(),
      await listMessages(accountId),
    ])
    expect(stored).not.toContain(token)
    expect(await acceptInvitation(token, 'seven brass kettles whistle')).toMatchObject({ ok: true })
  })

  it('is given up when the member is gone', async () => {
    const teacher = await aMember(accountId, 'teacher')
    const [id = ''] = await inTransaction((tx) => recordInvitation(tx, accountId, teacher.id))
    await disableMember(accountId, teacher.id)
    await sendMessage(id)
    expect(await rowOf(id)).toMatchObject({ state: 'failed' })
    expect(received).toHaveLength(0)
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
