// What is noted stays within its bounds, whoever floods the doors and whatever the database does.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAccount } from '@/lib/accounts/accounts'
import { listStrangers } from '@/lib/accounts/stranger-visits'
import { createTransferLogin } from '@/lib/accounts/transfer-logins'
import { listSessions } from '@/lib/accounts/transfer-sessions'
import { query } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { SessionRecorder } from './session-recorder'

const WAIT = { timeout: 20_000, interval: 20 }

let recorder: SessionRecorder
let login: { accountId: string; id: string; userName: string }

beforeEach(async () => {
  await emptyDatabase()
  const account = await createAccount({ name: 'Springfield', slug: 'springfield', state: 'tx', timeZone: 'UTC' })
  if (!account.ok) throw new Error(account.reason)
  const made = await createTransferLogin({ accountId: account.account.id, name: 'sis' })
  if (!made.ok) throw new Error(made.reason)
  login = { accountId: account.account.id, id: made.login.id, userName: made.login.sftpUserName }
  recorder = new SessionRecorder()
})
afterEach(() => recorder.stop())

const sessions = async () => (await listSessions(login.accountId, login.id)) ?? []

function signedInOnce() {
  const record = recorder.record('sftp', '203.0.113.7')
  record.named(login.userName)
  record.signedIn({ transferLoginId: login.id }, 'password')
  record.ended()
}

function refusedOnce() {
  const record = recorder.record('sftp', '198.51.100.9')
  record.named(login.userName)
  record.signInRefused('password', 'wrong-secret')
  record.ended()
}

describe('the recorder', () => {
  it('keeps the last sessions of a login, and a flood of refused ones pushes out none that signed in', async () => {
    for (let index = 0; index < 80; index += 1) signedInOnce()
    for (let index = 0; index < 300; index += 1) refusedOnce()
    await recorder.stop()
    const kept = await sessions()
    expect(kept.filter((session) => session.method !== null)).toHaveLength(70)
    expect(kept.filter((session) => session.method === null)).toHaveLength(30)
  })

  it('holds a bounded number while the database is away, and writes them when it is back', async () => {
    await query('alter table transfer_sessions rename to away')
    try {
      for (let index = 0; index < 3000; index += 1) signedInOnce()
      expect(recorder.waitingCount).toBeLessThanOrEqual(1000)
      // A try has failed meanwhile, and they are still there, and no more of them.
      await recorder.stop()
      expect(recorder.waitingCount).toBeGreaterThan(0)
      expect(recorder.waitingCount).toBeLessThanOrEqual(1000)
    } finally {
      await query('alter table away rename to transfer_sessions')
    }
    await recorder.stop()
    expect(await sessions()).toHaveLength(70)
    expect(recorder.waitingCount).toBe(0)
  })

  it('of many events of one session keeps the first and the last, and says how many are missing', async () => {
    const record = recorder.record('ftps', '203.0.113.7')
    record.named(login.userName)
    record.signedIn({ transferLoginId: login.id }, 'password')
    for (let index = 0; index < 500; index += 1) record.note({ kind: 'removed', name: `${index}.csv\n\u0000` })
    record.ended()
    const session = await vi.waitFor(async () => {
      const [found] = await sessions()
      expect(found?.endedAt).toBeTruthy()
      return found!
    }, WAIT)
    expect(session.events).toHaveLength(60)
    expect(session.omitted).toBe(441)
    expect(session.events[0]).toMatchObject({ kind: 'signed-in' })
    expect(session.events.at(-1)).toMatchObject({ kind: 'removed', name: expect.stringMatching(/^499\.csv/) })
  })

  it('counts a crowd of strangers in one line each', async () => {
    for (let index = 0; index < 2000; index += 1) {
      const record = recorder.record('sftp', '198.51.100.9')
      record.strangerTrouble('silent')
      record.ended()
    }
    await recorder.stop()
    expect(await listStrangers()).toMatchObject([{ trouble: 'silent', times: 2000 }])
  })
})
