// Applies prisma/migrations at boot, each in a transaction and under Prisma's own advisory lock, and books them in
// Prisma's own table, so that `prisma migrate deploy` agrees wherever its engine can be had.
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

/** The advisory lock `prisma migrate` takes. */
const MIGRATION_LOCK = 72_707_369
const LOCK_TIMEOUT = '60s'

const BOOKS = `create table if not exists "_prisma_migrations" (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

type Migration = { name: string; sql: string; checksum: string }

function migrationsIn(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )
  return names.toSorted().map((name) => {
    const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(`The database change ${migration.name} could not be applied: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/**
 * Brings a database to the state of the migrations in a folder. Two callers at once are safe: the second waits and
 * finds nothing to do.
 * @returns the names applied now.
 * @throws Error if the database is newer than this version of Rollcall, or a migration fails (nothing of it remains).
 */
export async function migrate(databaseUrl: string, folder = path.resolve('prisma/migrations')): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(BOOKS)
    const booked = await client.query<{ migration_name: string }>(
      `select migration_name from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`,
    )
    const done = new Set(booked.rows.map((row) => row.migration_name))
    const migrations = migrationsIn(folder)
    const unknown = [...done].find((name) => !migrations.some((migration) => migration.name === name))
    if (unknown) {
      throw new Error(
        `The database was changed by a newer version of Rollcall (${unknown}): start that version or a later one.`,
      )
    }
    const missing = migrations.filter((migration) => !done.has(migration.name))
    for (const migration of missing) await apply(client, migration)
    return missing.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}
