import { hash } from '@node-rs/argon2'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { emptyDatabase } from '@/lib/platform/test-database'
import type { Account } from './account'
import { authenticateMember, changePassword } from './authenticate-member'
import { acceptInvitation, INVITATION_DAYS, invitationByToken, invite } from './invitations'
import type { Member } from './member'
import { createMember, disableMember } from './members'
import { aMember, anAccount, goodPassword } from './test-accounts'
import { leastWork, SAME_WORK_MS } from './test-work'

const address = '203.0.113.7'
const chosen = 'seven brass kettles whistle'
const wrong = { ok: false, reason: 'wrong' }

let account: Account

beforeEach(async () => {
  await emptyDatabase()
  account = await anAccount()
})

describe('authenticateMember', () => {
  it('signs in with the right password, however the address is written, and notes when', async () => {
    await aMember(account.id)
    const result = await authenticateMember(' Administrator@Springfield.example', goodPassword, address)
    expect(result).toMatchObject({ ok: true, member: { role: 'administrator' } })
    expect(result.ok && result.member.lastSignInAt).toBeInstanceOf(Date)
  })

  it('gives one answer to a wrong password, an unknown address, a disabled and an invited member', async () => {
    await aMember(account.id)
    const teacher = await aMember(account.id, 'teacher')
    await disableMember(account.id, teacher.id)
    await createMember(account.id, { email: 'new@springfield.example', name: 'New', role: 'teacher' })
    expect(await authenticateMember('administrator@springfield.example', 'wrong', address)).toEqual(wrong)
    expect(await authenticateMember('nobody@springfield.example', goodPassword, address)).toEqual(wrong)
    expect(await authenticateMember('teacher@springfield.example', goodPassword, address)).toEqual(wrong)
    expect(await authenticateMember('new@springfield.example', '', address)).toEqual(wrong)
    expect(await authenticateMember('not an address', goodPassword, address)).toEqual(wrong)
  })

  // Processor time, not the clock: on a busy machine the clock differs by more than the hash itself takes.
  it('does the same work for an unknown address as for a wrong password', async () => {
    await aMember(account.id)
    const work = await leastWork(15, {
      known: (index) => authenticateMember('administrator@springfield.example', 'wrong', `192.0.2.${index}`),
      unknown: (index) => authenticateMember('nobody@springfield.example', 'wrong', `192.0.2.${index}`),
    })
    expect(Math.abs(work.known - work.unknown)).toBeLessThan(SAME_WORK_MS)
  })

  it('slows guessing for known and unknown addresses alike, and lets the person in from elsewhere', async () => {
    await aMember(account.id)
    for (const name of ['administrator', 'nobody']) {
      const tries = Array.from({ length: 6 }, () => authenticateMember(`${name}@springfield.example`, 'wrong', address))
      const results = await Promise.all(tries)
      expect(results.filter((result) => !result.ok && result.reason === 'slowed')).toHaveLength(3)
    }
    const email = 'administrator@springfield.example'
    expect(await authenticateMember(email, goodPassword, address)).toEqual({
      ok: false,
      reason: 'slowed',
      waitSeconds: 5,
    })
    expect(await authenticateMember(email, goodPassword, '198.51.100.1')).toMatchObject({ ok: true })
  })

  it('hashes anew what was hashed with older parameters', async () => {
    const { id } = await aMember(account.id)
    await db.member.update({
      where: { id },
      data: { passwordHash: await hash(goodPassword, { memoryCost: 8192, timeCost: 1 }) },
    })
    expect(await authenticateMember('administrator@springfield.example', goodPassword, address)).toMatchObject({
      ok: true,
    })
    expect((await db.member.findUniqueOrThrow({ where: { id } })).passwordHash).toContain('m=19456,t=2')
  })
})

describe('changePassword', () => {
  it('asks for the current one, ends every session and kills open links', async () => {
    const { id } = await aMember(account.id)
    const link = await invite(account.id, id)
    expect(await changePassword(id, 'wrong', chosen, address)).toEqual(wrong)
    expect(await changePassword(id, goodPassword, 'short', address)).toMatchObject({ problem: 'too-short' })
    expect(await changePassword(id, goodPassword, chosen, address)).toMatchObject({
      ok: true,
      member: { sessionVersion: 2 },
    })
    expect(await authenticateMember('administrator@springfield.example', goodPassword, address)).toEqual(wrong)
    expect(await authenticateMember('administrator@springfield.example', chosen, address)).toMatchObject({ ok: true })
    expect(await acceptInvitation(tokenOf(link), chosen)).toEqual({ ok: false, reason: 'used' })
  })

  it('is slowed like a sign-in, so that a stolen session cannot guess', async () => {
    const { id } = await aMember(account.id)
    for (let index = 0; index < 3; index += 1) await changePassword(id, 'wrong', chosen, address)
    expect(await changePassword(id, goodPassword, chosen, address)).toMatchObject({ ok: false, reason: 'slowed' })
  })
})

const tokenOf = (invitation: { link: string } | null) => invitation?.link.split('/').at(-1) ?? ''

describe('an invitation', () => {
  let member: Member

  beforeEach(async () => {
    const made = await createMember(account.id, { email: 'ana@springfield.example', name: 'Ana', role: 'teacher' })
    if (!made.ok) throw new Error(made.reason)
    member = made.member
  })

  it('is a link under PUBLIC_URL with 256 random bits, of which the hash alone is kept', async () => {
    const invitation = await invite(account.id, member.id)
    expect(invitation?.link.startsWith(`${env().publicUrl}/invitation/`)).toBe(true)
    expect(Buffer.from(tokenOf(invitation), 'base64url')).toHaveLength(32)
    expect(JSON.stringify(await db.invitation.findMany())).not.toContain(tokenOf(invitation))
  })

  it('says whom it is for and lets that member choose a password, once', async () => {
    const token = tokenOf(await invite(account.id, member.id))
    expect(await invitationByToken(token)).toMatchObject({
      ok: true,
      member: { name: 'Ana' },
      accountName: account.name,
      locale: 'en',
    })
    expect(await acceptInvitation(token, 'ana springfield')).toMatchObject({ reason: 'password', problem: 'guessable' })
    expect(await acceptInvitation(token, chosen)).toMatchObject({
      ok: true,
      member: { invited: false, sessionVersion: 2 },
    })
    expect(await authenticateMember('ana@springfield.example', chosen, address)).toMatchObject({ ok: true })
    expect(await acceptInvitation(token, chosen)).toEqual({ ok: false, reason: 'used' })
  })

  it('works for one of two who use it at once', async () => {
    const token = tokenOf(await invite(account.id, member.id))
    const results = await Promise.all([acceptInvitation(token, chosen), acceptInvitation(token, `${chosen} loudly`)])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
  })

  it('uses up the other links of the member', async () => {
    const [first, second] = [tokenOf(await invite(account.id, member.id)), tokenOf(await invite(account.id, member.id))]
    expect(await acceptInvitation(first, chosen)).toMatchObject({ ok: true })
    expect(await invitationByToken(second)).toEqual({ ok: false, reason: 'used' })
  })

  it('ends after seven days, and at once when the member is switched off', async () => {
    const token = tokenOf(await invite(account.id, member.id))
    const { expiresAt } = await db.invitation.findFirstOrThrow()
    expect(Math.round((expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(INVITATION_DAYS)
    await db.invitation.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } })
    expect(await acceptInvitation(token, chosen)).toEqual({ ok: false, reason: 'expired' })
    const fresh = tokenOf(await invite(account.id, member.id))
    await disableMember(account.id, member.id)
    expect(await acceptInvitation(fresh, chosen)).toEqual({ ok: false, reason: 'unknown' })
    expect(await invite(account.id, member.id)).toBeNull()
  })

  it('cannot be made for the member of another account', async () => {
    const other = await anAccount('shelbyville')
    expect(await invite(other.id, member.id)).toBeNull()
    expect(await invite(null, member.id)).toBeNull()
  })

  it('is unknown under a token nobody has', async () => {
    expect(await invitationByToken('')).toEqual({ ok: false, reason: 'unknown' })
    expect(await acceptInvitation('x'.repeat(43), chosen)).toEqual({ ok: false, reason: 'unknown' })
  })
})
