// Messages: what the outbox sent or will send, in the words it goes out with.
import { z } from 'zod'
import { listMessages, type ListedMessage } from '@/lib/outbox/list-messages'
import { messageKinds } from '@/lib/outbox/message-params'
import { kebabCase } from '@/app/api/_http/kebab-case'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { askFor, idPlace, pageOf, pageQuery, toPage } from '@/app/api/_http/page'

const messageSchema = z
  .object({
    id: z.uuid(),
    kind: z.string().describe(messageKinds.join(', ')),
    to: z.string().describe('empty: nobody is to be told; the message is shown in the app'),
    subject: z.string(),
    text: z.string(),
    state: z.enum(['queued', 'sent', 'failed', 'in-app']),
    delivery: z.uuid().nullable(),
    run: z.uuid().nullable(),
    createdAt: momentSchema,
    sentAt: momentSchema.nullable(),
  })
  .meta({ id: 'Message' })

const shown = (message: ListedMessage) => ({
  ...message,
  state: kebabCase(message.state),
  delivery: message.deliveryId,
  run: message.runId,
  createdAt: shownMoment(message.createdAt),
  sentAt: shownMoment(message.sentAt),
})

const list = operation({
  id: 'listMessages',
  method: 'GET',
  path: '/api/v1/accounts/{account}/messages',
  tag: 'messages',
  access: 'see-messages',
  query: z.object({ ...pageQuery(idPlace), kind: z.string().max(100).optional() }),
  answer: { status: 200, schema: pageOf(messageSchema) },
  async handle({ account, query: { limit, cursor, kind } }) {
    const messages = await listMessages(account.id, {
      limit: askFor(limit),
      ...(cursor ? { after: cursor } : {}),
      ...(kind ? { kind } : {}),
    })
    return toPage(messages, limit, (message) => message.id, shown)
  },
})

export const messageOperations = { list }
