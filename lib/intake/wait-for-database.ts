// The intake may be started before its database; it waits a while instead of dying.
import { setTimeout as delay } from 'node:timers/promises'
import { query } from '@/lib/platform/db'

const WAIT_SECONDS = 60
const PAUSE_MS = 500

/** What waiting does not cure, by PostgreSQL's or the system's code. */
const hopeless: Readonly<Record<string, string>> = {
  '28P01': 'PostgreSQL refused the user name or password in DATABASE_URL.',
  '28000': 'PostgreSQL refused the user name or password in DATABASE_URL.',
  '3D000': 'The database named in DATABASE_URL does not exist.',
  ENOTFOUND: 'The host name in DATABASE_URL cannot be found.',
}

/** Thrown when there is no usable database; the message is one sentence without any secret. */
export class DatabaseMissing extends Error {}

/**
 * Returns when the database answers and its tables are there.
 * @throws DatabaseMissing at once if waiting is hopeless, else after a minute.
 */
export async function waitForDatabase(waitSeconds = WAIT_SECONDS): Promise<void> {
  const giveUpAt = performance.now() + waitSeconds * 1000
  for (;;) {
    const code = await query('select 1 from heartbeats limit 1').then(() => undefined, codeOf)
    if (code === undefined) return
    const sentence = hopeless[code]
    if (sentence) throw new DatabaseMissing(sentence)
    if (performance.now() > giveUpAt) {
      throw new DatabaseMissing(
        'PostgreSQL does not answer, or its tables are missing: start Rollcall with npm start once.',
      )
    }
    await delay(PAUSE_MS)
  }
}

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'unknown'
