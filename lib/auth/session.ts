// The first line of every page, action and route for people: who asks, and may they.
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { MemberCaller } from '@/lib/accounts/caller'
import { may, mayOperate, type Action } from '@/lib/accounts/permissions'
import { currentCaller } from './current-caller'
import { signInAddress } from './requested-path'

export { accountInView } from './account-in-view'
export { currentCaller } from './current-caller'

/**
 * The member who asks. Leads to the sign-in where nobody is signed in; "not found" where the action is not theirs.
 * @param action none: whoever is signed in.
 */
export async function requireMember(action?: Action): Promise<MemberCaller> {
  const caller = await currentCaller()
  if (!caller) redirect(signInAddress(await headers()))
  if (action && !may(caller, action, caller.accountId ?? '')) notFound()
  return caller
}

/** The operator who asks. For everybody else the page does not exist. */
export async function requireOperator(): Promise<MemberCaller> {
  const caller = await requireMember()
  if (!mayOperate(caller)) notFound()
  return caller
}
