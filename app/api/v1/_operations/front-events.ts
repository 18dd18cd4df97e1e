// What programs in front of us send to POST /api/deliveries: SFTPGo the events of its action hook, with a bearer secret;
// others an event they have signed, with ?front=<id>. The answers are those each of them understands.
import { z } from 'zod'
import { type Front, frontThatSigned, frontWithSecret } from '@/lib/fronts/front'
import { meaningOf, sftpgoEventSchema } from '@/lib/fronts/sftpgo/event'
import { type FrontUpload, takeFromFront } from '@/lib/fronts/take-from-front'
import { clientAddress } from '@/lib/auth/client-address'
import { log } from '@/lib/platform/log'
import type { Locale } from '@/lib/words/locales'
import { fileNameRefused, fileTooLarge } from '@/app/api/_http/file-body'
import { parseInput } from '@/app/api/_http/input'
import { refuse, type Refusal } from '@/app/api/_http/problem'

const HEADER_LENGTH_MAX = 1000

const signedEventSchema = z.object({
  event: z.literal('upload'),
  eventId: z.string().min(1).max(255),
  userName: z.string().max(255),
  path: z.string().max(4096),
  fileName: z.string().max(1000).optional(),
  size: z.int().min(0).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  via: z.enum(['sftp', 'ftps']).default('sftp'),
  clientAddress: z.string().max(100).optional(),
})

/** The front that calls with a bearer secret, or null. */
export async function bearerFront(request: Request): Promise<Front | null> {
  const header = request.headers.get('authorization') ?? ''
  if (header.length > HEADER_LENGTH_MAX) return null
  const [, secret] = /^Bearer +(\S+) *$/i.exec(header) ?? []
  return secret ? frontWithSecret(secret, clientAddress(request.headers)) : null
}

/** Does what a front's request says. @returns undefined if it comes from no front. */
export async function frontEvent(
  request: Request,
  text: string,
  locale: Locale,
): Promise<Response | Refusal | undefined> {
  const id = new URL(request.url).searchParams.get('front')
  if (id !== null) {
    const address = clientAddress(request.headers)
    const signed = await frontThatSigned(id, { text, headers: webhookHeaders(request), address })
    return signed ? takeSigned(signed.front, signed.body, locale) : undefined
  }
  const front = await bearerFront(request)
  return front ? takeSftpgo(front, text, locale) : undefined
}

/** The three headers of Standard Webhooks; empty where one is missing. */
export function webhookHeaders(request: Request): Record<string, string> {
  return Object.fromEntries(
    ['id', 'timestamp', 'signature'].map((name) => [`webhook-${name}`, request.headers.get(`webhook-${name}`) ?? '']),
  )
}

async function takeSigned(front: Front, body: unknown, locale: Locale): Promise<Response | Refusal> {
  const event = parseInput(signedEventSchema, body, 'body', locale)
  if (!event.ok) return event.refusal
  const taken = await take(front, { ...event.value, eventId: `front:${front.id}:${event.value.eventId}` }, locale)
  return 'refusal' in taken ? taken : Response.json(taken, { status: taken.seen ? 200 : 202 })
}

async function takeSftpgo(front: Front, text: string, locale: Locale): Promise<Response | Refusal> {
  const json = parsed(text)
  if (json === undefined) return refuse('not-json')
  const event = parseInput(sftpgoEventSchema, json, 'body', locale)
  if (!event.ok) return event.refusal
  const meaning = meaningOf(event.value, front.id)
  if (meaning.kind === 'ignored') return Response.json({ ignored: meaning.why })
  if (meaning.kind === 'other-storage') return refuse('front-storage')
  const taken = await take(front, meaning.upload, locale)
  return 'refusal' in taken ? taken : Response.json(taken)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function take(
  front: Front,
  upload: FrontUpload,
  locale: Locale,
): Promise<{ id: string; seen: boolean } | Refusal> {
  const taken = await takeFromFront(front, upload)
  if (taken.ok) return { id: taken.deliveryId, seen: taken.seen }
  log.warn({ front: front.id, reason: taken.reason }, 'a file a front told of was not taken')
  switch (taken.reason) {
    case 'file-name':
      return fileNameRefused(taken.problem, 'body', locale)
    case 'too-large':
      return fileTooLarge(locale)
    case 'unknown-login':
      return refuse('unknown-transfer-login')
    case 'disabled':
      return refuse('transfer-login-disabled')
    case 'path':
      return refuse('front-path')
    case 'no-folder':
      return refuse('front-folder-off')
    case 'no-room':
      return refuse('no-room')
    case 'same':
      return refuse('front-file-other')
    default:
      return refuse(`front-file-${taken.reason}`)
  }
}
