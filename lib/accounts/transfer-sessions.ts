// The last sessions of each transfer login, kept so that two people on the telephone can find the fault. The intake
// writes them in batches; sessions that never signed in cannot push out those that did.
import { z } from 'zod'
import type { TransferSession as Row } from '@/lib/generated/prisma/client'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db, query } from '@/lib/platform/db'
import { isId } from './is-id'
import { sessionEventSchema, type SessionEnding, type SessionEvent, type SignInMethod } from './session-events'
import { readUserName } from './transfer-user-name'

/** Of each login: a hundred. */
const SIGNED_IN_MAX = 70
const NOT_SIGNED_IN_MAX = 30
const KEPT_SECONDS = 7 * 24 * 3600
/** A session that is open is seen far more often than this; one that is not belongs to an intake that is gone. */
const LOST_AFTER_SECONDS = 90

/** A session as the intake writes it. */
export type SessionFacts = {
  readonly id: string
  readonly transferLoginId: string
  readonly via: 'sftp' | 'ftps'
  readonly address: string
  readonly client: string | null
  readonly security: Readonly<Record<string, string>>
  readonly method: SignInMethod | null
  readonly startedAt: Date
  readonly endedAt: Date | null
  readonly ending: SessionEnding | null
  readonly events: readonly SessionEvent[]
  readonly omitted: number
}

/** A session as it is read. */
export type TransferSession = Omit<SessionFacts, 'via'> & {
  readonly via: string
  /** Open now. */
  readonly isOpen: boolean
}

/**
 * Writes sessions as they are now, and forgets what is beyond the bounds. One statement for all of them.
 * Those of logins that are gone are dropped.
 */
export async function storeSessions(sessions: readonly SessionFacts[]): Promise<void> {
  const rows = sessions.map((session) => ({ ...session, seenAt: now() }))
  await query(
    `insert into transfer_sessions as kept
       (id, transfer_login_id, via, address, client, security, method, started_at, seen_at, ended_at, ending, events, omitted)
     select r.id, r."transferLoginId", r.via, r.address, r.client, r.security, r.method, r."startedAt", r."seenAt",
       r."endedAt", r.ending, r.events, r.omitted
     from jsonb_to_recordset($1::jsonb) as r(id uuid, "transferLoginId" uuid, via text, address text, client text,
       security jsonb, method text, "startedAt" timestamptz, "seenAt" timestamptz, "endedAt" timestamptz, ending text,
       events jsonb, omitted int)
     join transfer_logins l on l.id = r."transferLoginId"
     on conflict (id) do update set client = excluded.client, security = excluded.security, method = excluded.method,
       seen_at = excluded.seen_at, ended_at = excluded.ended_at, ending = excluded.ending, events = excluded.events,
       omitted = excluded.omitted`,
    [JSON.stringify(rows)],
  )
  await forgetBeyondBounds([...new Set(sessions.map((session) => session.transferLoginId))])
}

async function forgetBeyondBounds(transferLoginIds: readonly string[]): Promise<void> {
  await query(
    `delete from transfer_sessions where id in (
       select id from (
         select id, method is not null as signed_in,
           row_number() over (partition by transfer_login_id, method is not null order by started_at desc, id desc) as place
         from transfer_sessions where transfer_login_id = any($1::uuid[])
       ) as numbered
       where place > case when signed_in then ${SIGNED_IN_MAX} else ${NOT_SIGNED_IN_MAX} end)`,
    [transferLoginIds],
  )
}

/** Says of open sessions that they still are. */
export async function noteOpenSessions(ids: readonly string[]): Promise<void> {
  await db.transferSession.updateMany({ where: { id: { in: [...ids] } }, data: { seenAt: now() } })
}

/** Which login each of these user names belongs to, in either spelling; names nobody has are left out. */
export async function loginIdsOf(userNames: readonly string[]): Promise<Map<string, string>> {
  const spelled = userNames.map((said) => ({ said, name: readUserName(said) }))
  const names = [...new Set(spelled.flatMap(({ name }) => name ?? []))]
  if (names.length === 0) return new Map()
  const logins = await db.transferLogin.findMany({
    where: { sftpUserName: { in: names } },
    select: { id: true, sftpUserName: true },
  })
  const ids = new Map(logins.map((login) => [login.sftpUserName, login.id]))
  return new Map(spelled.flatMap(({ said, name }) => (name && ids.has(name) ? [[said, ids.get(name)!] as const] : [])))
}

/** The last sessions of a login, the newest first; null where the account has no such login. */
export async function listSessions(accountId: string, transferLoginId: string): Promise<TransferSession[] | null> {
  if (!isId(accountId) || !isId(transferLoginId)) return null
  const login = await db.transferLogin.findFirst({
    where: { id: transferLoginId, accountId },
    select: { sessions: { orderBy: [{ startedAt: 'desc' }, { id: 'desc' }], take: SIGNED_IN_MAX + NOT_SIGNED_IN_MAX } },
  })
  return login && login.sessions.map(toSession)
}

/** How many sessions are kept of each login of an account, by its id. */
export async function countSessions(accountId: string): Promise<Map<string, number>> {
  if (!isId(accountId)) return new Map()
  const counted = await db.transferSession.groupBy({
    by: ['transferLoginId'],
    where: { transferLogin: { accountId } },
    _count: true,
  })
  return new Map(counted.map((row) => [row.transferLoginId, row._count]))
}

/** Forgets sessions that are too old. @returns how many. */
export async function forgetSessions(): Promise<number> {
  const { count } = await db.transferSession.deleteMany({
    where: { startedAt: { lt: secondsFrom(now(), -KEPT_SECONDS) } },
  })
  return count
}

const storedEvents = z.array(sessionEventSchema)
const storedSecurity = z.record(z.string(), z.string())

function toSession(row: Row): TransferSession {
  const { seenAt, endedAt, ...rest } = row
  const isLost = endedAt === null && seenAt < secondsFrom(now(), -LOST_AFTER_SECONDS)
  return {
    ...rest,
    isOpen: endedAt === null && !isLost,
    endedAt: isLost ? seenAt : endedAt,
    ending: isLost ? 'lost' : (row.ending as SessionEnding | null),
    method: row.method as SignInMethod | null,
    security: storedSecurity.parse(row.security),
    events: storedEvents.parse(row.events),
  }
}
