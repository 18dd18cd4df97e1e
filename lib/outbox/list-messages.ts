// What the outbox sent, will send, or shows in the app alone, in the words it goes out with.
import type { Message as Row, MessageState } from '@/lib/generated/prisma/client'
import { isId } from '@/lib/accounts/is-id'
import { db } from '@/lib/platform/db'
import { toLocale, type Locale } from '@/lib/words/locales'
import { renderMessage, type RenderedMessage } from './render-message'

const LIST_MAX = 200
const LIST_USUAL = 50

export type ListedMessage = Pick<
  Row,
  | 'id'
  | 'accountId'
  | 'kind'
  | 'to'
  | 'state'
  | 'attempts'
  | 'lastError'
  | 'createdAt'
  | 'sentAt'
  | 'deliveryId'
  | 'runId'
> &
  RenderedMessage

export type MessageFilter = {
  /** Undefined: every kind. */
  readonly kind?: string
  readonly state?: MessageState
  readonly deliveryId?: string
  readonly runId?: string
  /** The id of the last message already seen. */
  readonly after?: string
  /** At most 200. */
  readonly limit?: number
  /** The reader's language; without it each is in the words it is sent with. */
  readonly locale?: Locale
}

/** The messages of an account, newest first. */
export async function listMessages(accountId: string, filter: MessageFilter = {}): Promise<ListedMessage[]> {
  return isId(accountId) ? list({ accountId }, filter) : []
}

/** The messages of every account, newest first; for operators. */
export async function listAllMessages(filter: MessageFilter = {}): Promise<ListedMessage[]> {
  return list({}, filter)
}

/** One message, or null where the account has none with this id. */
export async function messageById(accountId: string, id: string, locale?: Locale): Promise<ListedMessage | null> {
  if (!isId(accountId) || !isId(id)) return null
  const row = await db.message.findFirst({ where: { id, accountId } })
  return row && toListed(row, locale)
}

async function list(whose: { accountId?: string }, filter: MessageFilter): Promise<ListedMessage[]> {
  const { kind, state, deliveryId, runId, after, limit = LIST_USUAL, locale } = filter
  if ([deliveryId, runId, after].some((id) => id !== undefined && !isId(id))) return []
  const rows = await db.message.findMany({
    where: {
      ...whose,
      ...(kind === undefined ? {} : { kind }),
      ...(state === undefined ? {} : { state }),
      ...(deliveryId === undefined ? {} : { deliveryId }),
      ...(runId === undefined ? {} : { runId }),
      ...(after === undefined ? {} : { id: { lt: after } }),
    },
    orderBy: { id: 'desc' },
    take: Math.min(Math.max(limit, 1), LIST_MAX),
  })
  return rows.map((row) => toListed(row, locale))
}

function toListed({ params, locale, ...row }: Row, wanted?: Locale): ListedMessage {
  return { ...row, ...words(row.kind, params, wanted ?? toLocale(locale)) }
}

// A message of another version of Rollcall must not take the whole list away.
function words(kind: string, params: unknown, locale: Locale): RenderedMessage {
  try {
    return renderMessage({ kind, params, locale })
  } catch {
    return { subject: kind, text: '', html: '' }
  }
}
