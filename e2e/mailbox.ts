// A real SMTP server on this machine that keeps what it is given.
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { expect } from '@playwright/test'
import { freePort } from './free-port'

export type Mailbox = {
  readonly url: string
  /** Waits for a mail whose subject or text matches, received by anyone. */
  waitFor(pattern: RegExp): Promise<Email>
  close(): Promise<void>
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Opens a mailbox on a free port. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: Email[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      readAll(stream as AsyncIterable<Buffer>)
        .then((raw) => PostalMime.parse(raw))
        .then(
          (mail) => {
            mails.push(mail)
            done()
          },
          (error: Error) => done(error),
        )
    },
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const find = (pattern: RegExp) => mails.find((mail) => pattern.test(`${mail.subject}\n${mail.text}`))
  return {
    url: `smtp://127.0.0.1:${port}`,
    async waitFor(pattern) {
      await expect
        .poll(() => find(pattern) !== undefined, { message: `a mail like ${pattern}`, timeout: 60_000 })
        .toBe(true)
      return find(pattern) as Email
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
