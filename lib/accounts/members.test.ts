import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import type { Account } from './account'
import {
  createMember,
  createOperator,
  disableMember,
  enableMember,
  listMembers,
  memberById,
  removeMember,
  signOutEverywhere,
  updateMember,
  updateOwnProfile,
} from './members'
import { aMember, anAccount, goodPassword } from './test-accounts'

let account: Account

beforeEach(async () => {
  await emptyDatabase()
  account = await anAccount()
})

const lastOne = { ok: false, reason: 'last-administrator' }
const versionOf = async (id: string) => (await db.member.findUniqueOrThrow({ where: { id } })).sessionVersion

describe('a member', () => {
  it('is made with a password or waits for one, and the hash never comes out', async () => {
    const withPassword = await aMember(account.id)
    const invited = await createMember(account.id, { email: 'Ana@Springfield.example', name: 'Ana', role: 'teacher' })
    expect(withPassword).toMatchObject({ invited: false })
    expect(invited).toMatchObject({ ok: true, member: { invited: true, email: 'ana@springfield.example' } })
    expect(JSON.stringify(await listMembers(account.id))).not.toContain('argon2')
  })

  it('has an e-mail address nobody else has, in whatever account', async () => {
    await aMember(account.id)
    const other = await anAccount('shelbyville')
    const input = { email: 'ADMINISTRATOR@springfield.example', name: 'Copy', role: 'teacher' } as const
    expect(await createMember(other.id, input)).toEqual({ ok: false, reason: 'exists' })
  })

  it('cannot choose a password that is short or made of own words', async () => {
    const input = { email: 'ana@springfield.example', name: 'Ana', role: 'teacher' } as const
    expect(await createMember(account.id, input, 'short')).toMatchObject({ reason: 'password', problem: 'too-short' })
    expect(await createMember(account.id, input, 'springfield-ana-2026')).toMatchObject({ problem: 'guessable' })
  })

  it('can be made operator neither by name nor by smuggled fields', async () => {
    const input = { email: 'eve@springfield.example', name: 'Eve', role: 'operator' } as never
    await expect(createMember(account.id, input)).rejects.toThrow()
    const smuggled = {
      email: 'eve@springfield.example',
      name: 'Eve',
      role: 'teacher',
      accountId: null,
      sessionVersion: 9,
    } as never
    const made = await createMember(account.id, smuggled)
    expect(made).toMatchObject({ member: { accountId: account.id, sessionVersion: 1, role: 'teacher' } })
    const id = made.ok ? made.member.id : ''
    await expect(updateMember(account.id, id, { role: 'operator' } as never)).rejects.toThrow()
  })

  it('is found in the own account only', async () => {
    const member = await aMember(account.id)
    const other = await anAccount('shelbyville')
    expect(await memberById(account.id, member.id)).toEqual(member)
    expect(await memberById(other.id, member.id)).toBeNull()
    expect(await memberById(null, member.id)).toBeNull()
    expect(await updateMember(other.id, member.id, { name: 'x' })).toEqual({ ok: false, reason: 'not-found' })
    expect(await removeMember(other.id, member.id)).toEqual({ ok: false, reason: 'not-found' })
    expect(await disableMember(account.id, "' or true")).toEqual({ ok: false, reason: 'not-found' })
  })

  it('loses every session with a new role, when switched off, and when asked for', async () => {
    await aMember(account.id)
    const { id } = await aMember(account.id, 'teacher')
    await updateMember(account.id, id, { name: 'Ana', locale: 'es-MX' })
    expect(await versionOf(id)).toBe(1)
    await updateMember(account.id, id, { role: 'campusAdministrator' })
    expect(await versionOf(id)).toBe(2)
    await disableMember(account.id, id)
    expect(await versionOf(id)).toBe(3)
    await signOutEverywhere(id)
    expect(await versionOf(id)).toBe(4)
  })

  it('may change the own name and language, and nothing else', async () => {
    const { id } = await aMember(account.id, 'teacher')
    await updateOwnProfile(id, { name: 'Ana', locale: 'es-MX', role: 'administrator' } as never)
    expect(await memberById(account.id, id)).toMatchObject({
      name: 'Ana',
      locale: 'es-MX',
      role: 'teacher',
      sessionVersion: 1,
    })
  })
})

describe('the last administrator', () => {
  it('can be neither removed, nor switched off, nor given another role', async () => {
    const { id } = await aMember(account.id)
    await aMember(account.id, 'teacher')
    expect(await disableMember(account.id, id)).toEqual(lastOne)
    expect(await removeMember(account.id, id)).toEqual(lastOne)
    expect(await updateMember(account.id, id, { role: 'teacher' })).toEqual(lastOne)
    expect(await updateMember(account.id, id, { name: 'Other name' })).toMatchObject({ ok: true })
  })

  it('is not replaced by one who was only invited or is switched off', async () => {
    const { id } = await aMember(account.id)
    await createMember(account.id, { email: 'new@springfield.example', name: 'New', role: 'administrator' })
    const second = await aMember(account.id, 'administrator', 'second')
    expect(await disableMember(account.id, second.id)).toMatchObject({ ok: true })
    expect(await disableMember(account.id, id)).toEqual(lastOne)
    await enableMember(account.id, second.id)
    expect(await disableMember(account.id, id)).toMatchObject({ ok: true })
  })

  it('remains when two switch each other off at the same moment', async () => {
    const first = await aMember(account.id, 'administrator', 'first')
    const second = await aMember(account.id, 'administrator', 'second')
    const results = await Promise.all([disableMember(account.id, first.id), removeMember(account.id, second.id)])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(results).toContainEqual(lastOne)
  })

  it('may be anybody who was never able to sign in', async () => {
    const made = await createMember(account.id, {
      email: 'new@springfield.example',
      name: 'New',
      role: 'administrator',
    })
    expect(await removeMember(account.id, made.ok ? made.member.id : '')).toEqual({ ok: true })
  })

  it('of the installation is its last operator', async () => {
    const made = await createOperator({ email: 'operator@rollcall.example', name: 'Op' }, goodPassword)
    const id = made.ok ? made.member.id : ''
    expect(made).toMatchObject({ member: { role: 'operator', accountId: null } })
    expect(await disableMember(null, id)).toEqual(lastOne)
    expect(await listMembers(null)).toHaveLength(1)
  })
})
