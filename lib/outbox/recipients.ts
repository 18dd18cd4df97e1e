// Who is told: the account's report recipients, or, where none are named, its administrators; and whoever a template
// names besides. Nobody twice, and only addresses that are one plain mailbox.
import { readEmailAddress } from '@/lib/accounts/email-address'
import type { Tx } from '@/lib/platform/db'
import { toLocale, type Locale } from '@/lib/words/locales'

export type Recipient = { readonly address: string; readonly locale: Locale }

/**
 * @param also addresses in addition to the account's own.
 * @returns each in the language of the member it belongs to, or else of the account.
 */
export async function recipientsOf(tx: Tx, accountId: string, also: readonly string[] = []): Promise<Recipient[]> {
  const account = await tx.account.findUniqueOrThrow({ where: { id: accountId }, include: { members: true } })
  const members = account.members.filter((member) => !member.disabledAt)
  const administrators = members.filter((member) => member.role === 'administrator').map((member) => member.email)
  const own = account.reportRecipients.length > 0 ? account.reportRecipients : administrators
  const addresses = [...own, ...also].map(readEmailAddress).filter((address) => address !== undefined)
  return [...new Set(addresses)].map((address) => {
    const member = members.find((candidate) => candidate.email === address)
    return { address, locale: toLocale(member?.locale ?? account.locale) }
  })
}
