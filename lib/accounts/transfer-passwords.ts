// The password of a transfer login and the one before it. A system takes its time to learn a new password, so the old
// one stays good until a moment somebody chose, and can be ended before.
import type { TransferLogin as Row } from '@/lib/generated/prisma/client'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db, query } from '@/lib/platform/db'
import { generatePassword } from './generated-password'
import { isId } from './is-id'
import { checkPassword, hashPassword } from './passwords'
import { transferLoginById, type TransferLogin } from './transfer-logins'

const SECONDS_OF_HOUR = 3600
export const OVERLAP_HOURS = 24
export const OVERLAP_HOURS_MAX = 168

/**
 * A new password. Keys, name and templates stay.
 * @param overlapHours how long the old one is good for, too; 0: not at all. The one before the old one ends either way.
 * @returns the new password, this once; null where the account has no such login.
 */
export async function rotateTransferLogin(
  accountId: string,
  id: string,
  overlapHours = OVERLAP_HOURS,
): Promise<{ login: TransferLogin; password: string } | null> {
  if (!(await transferLoginById(accountId, id))) return null
  const password = generatePassword()
  const until = overlapHours > 0 ? secondsFrom(now(), overlapHours * SECONDS_OF_HOUR) : null
  // In one statement, so that two people who do it at once leave the later two passwords and no third one.
  await query(
    `update transfer_logins set password_hash = $3, previous_password_until = $4::timestamptz,
       previous_password_hash = case when $4::timestamptz is null then null else password_hash end
     where id = $1 and account_id = $2`,
    [id, accountId, await hashPassword(password), until],
  )
  const login = await transferLoginById(accountId, id)
  return login && { login, password }
}

/** Ends the old password now, where there is one. Null where the account has no such login. */
export async function endPreviousPassword(accountId: string, id: string): Promise<TransferLogin | null> {
  if (!isId(accountId) || !isId(id)) return null
  await db.transferLogin.updateMany({ where: { id, accountId }, data: none })
  return transferLoginById(accountId, id)
}

/** Until when the old password of a login is good, too; null: only the new one is. */
export function previousPasswordUntil({ previousPasswordUntil: until }: Pick<Row, 'previousPasswordUntil'>) {
  return until && until > now() ? until : null
}

/** Forgets old passwords whose time is over. @returns how many. */
export async function forgetPreviousPasswords(): Promise<number> {
  const { count } = await db.transferLogin.updateMany({
    where: { previousPasswordUntil: { lte: now() } },
    data: none,
  })
  return count
}

const none = { previousPasswordHash: null, previousPasswordUntil: null } as const

export type PasswordFound =
  | { readonly matches: false }
  /** until: it is the old one, and good until then. */
  | { readonly matches: true; readonly until?: Date }

/**
 * Whether it is a password of the login. A wrong one is compared twice, whether the login has two, or one, or there is
 * no login at all, so that the time tells nobody which it is.
 */
export async function findPassword(password: string, login: Row | null): Promise<PasswordFound> {
  const { matches, renewed } = await checkPassword(password, login?.passwordHash ?? null)
  if (login && renewed) await keepRenewedHash(login, renewed)
  if (matches) return { matches }
  const until = login && previousPasswordUntil(login)
  const previous = await checkPassword(password, until ? login.previousPasswordHash : null)
  return until && previous.matches ? { matches: true, until } : { matches: false }
}

// Only over the hash that was compared: a password changed meanwhile stays changed.
async function keepRenewedHash({ id, passwordHash }: Row, renewed: string): Promise<void> {
  await db.transferLogin.updateMany({ where: { id, passwordHash }, data: { passwordHash: renewed } })
}
