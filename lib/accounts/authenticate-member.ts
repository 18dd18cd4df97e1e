// Whether an e-mail address and a password sign somebody in. The answer, and the time it takes, say nothing about
// whether the address is known.
import { now } from '@/lib/platform/clock'
import { db, inTransaction } from '@/lib/platform/db'
import { readEmailAddress } from './email-address'
import { forgiveFailures, oneTryAtATime, recordFailure, secondsToWait, type Guess } from './guessing'
import { isId } from './is-id'
import { toMember, type Member } from './member'
import { passwordProblem, type PasswordProblem } from './password-rules'
import { checkPassword, hashingIsBusy, hashPassword, isPossiblePassword } from './passwords'

export type SignIn =
  | { readonly ok: true; readonly member: Member }
  | { readonly ok: false; readonly reason: 'wrong' }
  | { readonly ok: false; readonly reason: 'slowed'; readonly waitSeconds: number }

const BUSY_WAIT_SECONDS = 5

/**
 * Checks a sign-in.
 * @param address the client's network address; wrong passwords are counted for the name there, and for the address.
 * @returns "slowed" after too many wrong ones, with the seconds to wait; the same for addresses nobody has.
 */
export async function authenticateMember(email: string, password: string, address: string): Promise<SignIn> {
  if (!isPossiblePassword(password)) return { ok: false, reason: 'wrong' }
  const name = readEmailAddress(email)
  const guess: Guess = { door: 'web', name: name ?? 'unknown', address }
  return oneTryAtATime(guess, async () => {
    if (hashingIsBusy()) return { ok: false, reason: 'slowed', waitSeconds: BUSY_WAIT_SECONDS }
    const waitSeconds = await secondsToWait(guess)
    if (waitSeconds > 0) return { ok: false, reason: 'slowed', waitSeconds }
    return tryPassword(name ?? '', password, guess)
  })
}

async function tryPassword(email: string, password: string, guess: Guess): Promise<SignIn> {
  const row = await db.member.findUnique({ where: { email } })
  const { matches, renewed } = await checkPassword(password, row?.passwordHash ?? null)
  if (!row || !matches || row.disabledAt) {
    await recordFailure(guess)
    return { ok: false, reason: 'wrong' }
  }
  await forgiveFailures(guess)
  // Only over the hash that was compared: a password changed meanwhile stays changed.
  const { id, passwordHash } = row
  if (renewed) await db.member.updateMany({ where: { id, passwordHash }, data: { passwordHash: renewed } })
  return { ok: true, member: toMember(await db.member.update({ where: { id }, data: { lastSignInAt: now() } })) }
}

/**
 * Changes a member's own password. Every session ends, the one that asked included; it may be opened again with the
 * session version that comes back.
 * @param address counted against like a sign-in, so that a stolen session cannot guess the password.
 */
export async function changePassword(
  memberId: string,
  current: string,
  chosen: string,
  address: string,
): Promise<SignIn | { ok: false; reason: 'password'; problem: PasswordProblem }> {
  const row = isId(memberId)
    ? await db.member.findUnique({ where: { id: memberId }, include: { account: true } })
    : null
  if (!row) return { ok: false, reason: 'wrong' }
  const problem = passwordProblem(chosen, [row.email, row.name, row.account?.name ?? ''])
  if (problem) return { ok: false, reason: 'password', problem }
  const proof = await authenticateMember(row.email, current, address)
  if (!proof.ok) return proof
  const data = { passwordHash: await hashPassword(chosen), sessionVersion: { increment: 1 } }
  const member = await inTransaction(async (tx) => {
    // Links that were sent before could otherwise undo what was just chosen.
    await tx.invitation.updateMany({ where: { memberId, usedAt: null }, data: { usedAt: now() } })
    return tx.member.update({ where: { id: memberId }, data })
  })
  return { ok: true, member: toMember(member) }
}
