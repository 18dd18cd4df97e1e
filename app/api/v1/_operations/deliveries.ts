// Deliveries: the HTTP way in, what arrived, and processing it again.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { clientAddress } from '@/lib/auth/client-address'
import { deliveryById, listDeliveries, type Delivery } from '@/lib/deliveries/delivery'
import { processAgain } from '@/lib/deliveries/process-again'
import { receiveStoredFile } from '@/lib/deliveries/receive-stored-file'
import { env } from '@/lib/platform/env'
import { storeStream, type StoredFile } from '@/lib/platform/files'
import { room } from '@/lib/platform/free-space'
import { fileNameProblem } from '@/lib/templates/file-name'
import { translate } from '@/lib/words/translate'
import {
  announcedBytes,
  bodyBytes,
  fileNameRefused,
  fileNameSchema,
  fileTooLarge,
  isTooLarge,
} from '@/app/api/_http/file-body'
import { operation } from '@/app/api/_http/operation'
import { askFor, idPlace, pageOf, pageQuery, toPage } from '@/app/api/_http/page'
import { refuse, wrongInput } from '@/app/api/_http/problem'
import { namedLogin } from './named-login'
import { deliverySchema, listedDeliverySchema, shownDelivery, shownInList } from './shown-delivery'

const IDEMPOTENCY_KEY = 'Idempotency-Key'
const IDEMPOTENCY_KEY_LENGTH_MAX = 255

const create = operation({
  id: 'createDelivery',
  method: 'POST',
  path: '/api/v1/accounts/{account}/deliveries',
  tag: 'deliveries',
  access: 'import',
  query: z.object({
    fileName: fileNameSchema,
    transferLogin: z.string().max(200).describe('id, name or user name of a transfer login'),
  }),
  headers: [IDEMPOTENCY_KEY],
  takesFile: true,
  answer: { status: 202, schema: deliverySchema },
  async handle({ account, query: { fileName, transferLogin }, request, locale }) {
    const problem = fileNameProblem(fileName)
    if (problem) return fileNameRefused(problem, 'query', locale)
    const key = request.headers.get(IDEMPOTENCY_KEY)
    if (key !== null && (key === '' || key.length > IDEMPOTENCY_KEY_LENGTH_MAX)) {
      return wrongInput('header', `/${IDEMPOTENCY_KEY}`, translate(locale, 'api.input.idempotencyKey'))
    }
    const login = await namedLogin(account.id, transferLogin)
    if (!login) return wrongInput('query', '/transferLogin', translate(locale, 'api.input.transferLogin'))
    if (login.disabledAt) return refuse('transfer-login-disabled')
    if (isTooLarge(request)) return fileTooLarge(locale)
    if ((await room.usableBytes()) <= announcedBytes(request)) return refuse('no-room')
    const stored = await storeStream(bodyBytes(request), { bytesMax: env().uploadBytesMax })
    if (!stored.ok) return fileTooLarge(locale)
    const delivery = await receive(stored, {
      ...{ accountId: account.id, transferLoginId: login.id, fileName },
      eventId: key === null ? randomUUID() : `idempotency-key:${key}`,
      clientAddress: clientAddress(request.headers),
    })
    return delivery ? shownDelivery(delivery) : refuse('idempotency-key-reused')
  },
})

type Sent = { accountId: string; transferLoginId: string; fileName: string; eventId: string; clientAddress: string }

/** Records the stored file. Undefined: its idempotency key stands for another file. */
async function receive(stored: StoredFile, sent: Sent): Promise<Delivery | undefined> {
  const { storageKey, size, sha256 } = stored
  const file = { ...sent, storageKey, size, sha256, via: 'api' as const }
  const { delivery, seen } = await receiveStoredFile(file)
  if (!seen) return delivery
  const same = delivery.sha256 === sha256 && delivery.fileName === sent.fileName
  return same && delivery.transferLoginId === sent.transferLoginId ? delivery : undefined
}

const list = operation({
  id: 'listDeliveries',
  method: 'GET',
  path: '/api/v1/accounts/{account}/deliveries',
  tag: 'deliveries',
  access: 'see-deliveries',
  query: z.object(pageQuery(idPlace)),
  answer: { status: 200, schema: pageOf(listedDeliverySchema) },
  async handle({ account, query: { limit, cursor } }) {
    const after = cursor ? { after: cursor } : {}
    const deliveries = await listDeliveries({ accountId: account.id, limit: askFor(limit), ...after })
    return toPage(deliveries, limit, (delivery) => delivery.id, shownInList)
  },
})

const get = operation({
  id: 'getDelivery',
  method: 'GET',
  path: '/api/v1/deliveries/{delivery}',
  tag: 'deliveries',
  access: 'see-deliveries',
  answer: { status: 200, schema: deliverySchema },
  async handle({ account, params }) {
    const delivery = await deliveryById(account.id, params.delivery)
    return delivery ? shownDelivery(delivery) : refuse('not-found')
  },
})

const reasons = {
  unknown: 'not-found',
  'no-template': 'no-template',
  'file-gone': 'file-destroyed',
  busy: 'run-unfinished',
  held: 'run-held',
} as const

const process = operation({
  id: 'processDelivery',
  method: 'POST',
  path: '/api/v1/deliveries/{delivery}/process',
  tag: 'deliveries',
  access: 'import',
  answer: { status: 202, schema: deliverySchema },
  async handle({ account, params }) {
    const again = await processAgain(account.id, params.delivery)
    if (!again.ok) return refuse(reasons[again.reason])
    const delivery = await deliveryById(account.id, params.delivery)
    return delivery ? shownDelivery(delivery) : refuse('not-found')
  },
})

export const deliveryOperations = { create, list, get, process }
