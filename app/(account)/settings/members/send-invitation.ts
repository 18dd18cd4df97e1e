import { invite } from '@/lib/accounts/invitations'
import { recordInvitation } from '@/lib/outbox/record-message'
import { inTransaction } from '@/lib/platform/db'
import { mailIsConfigured } from '@/lib/platform/mail'

/**
 * Invites a member: by mail, or, where this installation sends none, with a link to be handed over.
 * @returns the link in the second case, this once.
 */
export async function sendInvitation(accountId: string, memberId: string): Promise<string | undefined> {
  if (mailIsConfigured()) {
    await inTransaction((tx) => recordInvitation(tx, accountId, memberId))
    return undefined
  }
  return (await invite(accountId, memberId))?.link
}
