// Who has signed in with the browser. The cookie only names a session; each request asks the database whether it still
// counts, so that a member who is switched off, has a new role or a new password is out at once, everywhere.
import { cache } from 'react'
import { getServerSession } from 'next-auth'
import type { MemberCaller } from '@/lib/accounts/caller'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { toLocale } from '@/lib/words/locales'
import { authOptions, readClaims, SESSION_HOURS, type SessionClaims } from './auth-options'

/** The member who asks, or null. Asked once a request, however many parts of the page want to know. */
export const currentCaller: () => Promise<MemberCaller | null> = cache(async () => {
  const claims = readClaims(await getServerSession(authOptions()))
  return claims ? callerOfSession(claims) : null
})

/** The member a session stands for, or null where it has ended. */
export async function callerOfSession({
  memberId,
  sessionVersion,
  signedInAt,
}: SessionClaims): Promise<MemberCaller | null> {
  if (now().getTime() - signedInAt > SESSION_HOURS * 3_600_000) return null
  const where = { id: memberId, sessionVersion, disabledAt: null, passwordHash: { not: null } }
  const row = await db.member.findFirst({ where, include: { account: { select: { locale: true } } } })
  if (!row) return null
  const locale = toLocale(row.locale ?? row.account?.locale)
  return { kind: 'member', memberId: row.id, name: row.name, role: row.role, accountId: row.accountId, locale }
}
