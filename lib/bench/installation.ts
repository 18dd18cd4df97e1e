// An installation of Rollcall of its own, made as `npm start` makes one: embedded PostgreSQL with the product's settings
// on an empty folder, migrations, roster tables, task queues. Only web and intake are left out.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { prepareDatabase } from '@/lib/start/prepare-database'
import { databaseUrl } from '@/lib/platform/database-url'
import { disconnect } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { stopQueue } from '@/lib/platform/queue'

/** What decides how fast PostgreSQL writes. */
const TELLING_SETTINGS = [
  ...['fsync', 'synchronous_commit', 'full_page_writes', 'wal_level', 'wal_compression', 'shared_buffers'],
  ...['max_wal_size', 'work_mem', 'maintenance_work_mem', 'jit', 'autovacuum'],
]

/** Together a little more than the largest measurement without a checkpoint in between writes. */
const LOG_PIECES = 20
const LOG_PIECE_BYTES = 64 * 1024 ** 2

export type Installation = {
  /** Where generated files go; deleted at the end. */
  readonly folder: string
  readonly url: string
  /** A connection for what only a measurement does: CHECKPOINT, TRUNCATE, and watching runs. */
  readonly client: pg.Client
  readonly serverPid: number
  stop(): Promise<void>
}

/** Starts PostgreSQL in DATA_DIR and makes the database ready. */
export async function startInstallation(): Promise<Installation> {
  const settings = env()
  const { stop } = await prepareDatabase(settings, ['web', 'worker'])
  const url = databaseUrl()
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('create schema bench')
  await fillLog(client)
  const pidFile = path.join(settings.dataDir, 'postgres', 'postmaster.pid')
  return {
    ...{ folder: settings.dataDir, url, client },
    serverPid: Number(readFileSync(pidFile, 'utf8').split('\n')[0]),
    async stop() {
      await client.end().catch(() => undefined)
      await stopQueue(1).catch(() => undefined)
      await disconnect().catch(() => undefined)
      await stop()
    },
  }
}

/**
 * Writes as much log as a few nights do, and has its files kept for the next ones. Whoever writes to a new installation
 * pays for making them; measured is one that has been in use.
 */
async function fillLog(client: pg.Client): Promise<void> {
  for (let piece = 0; piece < LOG_PIECES; piece += 1) {
    await client.query(`select pg_logical_emit_message(false, 'bench', repeat('x', ${LOG_PIECE_BYTES}))`)
  }
  await client.query('checkpoint')
}

/** Brings what waits in memory to disk, so that no measurement pays for what came before it. */
export async function settle({ client }: Installation): Promise<void> {
  await client.query('checkpoint')
}

/**
 * Lets a day pass: what autovacuum does within a minute of a large change has long been done when the next file comes.
 */
export async function passDay({ client }: Installation): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relnamespace = 'roster'::regnamespace and relkind = 'r' and pg_relation_size(oid) > 0`,
  )
  for (const { name } of rows) await client.query(`vacuum analyze ${name}`)
}

/** Version and settings of the server, in one line each. */
export async function serverFacts({ client }: Installation): Promise<{ version: string; settings: string }> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select name, current_setting(name) as value from pg_settings where name = any($1) order by array_position($1, name)`,
    [TELLING_SETTINGS],
  )
  const version = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
  return {
    version: version.rows[0]?.version ?? 'unknown',
    settings: rows.map(({ name, value }) => `${name} ${value}`).join(', '),
  }
}

/** How much write-ahead log the server has written, in bytes. */
export async function writtenBytes({ client }: Installation): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(`select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes`)
  return Number(rows[0]?.bytes)
}
