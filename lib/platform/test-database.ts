// For tests only: the database of this vitest worker, copied from a migrated template (lib/platform/test-setup.ts).
import { query } from './db'

/** Empties every table of the schemas public and roster, and leaves the tables themselves. */
export async function emptyDatabase(): Promise<void> {
  const tables = await query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'roster') and tablename <> '_prisma_migrations'`,
  )
  if (tables.length > 0) await query(`truncate ${tables.map((table) => table.name).join(', ')} cascade`)
}
