// For tests only: accounts and members to work with.
import { createAccount } from './accounts'
import type { Account } from './account'
import type { AccountRole } from './caller'
import type { Member } from './member'
import { createMember } from './members'

export const goodPassword = 'a lantern above the gymnasium'

/** An account with a slug of its own. */
export async function anAccount(slug = 'springfield'): Promise<Account> {
  const made = await createAccount({ name: `District ${slug}`, slug, state: 'tx', timeZone: 'America/Chicago' })
  if (!made.ok) throw new Error(made.reason)
  return made.account
}

/** A member who can sign in with goodPassword. */
export async function aMember(
  accountId: string,
  role: AccountRole = 'administrator',
  name = role as string,
): Promise<Member> {
  const made = await createMember(accountId, { email: `${name}@springfield.example`, name, role }, goodPassword)
  if (!made.ok) throw new Error(made.reason)
  return made.member
}
