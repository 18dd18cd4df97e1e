// Connections to the doors that named no transfer login of ours: for operators alone, since what was typed may be
// somebody else's. Counted by address and trouble, so that a flood of them is one line.
import type { StrangerVisit } from '@/lib/generated/prisma/client'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db, query } from '@/lib/platform/db'
import type { StrangerTrouble } from './session-events'

const KEPT_SECONDS = 7 * 24 * 3600
const VISITS_MAX = 500

export type StrangerFacts = {
  readonly via: 'sftp' | 'ftps'
  readonly address: string
  readonly trouble: StrangerTrouble
  /** Of the shape of ours, or empty: a password typed in the wrong field is not kept. */
  readonly userName: string
  readonly client: string | null
  readonly detail: string | null
  readonly times: number
  readonly at: Date
}

/** Counts visits, each address, trouble and name once, and forgets the oldest beyond the bound. */
export async function storeStrangers(visits: readonly StrangerFacts[]): Promise<void> {
  await query(
    `insert into stranger_visits as kept (via, address, trouble, user_name, client, detail, times, first_at, last_at)
     select r.via, r.address, r.trouble, r."userName", r.client, r.detail, r.times, r.at, r.at
     from jsonb_to_recordset($1::jsonb) as r(via text, address text, trouble text, "userName" text, client text,
       detail text, times int, at timestamptz)
     on conflict (via, address, trouble, user_name) do update set times = least(kept.times::bigint + excluded.times, 2147483647),
       last_at = greatest(kept.last_at, excluded.last_at), client = coalesce(excluded.client, kept.client),
       detail = coalesce(excluded.detail, kept.detail)`,
    [JSON.stringify(visits)],
  )
  await query(
    `delete from stranger_visits where id in (
       select id from stranger_visits order by last_at desc, id offset ${VISITS_MAX})`,
  )
}

/** The visits, the latest first. */
export async function listStrangers(): Promise<StrangerVisit[]> {
  return db.strangerVisit.findMany({ orderBy: [{ lastAt: 'desc' }, { id: 'asc' }], take: VISITS_MAX })
}

/** Forgets visits that are too old. @returns how many. */
export async function forgetStrangers(): Promise<number> {
  const { count } = await db.strangerVisit.deleteMany({ where: { lastAt: { lt: secondsFrom(now(), -KEPT_SECONDS) } } })
  return count
}
