// Sending, with PostgreSQL, its task queue and a real mail server.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { acceptInvitation } from '@/lib/accounts/invitations'
import { createMember, disableMember } from '@/lib/accounts/members'
import { aMember, anAccount } from '@/lib/accounts/test-accounts'
import { db, inTransaction } from '@/lib/platform/db'
import { prepareTasks, stopQueue, workOn, type Task } from '@/lib/platform/queue'
import { emptyDatabase } from '@/lib/platform/test-database'
import { listMessages } from './list-messages'
import { messageTask } from './message-task'
import { recordInvitation, recordMessage } from './record-message'
import { sendMessage } from './send-message'
import { mailServerOn } from './test-mail-server'

const port = await vi.hoisted(async () => {
  const { freePort } = await import('./test-mail-server')
  const free = await freePort()
  process.env.SMTP_URL = `smtp://127.0.0.1:${free}`
  return free
})
const server = mailServerOn(port)

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

beforeAll(async () => {
  await server.start()
  await prepareTasks([messageTask] as unknown as Task<never>[])
})
afterAll(async () => {
  await stopQueue()
  await server.stop()
})

beforeEach(async () => {
  await emptyDatabase()
  server.received.length = 0
  server.answers = []
  accountId = (await anAccount()).id
  await aMember(accountId)
})

describe('sending a message', () => {
  it('happens by the task, after the transaction, as mail that bears the outcome and no reply loop', async () => {
    await db.$executeRaw`delete from pgboss.job where name = 'send-message'`
    const came = new Promise<unknown>((resolve) => (server.onMail = resolve))
    await workOn(messageTask, 1, ({ messageId }) => sendMessage(messageId))
    const id = await recordOne()
    await came
    const [{ mail, to } = { mail: undefined, to: [] }] = server.received
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
    expect(server.received).toHaveLength(1)
    expect((await rowOf(id)).sentAt).not.toBeNull()
  })

  it('is tried again with the same Message-ID when the server dropped the line after taking the mail', async () => {
    server.answers = ['drop after data']
    const id = await recordOne()
    await sendMessage(id)
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1 })
    await sendMessage(id)
    expect(server.received.map(({ mail }) => mail.messageId)).toEqual([`<${id}@127.0.0.1>`, `<${id}@127.0.0.1>`])
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
      server.answers = [answer]
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
    server.answers = [answer]
    const id = await recordOne()
    await sendMessage(id)
    expect(await rowOf(id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      lastError: expect.stringContaining('no thanks') as string,
    })
    await sendMessage(id)
    expect(server.received).toHaveLength(0)
  })

  it('waits while the server is away, and gives up after a day', async () => {
    await server.stop()
    const id = await recordOne()
    await sendMessage(id)
    expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 1 })
    await db.message.update({ where: { id }, data: { createdAt: new Date(Date.now() - 24 * 3_600_000) } })
    await sendMessage(id)
    expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: 2 })
    await server.start()
  })

  it('lets no name add a header or a recipient', async () => {
    const evil = 'Users\r\nBcc: eve@evil.example\r\n\r\nhello'
    await sendMessage(await recordOne({ params: { ...params, templateName: evil } }))
    const [{ mail, to } = { mail: undefined, to: [] }] = server.received
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
    expect(server.received.map(({ mail }) => mail.inReplyTo)).toEqual(
      Array(2).fill(`<template-${template.id}@127.0.0.1>`),
    )
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
    const [{ mail, to } = { mail: undefined, to: [] }] = server.received
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
    expect(server.received).toHaveLength(0)
  })
})
