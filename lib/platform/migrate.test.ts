import { describe, expect, it } from 'vitest'
import { env } from './env'
import { query } from './db'
import { migrate } from './migrate'

describe('migrate', () => {
  it('finds nothing to do in a database that is up to date, also when called twice at once', async () => {
    const url = env().databaseUrl ?? ''
    expect(await Promise.all([migrate(url), migrate(url)])).toEqual([[], []])
  })

  it('refuses a database that a newer version has changed', async () => {
    await query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at) values ('x', 'x', '29990101_future', now())`,
    )
    await expect(migrate(env().databaseUrl ?? '')).rejects.toThrow('newer version of Rollcall (29990101_future)')
    await query(`delete from "_prisma_migrations" where migration_name = '29990101_future'`)
  })
})
