// Invitations: a link, good once and for seven days, with which a member chooses a password, the first one or a new one.
// Only the hash of its token is kept; the link begins with PUBLIC_URL, never with what a request claims to be its host.
import { createHash, randomBytes } from 'node:crypto'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db, inTransaction, type Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { toLocale, type Locale } from '@/lib/words/locales'
import { isId } from './is-id'
import { toMember, type Member } from './member'
import { passwordProblem, type PasswordProblem } from './password-rules'
import { hashPassword } from './passwords'

export const INVITATION_DAYS = 7
const TOKEN_BYTES = 32
/** More open links than this are of no use to anybody; the oldest go. */
const OPEN_INVITATIONS_MAX = 10

export type Invited = {
  readonly member: Member
  readonly accountName: string | null
  readonly locale: Locale
  readonly expiresAt: Date
}
type Unusable = { ok: false; reason: 'unknown' | 'used' | 'expired' }

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Makes a link for a member. Earlier links stay good until one of them is used.
 * @param accountId the member's account; null for an operator.
 * @returns the link, this once, or null where there is no such member or the member is switched off.
 */
export async function invite(
  accountId: string | null,
  memberId: string,
  tx: Tx = db,
): Promise<{ link: string; expiresAt: Date } | null> {
  if (!isId(memberId) || (accountId !== null && !isId(accountId))) return null
  const member = await tx.member.findFirst({
    where: { id: memberId, accountId, disabledAt: null },
    select: { id: true },
  })
  if (!member) return null
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const expiresAt = secondsFrom(now(), INVITATION_DAYS * 86_400)
  await tx.invitation.create({ data: { memberId, tokenHash: hashOf(token), expiresAt } })
  const stale = await tx.invitation.findMany({
    where: { memberId, usedAt: null },
    orderBy: { id: 'desc' },
    skip: OPEN_INVITATIONS_MAX,
  })
  if (stale.length > 0) await tx.invitation.deleteMany({ where: { id: { in: stale.map((row) => row.id) } } })
  return { link: `${env().publicUrl}/invitation/${token}`, expiresAt }
}

/** Whom a link invites, for the page it leads to. */
export async function invitationByToken(token: string): Promise<({ ok: true } & Invited) | Unusable> {
  const row = await db.invitation.findUnique({
    where: { tokenHash: hashOf(token) },
    include: { member: { include: { account: true } } },
  })
  if (!row || row.member.disabledAt) return { ok: false, reason: 'unknown' }
  if (row.usedAt) return { ok: false, reason: 'used' }
  if (row.expiresAt <= now()) return { ok: false, reason: 'expired' }
  const { account, ...member } = row.member
  const locale = toLocale(member.locale ?? account?.locale)
  return { ok: true, member: toMember(member), accountName: account?.name ?? null, locale, expiresAt: row.expiresAt }
}

/**
 * Takes the link and the chosen password. Afterwards every link of the member is used up and every session ended.
 * Of two who use one link at once, one wins.
 */
export async function acceptInvitation(
  token: string,
  password: string,
): Promise<{ ok: true; member: Member } | Unusable | { ok: false; reason: 'password'; problem: PasswordProblem }> {
  const invited = await invitationByToken(token)
  if (!invited.ok) return invited
  const { member, accountName } = invited
  const problem = passwordProblem(password, [member.email, member.name, accountName ?? ''])
  if (problem) return { ok: false, reason: 'password', problem }
  const passwordHash = await hashPassword(password)
  return inTransaction(async (tx) => {
    const usedAt = now()
    const open = { tokenHash: hashOf(token), usedAt: null, expiresAt: { gt: usedAt }, member: { disabledAt: null } }
    const { count } = await tx.invitation.updateMany({ where: open, data: { usedAt } })
    if (count === 0) return { ok: false, reason: 'used' }
    await tx.invitation.updateMany({ where: { memberId: member.id, usedAt: null }, data: { usedAt } })
    const data = { passwordHash, sessionVersion: { increment: 1 } }
    return { ok: true, member: toMember(await tx.member.update({ where: { id: member.id }, data })) }
  })
}
