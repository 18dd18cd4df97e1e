// DuckDB reads and checks the file by SQL, compares it with what it kept of the night before as Parquet, and sends what is
// new or changed to PostgreSQL by COPY. It is no dependency: it takes part where it happens to be installed.
import { createReadStream } from 'node:fs'
import { existsSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Peer, PeerTask } from './peer'
import { ownValues } from './user-row'

const PACKAGE = '@duckdb/node-api'

export const howToInstall = `npm install --no-save ${PACKAGE}`

const require = createRequire(import.meta.url)

/** Whether DuckDB can take part. */
export function isDuckdbInstalled(): boolean {
  try {
    require.resolve(PACKAGE)
    return true
  } catch {
    return false
  }
}

type Connection = { run(sql: string): Promise<unknown>; runAndReadAll(sql: string): Promise<Reader> }
type Reader = { getRows(): unknown[][] }
type Duckdb = { DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<Connection> }> } }

export const duckdb: Peer = {
  async prepare(task) {
    const { DuckDBInstance } = require(PACKAGE) as Duckdb
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const client = new pg.Client({ connectionString: task.url })
    await client.connect()
    return { run: () => importFile(connection, client, task), close: () => client.end() }
  },
}

const copied = [
  ...['sourcedId', 'orgSourcedIds', 'role', 'username', 'userIds', 'givenName', 'familyName', 'middleName'],
  ...['identifier', 'email', 'sms', 'phone', 'agentSourcedIds', 'grades', 'enabledUser'],
]
const lists = ['orgSourcedIds', 'userIds', 'agentSourcedIds', 'grades']
const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

async function importFile(duck: Connection, client: pg.Client, task: PeerTask): Promise<number> {
  const kept = path.join(task.folder, 'duckdb.parquet')
  const delta = path.join(task.folder, 'duckdb-delta.csv')
  const value = (name: string) =>
    lists.includes(name)
      ? `'{' || list_aggregate(list_transform(str_split("${name}", ','), x -> '"' || x || '"'), 'string_agg', ',') || '}'`
      : `"${name}"`
  await duck.run(`
    create or replace temp table night as
    select *, hash(${copied.map((name) => `"${name}"`).join(', ')}) as content, not (
      role in ('administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative', 'student', 'teacher')
      and "enabledUser" in ('true', 'false') and coalesce("familyName", '') <> '' and coalesce("givenName", '') <> ''
      and coalesce(username, '') <> '' and coalesce("orgSourcedIds", '') <> ''
      and (email is null or regexp_full_match(email, '[^@\\s]+@[^@\\s]+\\.[^@\\s]+'))) as bad
    from read_csv('${task.file}', all_varchar = true, header = true, delim = ',', quote = '"', escape = '"')
    limit ${task.rowsMax}`)
  const before = existsSync(kept) ? `read_parquet('${kept}')` : `(select '' as id, 0::ubigint as content limit 0)`
  await duck.run(`
    copy (select ${copied.map((name) => `${value(name)} as "${name}"`).join(', ')}
          from night left join ${before} k on k.id = night."sourcedId"
          where not bad and k.content is distinct from night.content) to '${delta}' (format csv, header false)`)
  const gone = await duck.runAndReadAll(
    `select k.id from ${before} k where not exists (select 1 from night where night."sourcedId" = k.id)`,
  )
  await apply(client, task.table, delta, gone.getRows().flat() as string[])
  await duck.run(`copy (select "sourcedId" as id, content from night where not bad) to '${kept}.new' (format parquet)`)
  renameSync(`${kept}.new`, kept)
  const counted = await duck.runAndReadAll('select count(*)::integer from night')
  return Number(counted.getRows()[0]?.[0])
}

async function apply(client: pg.Client, table: string, delta: string, gone: readonly string[]): Promise<void> {
  const { accountId, state, firstRun } = ownValues
  const columns = copied.map(columnOf)
  await client.query('begin')
  await client.query(`create temporary table sent on commit drop as select ${columns.join(', ')} from ${table} limit 0`)
  await pipeline(createReadStream(delta), client.query(from('copy sent from stdin (format csv)')))
  await client.query(
    `insert into ${table} (account_id, ${columns.join(', ')}, state, row_hash, first_run, last_run, changed_at)
     select $1::uuid, ${columns.join(', ')}, $2, '\\x00', $3::uuid, $3::uuid, now() from sent order by sourced_id
     on conflict (account_id, sourced_id) do update set ${columns.map((name) => `${name} = excluded.${name}`).join(', ')},
       state = excluded.state, last_run = excluded.last_run, changed_at = excluded.changed_at`,
    [accountId, state, firstRun],
  )
  const leave = `update ${table} set state = 'inactive', changed_at = now() where account_id = $1 and sourced_id = any($2)`
  await client.query(leave, [accountId, gone])
  await client.query('commit')
}
