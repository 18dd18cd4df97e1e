// The database, made ready: the embedded one started if none is named, migrations applied, roster tables derived, task
// queues made, and on an installation for trying out the demo district seeded.
import pg from 'pg'
import { everyCustomType } from '@/lib/custom-types/account-types'
import { importTypes } from '@/lib/import-types'
import { ftpsCertificateFiles, readCertificate } from '@/lib/platform/certificate'
import { databaseUrl } from '@/lib/platform/database-url'
import { disconnect } from '@/lib/platform/db'
import { startEmbeddedPostgres } from '@/lib/platform/embedded-postgres'
import type { Env } from '@/lib/platform/env'
import { migrate } from '@/lib/platform/migrate'
import { stopQueue } from '@/lib/platform/queue'
import { authSecret, deliveryKey, hostKeys } from '@/lib/platform/secrets'
import { ensureRosterTables } from '@/lib/roster/tables'
import { ensureFirstOperator, seedDemoDistrict, type DemoDistrict } from '@/prisma/seed'
import { prepareAllTasks } from './prepare-tasks'
import type { ProcessName } from './processes'

const VERSION_MINIMUM = 150_000

export type Prepared = {
  readonly demo: DemoDistrict | undefined
  /** The link with which the first operator chooses a password; undefined once there is one. */
  readonly operatorInvitation: string | undefined
  stop(): Promise<void>
}

async function checkVersion(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    )
    if ((rows[0]?.version ?? 0) < VERSION_MINIMUM) {
      throw new Error('The PostgreSQL at DATABASE_URL is too old: Rollcall needs version 15 or later.')
    }
  } finally {
    await client.end()
  }
}

/**
 * @param wanted the processes about to start; a lone intake or worker finds an embedded database already running.
 * @throws Error whose message (through oneSentence) says what to do.
 */
export async function prepareDatabase(settings: Env, wanted: readonly ProcessName[]): Promise<Prepared> {
  const embedded = settings.databaseUrl === undefined ? await startEmbeddedPostgres(settings.dataDir) : undefined
  const stop = async () => {
    if (embedded && wanted.length > 1) await embedded.stop()
  }
  try {
    // Made now, so that what is wrong with them is said before anything serves.
    authSecret()
    deliveryKey()
    if (wanted.includes('intake')) hostKeys()
    if (wanted.includes('intake') && settings.ftps) readCertificate(ftpsCertificateFiles())
    await checkVersion(databaseUrl())
    await migrate(databaseUrl())
    await ensureRosterTables([...importTypes, ...(await everyCustomType())])
    await prepareAllTasks()
    const demo = settings.demo ? await seedDemoDistrict() : undefined
    const operatorInvitation = settings.demo ? undefined : await ensureFirstOperator()
    await stopQueue()
    await disconnect()
    return { demo, operatorInvitation, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
