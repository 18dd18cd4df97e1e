// Operators hear once that a machine has no room for files, and once that it has again; with a real mail server.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOperator } from '@/lib/accounts/members'
import { emptyDatabase } from '@/lib/platform/test-database'
import { noteSpace, openSpaceIncidents } from './space-incidents'
import { mailServerOn } from './test-mail-server'

const port = await vi.hoisted(async () => {
  const { freePort } = await import('./test-mail-server')
  const free = await freePort()
  process.env.SMTP_URL = `smtp://127.0.0.1:${free}`
  return free
})
const server = mailServerOn(port)

beforeAll(() => server.start())
afterAll(() => server.stop())
beforeEach(async () => {
  await emptyDatabase()
  server.received.length = 0
  server.answers = []
  await createOperator({ email: 'ada@example.org', name: 'Ada' })
  await createOperator({ email: 'beto@example.org', name: 'Beto', locale: 'es-MX' })
})

const space = (freeBytes: number) => ({ freeBytes, totalBytes: 1_000_000_000, leastBytes: 100_000_000 })
const subjects = () => server.received.map(({ to, mail }) => `${to.join()}: ${mail.subject}`).toSorted()

describe('a machine without room', () => {
  it('is told of once, however many look, and once that it is over, each in their language', async () => {
    await Promise.all([1, 2, 3].map(() => noteSpace(space(50_000_000), 'one')))
    await noteSpace(space(40_000_000), 'one')
    expect(subjects()).toEqual([
      'ada@example.org: Rollcall takes no files: the disk of one is nearly full',
      'beto@example.org: Rollcall no recibe archivos: el disco de one está casi lleno',
    ])
    expect(server.received[0]?.mail.text).toMatch(/\b50 MB\b/)
    expect(await openSpaceIncidents()).toHaveLength(1)
    server.received.length = 0
    // A little more than needed, but not enough to be over for good.
    await noteSpace(space(105_000_000), 'one')
    expect(subjects()).toEqual([])
    await noteSpace(space(200_000_000), 'one')
    await noteSpace(space(200_000_000), 'one')
    expect(subjects()).toEqual([
      'ada@example.org: Rollcall takes files again: one has room',
      'beto@example.org: Rollcall vuelve a recibir archivos: one tiene lugar',
    ])
    expect(await openSpaceIncidents()).toEqual([])
  })

  it('is told of by a later look if the mail server is away, and not at all when it is over by then', async () => {
    server.answers = [{ at: 'recipient', code: 451 }]
    await noteSpace(space(1), 'one')
    expect(subjects()).toEqual([])
    await noteSpace(space(1), 'one')
    expect(subjects()).toHaveLength(2)
    server.received.length = 0
    server.answers = [{ at: 'recipient', code: 451 }]
    await noteSpace(space(1), 'two')
    await noteSpace(space(200_000_000), 'two')
    expect(subjects()).toEqual([])
  })

  it('is one of several', async () => {
    await noteSpace(space(1), 'one')
    await noteSpace(space(1), 'two')
    await noteSpace(space(200_000_000), 'two')
    expect((await openSpaceIncidents()).map(({ host }) => host)).toEqual(['one'])
  })
})
