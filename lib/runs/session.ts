import type pg from 'pg'

/** How long a run waits for another worker that has it in hand, or for another file of the same type. */
const LOCK_TIMEOUT = '30min'

/**
 * Prepares the connection of a run's transaction, and waits until no other worker has the same run in hand. All of it
 * ends with the transaction.
 */
export async function prepareSession(client: pg.ClientBase, runId: string): Promise<void> {
  await client.query(`set local statement_timeout = 0`)
  await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`)
  await client.query(`set local work_mem = '64MB'`)
  await client.query(`set local jit = off`)
  // The server notices within seconds that a worker died, instead of at the end of a long statement. Some systems
  // cannot do that and say so.
  await client.query(`
    do $$ begin
      set local client_connection_check_interval = '2s';
    exception when others then null;
    end $$`)
  // Nor is a worker waited for whose machine or network went away without a word.
  await client.query(
    `set local tcp_keepalives_idle = 10; set local tcp_keepalives_interval = 5; set local tcp_keepalives_count = 4`,
  )
  await client.query(`select pg_advisory_xact_lock(hashtextextended('run ' || $1, 0))`, [runId])
}
