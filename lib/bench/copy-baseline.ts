// What everything is compared with: `\copy` of the same clean rows, in the order of the file, into a table with the same
// columns, indexes and settings as the roster's. The rows are those the first import left in the roster, so both sides
// write the same.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from, to } from 'pg-copy-streams'
import { qualified, type RosterTable } from '@/lib/roster/table-names'
import { settle, writtenBytes, type Installation } from './installation'
import type { Value } from './ledger'
import { remember } from './measured-worker'
import { difference, familySeconds } from './process-figures'

/** Whether psql is there; else COPY runs through pg-copy-streams. */
export const hasPsql = spawnSync('psql', ['--version']).status === 0

export const baselineTool = hasPsql ? '`psql \\copy`' : 'COPY through pg-copy-streams, because psql is not installed'

/** An empty table like the roster's. @returns its name, as SQL takes it. */
export async function twinOf({ client }: Installation, table: RosterTable, name: string): Promise<string> {
  const twin = `bench.${name}`
  await client.query(`drop table if exists ${twin}`)
  await client.query(`create table ${twin} (like ${qualified(table)} including all)`)
  // LIKE leaves the fill factor out.
  const { rows } = await client.query<{ option: string }>(
    `select unnest(reloptions) as option from pg_class where oid = $1::regclass`,
    [qualified(table)],
  )
  if (rows.length > 0) await client.query(`alter table ${twin} set (${rows.map(({ option }) => option).join(', ')})`)
  return twin
}

/** Writes the roster's rows of an account into a file, in the order in which they stood in theirs. @returns how many. */
export async function exportRows(
  { client }: Installation,
  table: RosterTable,
  accountId: string,
  file: string,
): Promise<number> {
  const uuid = /^[0-9a-f-]{36}$/.exec(accountId)?.[0] ?? ''
  const rows = `select * from ${qualified(table)} where account_id = '${uuid}' order by last_line nulls last`
  const stream = client.query(to(`copy (${rows}) to stdout`))
  await pipeline(stream, createWriteStream(file))
  return stream.rowCount
}

/** Copies such a file into the emptied twin. */
export async function measureCopy(installation: Installation, twin: string, file: string): Promise<Value> {
  await installation.client.query(`truncate ${twin}`)
  await settle(installation)
  const [cpuBefore, walBefore] = [familySeconds(installation.serverPid), await writtenBytes(installation)]
  const began = performance.now()
  if (hasPsql) await copyByPsql(installation, twin, file)
  else await copyByStream(installation, twin, file)
  const ms = performance.now() - began
  const serverSeconds = difference(familySeconds(installation.serverPid), cpuBefore)
  return { ms, serverSeconds, walMegabytes: ((await writtenBytes(installation)) - walBefore) / 1024 ** 2 }
}

async function copyByPsql({ folder, url }: Installation, twin: string, file: string): Promise<void> {
  const place = withoutPassword(folder, url)
  const command = `\\copy ${twin} from '${file}'`
  const args = [place, '--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--command=${command}`]
  const child = remember(spawn('psql', args, { stdio: ['ignore', 'ignore', 'inherit'] }))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`psql ended with code ${code}`)
}

/** Arguments can be read by everybody on the machine, so the password goes by a file. */
function withoutPassword(folder: string, url: string): string {
  const place = new URL(url)
  const passwordFile = path.join(folder, 'psql.pass')
  writeFileSync(passwordFile, `*:*:*:*:${place.password}\n`, { mode: 0o600 })
  place.password = ''
  place.searchParams.set('passfile', passwordFile)
  return place.href
}

async function copyByStream({ client }: Installation, twin: string, file: string): Promise<void> {
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 })
  await pipeline(source, client.query(from(`copy ${twin} from stdin`)))
}
