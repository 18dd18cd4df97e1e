// Which account a page shows: a member's own; for an operator the one opened in /admin, which a cookie names. The cookie
// opens nothing by itself: without the operator's session it is not read.
import { cache } from 'react'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Account } from '@/lib/accounts/account'
import { accountById } from '@/lib/accounts/accounts'
import type { Caller } from '@/lib/accounts/caller'
import { mayOperate } from '@/lib/accounts/permissions'
import { env } from '@/lib/platform/env'
import { currentCaller } from './current-caller'

const COOKIE = 'rollcall-account'

const account = cache(accountById)

/** The account in view; leads an operator who has opened none to /admin. */
export async function accountInView(caller: Caller): Promise<Account> {
  const found = await findAccount(caller)
  if (!found) redirect(mayOperate(caller) ? '/admin' : '/sign-in')
  return found
}

/** The time zone of the account in view, or undefined where nobody is signed in or no account is open. */
export async function timeZoneInView(): Promise<string | undefined> {
  const caller = await currentCaller()
  const found = caller && (await findAccount(caller))
  return found?.timeZone
}

async function findAccount(caller: Caller): Promise<Account | null> {
  if (caller.accountId !== null) return account(caller.accountId)
  if (!mayOperate(caller)) return null
  const chosen = (await cookies()).get(COOKIE)?.value
  return chosen ? account(chosen) : null
}

/**
 * Opens an account for an operator, from a server action in /admin.
 * @returns false where the caller may not, or there is no such account.
 */
export async function openAccount(caller: Caller, accountId: string): Promise<boolean> {
  if (!mayOperate(caller) || !(await accountById(accountId))) return false
  const secure = env().publicUrl.startsWith('https://')
  const jar = await cookies()
  jar.set(COOKIE, accountId, { httpOnly: true, sameSite: 'lax', path: '/', secure })
  return true
}

/** Closes the account an operator has open. */
export async function closeAccount(): Promise<void> {
  const jar = await cookies()
  jar.delete(COOKIE)
}
