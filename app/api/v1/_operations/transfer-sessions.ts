// What came of the last connections of a transfer login, for programs that watch over many of them.
import { z } from 'zod'
import { sessionEndings, sessionEventSchema, signInMethods } from '@/lib/accounts/session-events'
import { listSessions, type TransferSession } from '@/lib/accounts/transfer-sessions'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { pageOf } from '@/app/api/_http/page'
import { refuse } from '@/app/api/_http/problem'

const sessionSchema = z
  .object({
    id: z.uuid(),
    via: z.enum(['sftp', 'ftps']),
    address: z.string(),
    client: z.string().nullable().describe('what the client calls itself'),
    security: z.record(z.string(), z.string()).describe('what was negotiated: kex, hostKey, cipher, mac, protocol'),
    method: z.enum(signInMethods).nullable().describe('null: it never signed in'),
    isOpen: z.boolean(),
    startedAt: momentSchema,
    endedAt: momentSchema.nullable(),
    ending: z.enum(sessionEndings).nullable(),
    events: z
      .array(z.object({ kind: z.string(), at: momentSchema, times: z.int() }).loose())
      .describe('the first ones and the last; what each kind tells besides differs'),
    omitted: z.int().describe('events between the first and the last that are not kept'),
  })
  .meta({ id: 'TransferSession' })

function shown({ transferLoginId: _, ...session }: TransferSession) {
  return {
    ...session,
    startedAt: shownMoment(session.startedAt),
    endedAt: shownMoment(session.endedAt),
    events: session.events.map((event) => ({
      ...sessionEventSchema.parse(event),
      at: shownMoment(new Date(event.at)),
      ...('passwordEnds' in event && event.passwordEnds
        ? { passwordEnds: shownMoment(new Date(event.passwordEnds)) }
        : {}),
    })),
  }
}

const list = operation({
  id: 'listTransferSessions',
  method: 'GET',
  path: '/api/v1/accounts/{account}/transfer-logins/{transferLogin}/sessions',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  answer: { status: 200, schema: pageOf(sessionSchema) },
  async handle({ account, params }) {
    const sessions = await listSessions(account.id, params.transferLogin)
    return sessions ? { items: sessions.map(shown), nextCursor: null } : refuse('not-found')
  },
})

export const transferSessionOperations = { list }
