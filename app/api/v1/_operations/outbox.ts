// The outbox of a transfer login: what lies in it, the replies to deliveries, and planned courses on their way back.
import { z } from 'zod'
import { changeOutbox, transferLoginById } from '@/lib/accounts/transfer-logins'
import { deliveryById } from '@/lib/deliveries/delivery'
import { writeCoursePlans } from '@/lib/outbox-files/course-plans'
import { outboxFileById, outboxOfLogin, repliesTo, type OutboxFile } from '@/lib/outbox-files/outbox-file'
import { openStored } from '@/lib/platform/files'
import { attachment, CSV } from '@/app/api/_http/attachment'
import { kebabCase } from '@/app/api/_http/kebab-case'
import { momentSchema, shownMoment } from '@/app/api/_http/moment'
import { operation } from '@/app/api/_http/operation'
import { pageOf } from '@/app/api/_http/page'
import { refuse } from '@/app/api/_http/problem'

const outboxFileSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(['reply', 'course-plans']),
    name: z.string(),
    size: z.int(),
    delivery: z.uuid().nullable(),
    run: z.uuid().nullable(),
    writtenAt: momentSchema.nullable().describe('null: it is still to be written'),
    fetchedAt: momentSchema.nullable().describe('when its sender had read it to its end first'),
    isThere: z
      .boolean()
      .describe('false: not written yet, removed by its sender, or destroyed because its days are over'),
  })
  .meta({ id: 'OutboxFile' })

function shown(file: OutboxFile) {
  const { id, name, deliveryId: delivery, runId: run, storageKey } = file
  return {
    ...{ id, name, delivery, run, kind: kebabCase(file.kind), size: Number(file.size) },
    writtenAt: shownMoment(file.readyAt),
    fetchedAt: shownMoment(file.fetchedAt),
    isThere: storageKey !== null,
  }
}

const list = operation({
  id: 'listOutbox',
  method: 'GET',
  path: '/api/v1/accounts/{account}/transfer-logins/{transferLogin}/outbox',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  answer: { status: 200, schema: pageOf(outboxFileSchema) },
  async handle({ account, params }) {
    const login = await transferLoginById(account.id, params.transferLogin)
    return login ? { items: (await outboxOfLogin(login.id)).map(shown), nextCursor: null } : refuse('not-found')
  },
})

const outboxSchema = z.object({ replyFiles: z.enum(['none', 'problems', 'rows']), getsCoursePlans: z.boolean() })

const change = operation({
  id: 'changeOutbox',
  method: 'PATCH',
  path: '/api/v1/accounts/{account}/transfer-logins/{transferLogin}/outbox',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  body: outboxSchema.partial(),
  answer: { status: 200, schema: outboxSchema },
  async handle({ account, params, body: { replyFiles, getsCoursePlans } }) {
    const login = await changeOutbox(account.id, params.transferLogin, {
      ...(replyFiles === undefined ? {} : { replyFiles }),
      ...(getsCoursePlans === undefined ? {} : { getsCoursePlans }),
    })
    return login ? { replyFiles: login.replyFiles, getsCoursePlans: login.getsCoursePlans } : refuse('not-found')
  },
})

const writePlans = operation({
  id: 'writeCoursePlans',
  method: 'POST',
  path: '/api/v1/accounts/{account}/transfer-logins/{transferLogin}/outbox',
  tag: 'transfer-logins',
  access: 'manage-transfer-logins',
  answer: { status: 201, schema: outboxFileSchema },
  async handle({ account, params }) {
    const login = await transferLoginById(account.id, params.transferLogin)
    if (!login) return refuse('not-found')
    const written = await writeCoursePlans({ accountId: account.id, transferLoginId: login.id })
    if (!written.ok) return refuse(written.reason === 'none' ? 'no-course-plans' : 'not-found')
    const file = await outboxFileById(account.id, written.file.id)
    return file ? shown(file) : refuse('not-found')
  },
})

const replies = operation({
  id: 'listReplies',
  method: 'GET',
  path: '/api/v1/deliveries/{delivery}/replies',
  tag: 'deliveries',
  access: 'see-deliveries',
  answer: { status: 200, schema: pageOf(outboxFileSchema) },
  async handle({ account, params }) {
    const delivery = await deliveryById(account.id, params.delivery)
    if (!delivery) return refuse('not-found')
    return { items: (await repliesTo(account.id, delivery.id)).map(shown), nextCursor: null }
  },
})

const reply = operation({
  id: 'getReply',
  method: 'GET',
  path: '/api/v1/deliveries/{delivery}/reply',
  tag: 'deliveries',
  // Rows as they were sent may stand in it.
  access: 'see-roster',
  answer: { status: 200, media: ['text/csv'] },
  async handle({ account, params }) {
    const delivery = await deliveryById(account.id, params.delivery)
    const all = delivery ? await repliesTo(account.id, delivery.id) : []
    const newest = all.find(({ storageKey }) => storageKey !== null)
    if (!newest?.storageKey) return refuse('not-found')
    const bytes = await openStored(newest.storageKey)
    return attachment(bytes.setEncoding('utf8') as AsyncIterable<string>, newest.name, CSV)
  },
})

export const outboxOperations = { list, change, writePlans, replies, reply }
