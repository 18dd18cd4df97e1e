// The server route that every intake calls when a file has arrived. Signed with the installation's own key (Standard
// Webhooks), so the intake's word for size and hash is taken; whose file it is, is looked up here. What programs of others
// send to the same address is read in front-events.ts.
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { receiveDelivery } from '@/lib/deliveries/receive-delivery'
import { db } from '@/lib/platform/db'
import { isStorageKey, storedSize } from '@/lib/platform/files'
import { deliveryKey } from '@/lib/platform/secrets'
import { fileNameProblem } from '@/lib/templates/file-name'
import { fileNameRefused } from '@/app/api/_http/file-body'
import { JSON_BYTES_MAX, parseInput, readText } from '@/app/api/_http/input'
import { operation } from '@/app/api/_http/operation'
import { refuse } from '@/app/api/_http/problem'
import { frontEvent, webhookHeaders } from './front-events'

const uploadSchema = z.object({
  event: z.literal('upload'),
  eventId: z.string().min(1).max(255),
  userName: z.string().max(255),
  via: z.enum(['sftp', 'ftps']),
  fileName: z.string().max(1000),
  size: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  storageKey: z.string().max(200).refine(isStorageKey),
  clientAddress: z.string().max(100).optional(),
})

const acceptedSchema = z.object({ id: z.uuid(), seen: z.boolean() })

const create = operation({
  id: 'handOverUpload',
  method: 'POST',
  path: '/api/deliveries',
  tag: 'installation',
  access: 'open',
  headers: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  answer: { status: 202, schema: acceptedSchema },
  async handle({ request, locale }) {
    const text = await readText(request, JSON_BYTES_MAX)
    if (text === null) return refuse('body-too-large', { limitBytes: JSON_BYTES_MAX })
    const signed = verified(request, text)
    if (!signed) return (await frontEvent(request, text, locale)) ?? refuse('wrong-signature')
    const upload = parseInput(uploadSchema, signed.body, 'body', locale)
    if (!upload.ok) return upload.refusal
    return takeOver(upload.value, locale)
  },
})

/** What was signed: by us, and within the last five minutes. */
function verified(request: Request, text: string): { body: unknown } | undefined {
  try {
    return { body: new Webhook(deliveryKey()).verify(text, webhookHeaders(request)) }
  } catch {
    return undefined
  }
}

async function takeOver(upload: z.output<typeof uploadSchema>, locale: Parameters<typeof fileNameRefused>[2]) {
  const { userName, eventId, fileName, via, size, sha256, storageKey, clientAddress } = upload
  const problem = fileNameProblem(fileName)
  if (problem) return fileNameRefused(problem, 'body', locale)
  const login = await db.transferLogin.findFirst({
    where: { OR: [{ sftpUserName: userName }, { ftpsUserName: userName }] },
  })
  if (!login) return refuse('unknown-transfer-login')
  const { accountId, id: transferLoginId } = login
  // Asked before the stored file is looked for: what was processed since is destroyed, and the repeat is still harmless.
  const before = await db.delivery.findUnique({
    where: { accountId_eventId: { accountId, eventId } },
    select: { id: true },
  })
  if (before) return Response.json({ id: before.id, seen: true }, { status: 200 })
  if (login.disabledAt) return refuse('transfer-login-disabled')
  if ((await storedSize(storageKey)) !== size) return refuse('stored-file-missing')
  const { delivery, seen } = await receiveDelivery({
    ...{ accountId, transferLoginId, fileName, via, size, sha256, storageKey, eventId },
    clientAddress: clientAddress ?? null,
  })
  return Response.json({ id: delivery.id, seen }, { status: seen ? 200 : 202 })
}

export const handOverOperations = { create }
