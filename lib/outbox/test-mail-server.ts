// For tests only: a real SMTP server that keeps what it gets and can be told to refuse or to drop the line.
import { createServer, type AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = { readonly mail: Email; readonly to: readonly string[] }

export type Answer = 'accept' | 'drop after data' | { readonly at: 'recipient' | 'data'; readonly code: number }

export type MailServer = {
  readonly received: ReceivedMail[]
  /** What to say to the next mails, in order; afterwards every mail is accepted. */
  answers: Answer[]
  /** Called with each mail. */
  onMail: (mail: ReceivedMail) => void
  start(): Promise<void>
  stop(): Promise<void>
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

const refusal = (responseCode: number) => Object.assign(new Error('no\tthanks'), { responseCode })

export function mailServerOn(port: number): MailServer {
  let server: SMTPServer
  const state: MailServer = {
    received: [],
    answers: [],
    onMail: () => undefined,
    start: () => {
      server = listener(state)
      return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return state
}

function listener(state: MailServer): SMTPServer {
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onRcptTo: (_, __, callback) => {
      const [next] = state.answers
      if (typeof next !== 'object' || next.at !== 'recipient') return callback()
      state.answers.shift()
      callback(refusal(next.code))
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const next = state.answers.shift() ?? 'accept'
        if (typeof next === 'object') return callback(refusal(next.code))
        const to = session.envelope.rcptTo.map((recipient) => recipient.address)
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          state.received.push({ mail, to })
          if (next === 'accept') callback()
          else for (const connection of server.connections as Set<Connection>) connection._socket.destroy()
          state.onMail({ mail, to })
        })
      })
    },
  })
  server.on('error', () => undefined)
  return server
}

type Connection = { readonly _socket: { destroy(): void } }
