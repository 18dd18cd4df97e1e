// csv-parse, zod, and INSERT … ON CONFLICT DO UPDATE with five hundred rows a statement, all in one transaction: what a
// careful developer writes.
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import pg from 'pg'
import type { Peer, PeerTask } from './peer'
import { ownValues, userRow, type UserRow } from './user-row'

const BATCH_ROWS = 500

const names = [
  ...['account_id', 'sourced_id', 'enabled_user', 'org_sourced_ids', 'role', 'username', 'user_ids', 'given_name'],
  ...['family_name', 'middle_name', 'identifier', 'email', 'sms', 'phone', 'agent_sourced_ids', 'grades', 'state'],
  ...['row_hash', 'first_run', 'last_run', 'changed_at'],
]
const updates = names.filter((name) => !['account_id', 'sourced_id', 'first_run'].includes(name))

export const parsedInserts: Peer = {
  async prepare(task) {
    const client = new pg.Client({ connectionString: task.url })
    await client.connect()
    return { run: () => importFile(client, task), close: () => client.end() }
  },
}

async function importFile(client: pg.Client, { file, table, rowsMax }: PeerTask): Promise<number> {
  const source = createReadStream(file)
  let rows = 0
  let batch: UserRow[] = []
  await client.query('begin')
  for await (const row of source.pipe(parse({ columns: true, bom: true }))) {
    const { success, data } = userRow.safeParse(row)
    if (success) batch.push(data)
    if (batch.length >= BATCH_ROWS) batch = await insert(client, table, batch)
    rows += 1
    if (rows >= rowsMax) break
  }
  source.destroy()
  if (batch.length > 0) await insert(client, table, batch)
  await client.query('commit')
  return rows
}

async function insert(client: pg.Client, table: string, batch: readonly UserRow[]): Promise<UserRow[]> {
  const { accountId, state, rowHash, firstRun, lastRun } = ownValues
  const values = batch.flatMap((row) => [
    ...[accountId, row.sourcedId, row.enabledUser, row.orgSourcedIds, row.role, row.username, row.userIds],
    ...[row.givenName, row.familyName, row.middleName, row.identifier, row.email, row.sms, row.phone],
    ...[row.agentSourcedIds, row.grades, state, rowHash, firstRun, lastRun, new Date()],
  ])
  const places = batch.map(
    (_, at) => `(${names.map((_name, index) => `$${at * names.length + index + 1}`).join(', ')})`,
  )
  await client.query({
    name: `insert ${batch.length}`,
    text: `insert into ${table} (${names.join(', ')}) values ${places.join(', ')}
      on conflict (account_id, sourced_id) do update set ${updates.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    values,
  })
  return []
}
