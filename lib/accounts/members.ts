// Members of an account, and the operators, who belong to none (account id null): made, found, changed, switched off.
// Every change of role, password or state ends the member's open sessions. Whoever is in charge last cannot be lost.
import { now } from '@/lib/platform/clock'
import { db, inTransaction, type Tx } from '@/lib/platform/db'
import type { Member as Row } from '@/lib/generated/prisma/client'
import { isTaken } from './accounts'
import { isId } from './is-id'
import {
  memberChangesSchema,
  newMemberSchema,
  toMember,
  type Member,
  type MemberChanges,
  type NewMember,
} from './member'
import { passwordProblem, type PasswordProblem } from './password-rules'
import { hashPassword } from './passwords'

type AccountId = string | null
type Created =
  | { ok: true; member: Member }
  | { ok: false; reason: 'exists' }
  | { ok: false; reason: 'password'; problem: PasswordProblem }
type Changed = { ok: true; member: Member } | { ok: false; reason: 'not-found' | 'last-administrator' }

/**
 * Makes a member of an account, with a password or to be invited (lib/accounts/invitations.ts).
 * @returns reason "exists" where the e-mail address already signs in, in whatever account.
 * @throws ZodError for input that newMemberSchema refuses; the doors check it first.
 */
export async function createMember(accountId: string, input: NewMember, password?: string): Promise<Created> {
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId }, select: { name: true } })
  const data = newMemberSchema.parse(input)
  return create({ ...data, accountId }, password, account.name)
}

/** Makes an operator, who runs the installation and belongs to no account. */
export async function createOperator(input: Omit<NewMember, 'role'>, password?: string): Promise<Created> {
  const { email, name, locale } = newMemberSchema.omit({ role: true }).parse(input)
  return create({ email, name, locale, role: 'operator', accountId: null }, password)
}

type NewRow = Pick<Row, 'email' | 'name' | 'role' | 'accountId'> & { locale?: string | undefined }

async function create(data: NewRow, password: string | undefined, accountName = ''): Promise<Created> {
  const problem = password === undefined ? undefined : passwordProblem(password, [data.email, data.name, accountName])
  if (problem) return { ok: false, reason: 'password', problem }
  const passwordHash = password === undefined ? null : await hashPassword(password)
  try {
    return { ok: true, member: toMember(await db.member.create({ data: { ...data, passwordHash } })) }
  } catch (error) {
    if (isTaken(error)) return { ok: false, reason: 'exists' }
    throw error
  }
}

/** The members of an account, or the operators (null), by name. */
export async function listMembers(accountId: AccountId): Promise<Member[]> {
  if (accountId !== null && !isId(accountId)) return []
  const rows = await db.member.findMany({ where: { accountId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
  return rows.map(toMember)
}

/** The member, or null where the account has none with this id. */
export async function memberById(accountId: AccountId, id: string): Promise<Member | null> {
  const row =
    isId(id) && (accountId === null || isId(accountId)) ? await db.member.findFirst({ where: { id, accountId } }) : null
  return row && toMember(row)
}

/** Changes name, language or role. A new role ends the member's sessions. An operator's role never changes. */
export async function updateMember(accountId: string, id: string, input: MemberChanges): Promise<Changed> {
  const { role, ...changes } = memberChangesSchema.parse(input)
  return change(accountId, id, (row) => {
    if (role === undefined || role === row.role) return { data: changes, leaves: false }
    return { data: { ...changes, role, sessionVersion: { increment: 1 } }, leaves: row.role === 'administrator' }
  })
}

/** Changes what a member may change about themself. */
export async function updateOwnProfile(memberId: string, input: Pick<MemberChanges, 'name' | 'locale'>): Promise<void> {
  const { name, locale } = memberChangesSchema.parse(input)
  await db.member.updateMany({
    where: { id: memberId },
    data: { ...(name === undefined ? {} : { name }), ...(locale === undefined ? {} : { locale }) },
  })
}

/** Switches a member off: signed out everywhere at once, and no way in. */
export async function disableMember(accountId: AccountId, id: string): Promise<Changed> {
  return change(accountId, id, () => ({ data: { disabledAt: now(), sessionVersion: { increment: 1 } }, leaves: true }))
}

export async function enableMember(accountId: AccountId, id: string): Promise<Changed> {
  return change(accountId, id, () => ({ data: { disabledAt: null }, leaves: false }))
}

/** Deletes a member; the e-mail address is free again. */
export async function removeMember(
  accountId: AccountId,
  id: string,
): Promise<{ ok: true } | Extract<Changed, { ok: false }>> {
  return guarded(accountId, id, async (tx, row) => {
    if (await isLastInCharge(tx, row)) return { ok: false, reason: 'last-administrator' }
    await tx.member.delete({ where: { id: row.id } })
    return { ok: true }
  })
}

/** Ends every session of a member, in every browser. */
export async function signOutEverywhere(memberId: string): Promise<void> {
  if (isId(memberId))
    await db.member.updateMany({ where: { id: memberId }, data: { sessionVersion: { increment: 1 } } })
}

type Decide = (row: Row) => { data: Parameters<Tx['member']['update']>[0]['data']; leaves: boolean }

function change(accountId: AccountId, id: string, decide: Decide): Promise<Changed> {
  return guarded(accountId, id, async (tx, row) => {
    const { data, leaves } = decide(row)
    if (leaves && (await isLastInCharge(tx, row))) return { ok: false, reason: 'last-administrator' }
    return { ok: true, member: toMember(await tx.member.update({ where: { id: row.id }, data })) }
  })
}

// All who are in charge are locked first, so that two of them cannot switch each other off at once.
async function guarded<T>(
  accountId: AccountId,
  id: string,
  work: (tx: Tx, row: Row) => Promise<T | Refused>,
): Promise<T | Refused> {
  if (!isId(id) || (accountId !== null && !isId(accountId))) return { ok: false, reason: 'not-found' }
  return inTransaction(async (tx) => {
    await tx.$queryRaw`select 1 from members
      where account_id is not distinct from ${accountId}::uuid and role in ('operator', 'administrator') order by id for update`
    const row = await tx.member.findFirst({ where: { id, accountId } })
    return row ? work(tx, row) : { ok: false, reason: 'not-found' }
  })
}

type Refused = { ok: false; reason: 'not-found' | 'last-administrator' }

/** Whether this is the only one left who can sign in and is in charge of the account (or of the installation). */
async function isLastInCharge(tx: Tx, row: Row): Promise<boolean> {
  const inCharge = row.role === 'administrator' || row.role === 'operator'
  if (!inCharge || row.disabledAt || row.passwordHash === null) return false
  const others = {
    accountId: row.accountId,
    role: row.role,
    disabledAt: null,
    passwordHash: { not: null },
    id: { not: row.id },
  }
  return (await tx.member.count({ where: others })) === 0
}
