// A district's system learns its new password some time after it is made; nothing may fail in between, and nothing may
// stay open longer than somebody chose.
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { authorizeTransfer } from './authorize-transfer'
import { anAccount } from './test-accounts'
import { leastWork, SAME_WORK_MS } from './test-work'
import { createTransferLogin, listTransferLogins, transferLoginById, type TransferLogin } from './transfer-logins'
import {
  endPreviousPassword,
  forgetPreviousPasswords,
  previousPasswordUntil,
  rotateTransferLogin,
} from './transfer-passwords'

const HOUR_MS = 3600_000
const refused = { ok: false, reason: 'wrong-secret' }

let login: TransferLogin
let first: string

beforeEach(async () => {
  await emptyDatabase()
  const made = await createTransferLogin({ accountId: (await anAccount()).id, name: 'nightly' })
  if (!made.ok) throw new Error(made.reason)
  ;({ login, password: first } = made)
})

let tries = 0
function signIn(password: string) {
  tries += 1
  const address = `192.0.2.${tries % 250}`
  return authorizeTransfer({ userName: login.sftpUserName, method: 'password', password, address })
}

async function rotate(overlapHours?: number): Promise<string> {
  const rotated = await rotateTransferLogin(login.accountId, login.id, overlapHours)
  if (!rotated) throw new Error('no such login')
  login = rotated.login
  return rotated.password
}

const itsTimeIsOver = () =>
  db.transferLogin.update({ where: { id: login.id }, data: { previousPasswordUntil: new Date(Date.now() - 1) } })

describe('the old password', () => {
  it('lets in for a day after a new one is made, and it is said that it ends, and when', async () => {
    const before = Date.now()
    const second = await rotate()
    const until = previousPasswordUntil(login)
    expect(until!.getTime()).toBeGreaterThanOrEqual(before + 24 * HOUR_MS)
    expect(until!.getTime()).toBeLessThanOrEqual(Date.now() + 24 * HOUR_MS)
    const admitted = { ok: true, transferLoginId: login.id, accountId: login.accountId }
    expect(await signIn(first)).toEqual({ ...admitted, passwordEnds: until })
    expect(await signIn(second)).toEqual(admitted)
    expect(await signIn(`${first}x`)).toEqual(refused)
  })

  it('is refused when its time is over, and its hash is forgotten then, not before', async () => {
    const second = await rotate(1)
    expect(await forgetPreviousPasswords()).toBe(0)
    await itsTimeIsOver()
    expect(await signIn(first)).toEqual(refused)
    expect(previousPasswordUntil((await transferLoginById(login.accountId, login.id))!)).toBeNull()
    expect(await forgetPreviousPasswords()).toBe(1)
    expect(await db.transferLogin.findFirstOrThrow()).toMatchObject({
      previousPasswordHash: null,
      previousPasswordUntil: null,
    })
    expect(await signIn(second)).toMatchObject({ ok: true })
  })

  it('is dead at once when it has leaked, and so is the one before it', async () => {
    const second = await rotate()
    const third = await rotate(0)
    expect(previousPasswordUntil(login)).toBeNull()
    expect([await signIn(first), await signIn(second)]).toEqual([refused, refused])
    expect(await signIn(third)).toMatchObject({ ok: true })
  })

  it('is one only: a second new password ends the oldest', async () => {
    const second = await rotate()
    const third = await rotate()
    expect(await signIn(first)).toEqual(refused)
    expect([await signIn(second), await signIn(third)]).toMatchObject([{ ok: true }, { ok: true }])
  })

  it('is ended by hand, and ending it again does no harm', async () => {
    const second = await rotate()
    expect(previousPasswordUntil((await endPreviousPassword(login.accountId, login.id))!)).toBeNull()
    expect(await signIn(first)).toEqual(refused)
    expect(await endPreviousPassword(login.accountId, login.id)).not.toBeNull()
    expect(await signIn(second)).toMatchObject({ ok: true })
  })

  it('is kept as a hash, and neither password nor hash is in what is read of a login', async () => {
    const second = await rotate()
    const stored = await db.transferLogin.findFirstOrThrow()
    expect(stored.previousPasswordHash).toMatch(/^\$argon2id\$/)
    expect(JSON.stringify(stored)).not.toContain(first)
    const read = JSON.stringify([login, await listTransferLogins(login.accountId)])
    for (const secret of [first, second, 'argon2id']) expect(read).not.toContain(secret)
  })

  it('cannot be told from there being none by how long a wrong one takes', async () => {
    await rotate()
    const wrong = (userName: string, index: number) =>
      authorizeTransfer({ userName, method: 'password', password: 'wrong', address: `198.51.100.${index}` })
    const work = await leastWork(15, {
      known: (index) => wrong(login.sftpUserName, index),
      unknown: (index) => wrong('nobody_admin_springfield_tx', index),
    })
    expect(Math.abs(work.known - work.unknown)).toBeLessThan(SAME_WORK_MS)
  })
})
