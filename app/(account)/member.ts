// Who asks, and for which account: the first line of every page and action of an account.
import type { Account } from '@/lib/accounts/account'
import type { MemberCaller } from '@/lib/accounts/caller'
import type { Action } from '@/lib/accounts/permissions'
import { accountInView, requireMember } from '@/lib/auth/session'

/** The caller and the account in view; leads to the sign-in, or says "not found", where the action is not theirs. */
export async function memberFor(action: Action): Promise<{ caller: MemberCaller; account: Account }> {
  const caller = await requireMember(action)
  return { caller, account: await accountInView(caller) }
}

/** Whoever is signed in, and the account in view: for the page everybody may open. */
export async function memberForHome(): Promise<{ caller: MemberCaller; account: Account }> {
  const caller = await requireMember()
  return { caller, account: await accountInView(caller) }
}
