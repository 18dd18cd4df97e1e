// Outgoing mail over SMTP. Without SMTP_URL nothing is sent and nobody is told that it was.
import type { Transporter } from 'nodemailer'
import { env } from './env'

const TIMEOUT_MS = 15_000

export type Mail = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** The same for every try of one message, so that a repeat is recognised. Without angle brackets. */
  readonly messageId: string
  /** Groups the mails of one template into a conversation. Without angle brackets. */
  readonly threadId?: string
}

let transporter: Transporter | undefined

// The package is large, and a process that sends nothing need not hold it.
async function transport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const { hostname } = new URL(url)
  const loopback = hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
  return (transporter ??= createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A stripped STARTTLS must not send pupils' district reports in the clear.
    requireTLS: !loopback,
    ignoreTLS: loopback,
    disableFileAccess: true,
    disableUrlAccess: true,
  }))
}

/** Whether mail leaves this installation at all. */
export function mailIsConfigured(): boolean {
  return env().smtpUrl !== undefined
}

/**
 * Sends one mail and returns when the server has taken it.
 * @throws Error with the server's answer; sending again with the same messageId is harmless.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const url = env().smtpUrl
  if (!url) throw new Error('no mail server is configured (SMTP_URL)')
  const domain = new URL(env().publicUrl).hostname
  const reference = mail.threadId ? `<${mail.threadId}@${domain}>` : undefined
  const sender = await transport(url)
  await sender.sendMail({
    from: env().mailFrom,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.messageId}@${domain}>`,
    inReplyTo: reference,
    references: reference,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  })
}

/** Asks the mail server whether it answers. */
export async function mailAnswers(): Promise<boolean> {
  const url = env().smtpUrl
  if (!url) return false
  const sender = await transport(url)
  return sender.verify().then(
    () => true,
    () => false,
  )
}
