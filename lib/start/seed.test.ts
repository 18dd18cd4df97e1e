import { readFileSync, statSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { authenticateMember, changePassword } from '@/lib/accounts/authenticate-member'
import { authorizeTransfer } from '@/lib/accounts/authorize-transfer'
import { acceptInvitation } from '@/lib/accounts/invitations'
import { disableMember, listMembers } from '@/lib/accounts/members'
import { rotateTransferLogin } from '@/lib/accounts/transfer-passwords'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { emptyDatabase } from '@/lib/platform/test-database'
import { ensureFirstOperator, seedDemoDistrict } from '@/prisma/seed'

vi.hoisted(() => {
  process.env.DEMO = 'on'
})

const address = '127.0.0.1'
const demoFile = () => path.join(env().dataDir, 'demo.json')

beforeEach(async () => {
  await emptyDatabase()
  try {
    unlinkSync(demoFile())
  } catch {
    // There is none yet.
  }
})

describe('the demo district', () => {
  it('has members and a transfer login that can sign in with what is printed', async () => {
    const demo = await seedDemoDistrict()
    for (const { email, password, role } of [demo.administrator, demo.teacher, demo.operator]) {
      expect(await authenticateMember(email, password, address)).toMatchObject({ ok: true, member: { role } })
    }
    const { userName, password } = demo.transferLogin
    expect(userName).toBe('nightly_admin_demo_tx')
    expect(await authorizeTransfer({ userName, method: 'password', password, address })).toMatchObject({
      ok: true,
      accountId: demo.accountId,
    })
  })

  it('is the same at every start, also at two at once', async () => {
    const first = await seedDemoDistrict()
    expect(await Promise.all([seedDemoDistrict(), seedDemoDistrict()])).toEqual([first, first])
    expect([await db.account.count(), await db.member.count(), await db.transferLogin.count()]).toEqual([1, 3, 1])
  })

  it('keeps its passwords where the owner of the data alone can read them', async () => {
    const { administrator } = await seedDemoDistrict()
    expect(statSync(demoFile()).mode & 0o777).toBe(0o600)
    expect(readFileSync(demoFile(), 'utf8')).toContain(administrator.password)
    expect(JSON.stringify(await db.member.findMany())).not.toContain(administrator.password)
  })

  it('never takes back a password that somebody chose', async () => {
    const { administrator, accountId, transferLogin } = await seedDemoDistrict()
    const { id } = await db.member.findUniqueOrThrow({ where: { email: administrator.email } })
    await changePassword(id, administrator.password, 'seven brass kettles whistle', address)
    const { id: loginId } = await db.transferLogin.findFirstOrThrow()
    const rotated = await rotateTransferLogin(accountId, loginId)
    const again = await seedDemoDistrict()
    expect([again.administrator.password, again.transferLogin.password]).toEqual(['(changed)', '(changed)'])
    expect(await authenticateMember(administrator.email, 'seven brass kettles whistle', address)).toMatchObject({
      ok: true,
    })
    const request = {
      userName: transferLogin.userName,
      method: 'password',
      password: rotated?.password ?? '',
      address,
    } as const
    expect(await authorizeTransfer(request)).toMatchObject({ ok: true })
  })

  it('has new passwords when the file that kept them is lost', async () => {
    await seedDemoDistrict()
    unlinkSync(demoFile())
    const { administrator, transferLogin } = await seedDemoDistrict()
    expect(await authenticateMember(administrator.email, administrator.password, address)).toMatchObject({ ok: true })
    const request = { ...transferLogin, method: 'password', address } as const
    expect(await authorizeTransfer(request)).toMatchObject({ ok: true })
  })
})

describe('the first operator', () => {
  it('is invited by a link, a new one at each start, until the password is chosen', async () => {
    const first = await ensureFirstOperator()
    const second = await ensureFirstOperator()
    const tokenOf = (link?: string) => link?.split('/').at(-1) ?? ''
    expect(second).toMatch(/^http:\/\/127\.0\.0\.1:3999\/invitation\/[\w-]{43}$/)
    expect(await listMembers(null)).toHaveLength(1)
    const chosen = 'seven brass kettles whistle'
    expect(await acceptInvitation(tokenOf(first), chosen)).toEqual({ ok: false, reason: 'unknown' })
    expect(await acceptInvitation(tokenOf(second), chosen)).toMatchObject({
      ok: true,
      member: { role: 'operator', accountId: null },
    })
    expect(await ensureFirstOperator()).toBeUndefined()
  })

  it('cannot be switched off and so invited once more by a restart', async () => {
    const link = await ensureFirstOperator()
    const accepted = await acceptInvitation(link?.split('/').at(-1) ?? '', 'seven brass kettles whistle')
    expect(await disableMember(null, accepted.ok ? accepted.member.id : '')).toMatchObject({
      reason: 'last-administrator',
    })
    expect(await ensureFirstOperator()).toBeUndefined()
  })
})
