import type pg from 'pg'

/**
 * Waits until no other transaction changes, or is about to change, the account's records of this type, and keeps
 * others waiting until the client's transaction ends. Readers are never kept waiting.
 */
export async function lockRecords(client: pg.ClientBase, accountId: string, importType: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('roster ' || $1 || ' ' || $2, 0))`, [
    accountId,
    importType,
  ])
}

/** Waits until no other run works with the snapshots of the template; until the client's transaction ends. */
export async function lockSnapshot(client: pg.ClientBase, templateId: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('snapshot ' || $1, 0))`, [templateId])
}
