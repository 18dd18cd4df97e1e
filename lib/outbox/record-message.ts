// Records what is to be told in the transaction of the change it tells of: both happen, or neither. Sending comes after
// (send-message.ts). Where no mail server is configured the message is shown in the app and nothing claims to be sent.
import type { Prisma, Tx } from '@/lib/platform/db'
import { mailIsConfigured } from '@/lib/platform/mail'
import { sendTask } from '@/lib/platform/queue'
import { toLocale } from '@/lib/words/locales'
import { messageParams, type MessageKind, type MessageParamsInput } from './message-params'
import { messageTask } from './message-task'
import { recipientsOf, type Recipient } from './recipients'
import { withoutValues } from './without-values'

export type NewMessage<Kind extends MessageKind> = {
  readonly accountId: string
  readonly kind: Kind
  readonly params: MessageParamsInput<Kind>
  readonly deliveryId?: string | null
  readonly runId?: string | null
  /** Addresses in addition to the account's own (a template's recipients). */
  readonly recipients?: readonly string[]
}

/**
 * Records one message for each recipient and queues its sending.
 * @returns the ids of the messages, one where nobody is to be told: that one is shown in the app.
 * @throws ZodError if the params are not those of the kind.
 */
export async function recordMessage<Kind extends MessageKind>(tx: Tx, message: NewMessage<Kind>): Promise<string[]> {
  const recipients = await recipientsOf(tx, message.accountId, message.recipients)
  if (recipients.length > 0) return recordFor(tx, message, recipients)
  const account = await tx.account.findUniqueOrThrow({ where: { id: message.accountId }, select: { locale: true } })
  return recordFor(tx, message, [{ address: '', locale: toLocale(account.locale) }])
}

/** Records that a member is invited; the mail with the link goes to the member alone. */
export async function recordInvitation(tx: Tx, accountId: string, memberId: string): Promise<string[]> {
  const where = { id: memberId, accountId }
  const member = await tx.member.findFirstOrThrow({ where, include: { account: true } })
  const recipient = { address: member.email, locale: toLocale(member.locale ?? member.account?.locale) }
  return recordFor(tx, { accountId, kind: 'invitation', params: { memberId, name: member.name } }, [recipient])
}

async function recordFor<Kind extends MessageKind>(
  tx: Tx,
  { accountId, kind, params, deliveryId, runId }: NewMessage<Kind>,
  recipients: readonly Recipient[],
): Promise<string[]> {
  const stored = withoutValues(messageParams[kind].parse(params)) as Prisma.InputJsonValue
  const ids: string[] = []
  for (const { address, locale } of recipients) {
    const state = mailIsConfigured() && address !== '' ? 'queued' : 'inApp'
    const subject = { deliveryId: deliveryId ?? null, runId: runId ?? null }
    const { id } = await tx.message.create({
      data: { accountId, kind, to: address, locale, params: stored, state, ...subject },
    })
    if (state === 'queued') await sendTask(tx, messageTask, { messageId: id }, { key: id, group: accountId })
    ids.push(id)
  }
  return ids
}
