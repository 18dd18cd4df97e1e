// Sends one message at least once: it is marked as sent only after the mail server took it, and every try bears the same
// Message-ID, so that a repeat is recognised. Trouble that passes is tried again for a day; a refusal is final.
import type { Message } from '@/lib/generated/prisma/client'
import { invite } from '@/lib/accounts/invitations'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db, inTransaction, type Prisma } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { mailIsConfigured, sendMail } from '@/lib/platform/mail'
import { sendTask } from '@/lib/platform/queue'
import { toLocale } from '@/lib/words/locales'
import { judgeMailError, type MailTrouble } from './mail-trouble'
import { messageTask } from './message-task'
import { renderMessage, type RenderedMessage } from './render-message'

const GIVE_UP_AFTER_SECONDS = 24 * 3600
const FIRST_WAIT_SECONDS = 30
const LONGEST_WAIT_SECONDS = 3600

/**
 * Sends a message that is queued; every other one is left alone.
 * @throws Error where the database is away; then nothing is booked and the task is tried again.
 */
export async function sendMessage(messageId: string): Promise<void> {
  const message = await db.message.findUnique({ where: { id: messageId } })
  if (message?.state !== 'queued') return
  if (!mailIsConfigured()) return book(message, { state: 'inApp' })
  const mail = await render(message)
  if (!mail) return giveUp(message, { final: true, text: 'the message could not be put into words' })
  try {
    await sendMail({ ...mail, to: message.to, messageId: message.id, ...(await threadOf(message)) })
  } catch (error) {
    return bookTrouble(message, judgeMailError(error))
  }
  await book(message, { state: 'sent', sentAt: now(), attempts: { increment: 1 }, lastError: null })
}

/** Undefined for what nobody can read any more: a member who is gone, params of another version. */
async function render(message: Message): Promise<RenderedMessage | undefined> {
  const { kind, params, accountId } = message
  const locale = toLocale(message.locale)
  const memberId = kind === 'invitation' ? (params as { memberId?: string }).memberId : undefined
  const invitation = memberId ? await invite(accountId, memberId) : undefined
  if (invitation === null) return undefined
  try {
    return renderMessage({ kind, params, locale, ...(invitation ? { link: invitation.link } : {}) })
  } catch (error) {
    log.error({ messageId: message.id, kind, error: (error as Error).name }, 'a message could not be put into words')
    return undefined
  }
}

/** The mails about one template form one conversation. */
async function threadOf({ runId, deliveryId }: Message): Promise<{ threadId?: string }> {
  const run = runId ? await db.run.findUnique({ where: { id: runId }, select: { templateId: true } }) : null
  const where = { id: deliveryId ?? '' }
  const delivery = !run && deliveryId ? await db.delivery.findUnique({ where, select: { templateId: true } }) : null
  const templateId = run?.templateId ?? delivery?.templateId
  return templateId ? { threadId: `template-${templateId}` } : {}
}

async function bookTrouble(message: Message, trouble: MailTrouble): Promise<void> {
  const waitSeconds = Math.min(FIRST_WAIT_SECONDS * 2 ** Math.min(message.attempts, 20), LONGEST_WAIT_SECONDS)
  const nextAttemptAt = secondsFrom(now(), waitSeconds)
  const isOver = nextAttemptAt > secondsFrom(message.createdAt, GIVE_UP_AFTER_SECONDS)
  if (trouble.final || isOver) return giveUp(message, trouble)
  log.warn({ messageId: message.id, trouble: trouble.text, waitSeconds }, 'a message could not be sent yet')
  await inTransaction(async (tx) => {
    const data = { attempts: { increment: 1 }, nextAttemptAt, lastError: trouble.text }
    const { count } = await tx.message.updateMany({ where: { id: message.id, state: 'queued' }, data })
    const options = { key: message.id, group: message.accountId, startAfter: nextAttemptAt }
    if (count > 0) await sendTask(tx, messageTask, { messageId: message.id }, options)
  })
}

async function giveUp(message: Message, trouble: MailTrouble): Promise<void> {
  log.error({ messageId: message.id, kind: message.kind, trouble: trouble.text }, 'a message could not be sent')
  await book(message, { state: 'failed', attempts: { increment: 1 }, lastError: trouble.text })
}

async function book(message: Message, data: Prisma.MessageUpdateManyMutationInput): Promise<void> {
  await db.message.updateMany({ where: { id: message.id, state: 'queued' }, data })
}
