// Intake, web and worker are killed at random moments while senders go on sending over both doors and a reader looks at the
// roster all the time. Afterwards nothing may be lost, nothing done twice, and nobody may have seen half a file. A number
// decides when what is killed; given again, it does the same again.
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { students } from '@/lib/import-types/visitor-aware/students'
import { inTransaction } from '@/lib/platform/db'
import { createTemplate } from '@/lib/templates/create-template'
import { settingsFrom } from '@/lib/templates/settings-change'
import { oneOf, randomAt } from '../data/random'
import { mappingByName } from '../district'
import { doorParts, startDoors, type DoorPart, type StartedDoors } from '../doors/started-doors'
import { startStormClient, STORM_FILE, type StormClient } from '../doors/storm-clients'
import { judgeStorm, type Look, type RecordedFile, type Verdict } from '../doors/storm-history'
import { clientKey, newLogins, type TransferLogin } from '../doors/transfer-district'
import type { Installation } from '../installation'
import { markdownTable } from '../print-tables'

const CLIENTS = ['sftp', 'ftps', 'sftp', 'ftps'] as const
const ROWS = 300
/** How long a part has served when it is killed; one in so many dies while it starts. */
const SERVED_MS_MAX = 3000
const AT_START_ONE_IN = 5
const LOOK_EVERY_MS = 40
const DRAIN_SECONDS = 240
const TELL_EVERY = 25

export type DoorsKills = Verdict & {
  readonly seed: number
  readonly kills: Readonly<Record<DoorPart, number>>
  readonly seconds: number
  readonly told: number
  readonly unanswered: number
  readonly deliveries: number
  readonly repeats: number
  readonly looks: number
}

type Options = { readonly kills: number; readonly seed: number }

/** Raises the storm, lets it pass, and judges what is left. */
export async function measureDoorsKills(
  installation: Installation,
  { kills, seed }: Options,
  tell: (line: string) => void,
): Promise<DoorsKills> {
  const folder = path.join(installation.folder, 'storm')
  mkdirSync(folder, { recursive: true })
  const key = await clientKey(folder)
  const logins = await Promise.all(CLIENTS.map(async () => (await newLogins(key, 1))[0] as TransferLogin))
  for (const login of logins) await nightlyTemplate(login)
  const doors = await startDoors(installation)
  const began = performance.now()
  let isOver = false
  const shared = { doors, privateKey: key.privateText, rows: ROWS, seed, isOver: () => isOver }
  const reader = startReader(installation, logins)
  const clients = CLIENTS.map((door, index) =>
    startStormClient({ ...shared, door, index, login: logins[index] as TransferLogin }),
  )
  try {
    tell(`kills: seed ${seed}`)
    const killed = await rage(doors, kills, seed, tell)
    isOver = true
    await Promise.all(clients.map(({ finished }) => finished))
    await drain(installation, logins)
    const looks = await reader.stop()
    const { recorded, repeats } = await recordedFiles(installation, logins)
    const sent = clients.flatMap((client) => client.sent.map((file) => ({ ...file, account: client.login.accountId })))
    return {
      ...judgeStorm({ sent, recorded, looks, rowsOfAFile: ROWS }),
      ...{ seed, kills: killed, seconds: (performance.now() - began) / 1000, ...heard(clients) },
      ...{ deliveries: recorded.length, repeats, looks: looks.length },
    }
  } finally {
    isOver = true
    await reader.stop().catch(() => undefined)
    await doors.stop()
  }
}

const heard = (clients: readonly StormClient[]) => {
  const all = clients.flatMap(({ sent }) => sent)
  return {
    told: all.filter(({ told }) => told).length,
    unanswered: all.reduce((sum, { unanswered }) => sum + unanswered, 0),
  }
}

/** Every night changes every row, which is what its threshold is there for. */
async function nightlyTemplate({ accountId, id }: TransferLogin): Promise<void> {
  const columns = ['Student ID', 'First Name', 'Last Name', 'School ID']
  const thresholds = { changedPercent: 100, deactivatedPercent: 100 }
  const made = await inTransaction((tx) =>
    createTemplate(tx, {
      ...{ accountId, transferLoginId: id, name: STORM_FILE, fileName: STORM_FILE, importType: students.name },
      mapping: [mappingByName(STORM_FILE, students.name, columns)],
      settings: settingsFrom({ thresholds, notifyOnSuccess: true, recipients: ['it@storm.example'] }),
    }),
  )
  if (!made.ok) throw new Error(made.reason)
}

async function rage(doors: StartedDoors, kills: number, seed: number, tell: (line: string) => void) {
  const random = randomAt(seed, 0)
  const killed = { web: 0, intake: 0, worker: 0 }
  for (let count = 1; count <= kills; count += 1) {
    const part = oneOf(doorParts, random())
    // What is killed again before it serves is killed without anything being under way.
    if (random() % AT_START_ONE_IN > 0) await doors.ready(part)
    await delay(random() % SERVED_MS_MAX)
    await doors.kill(part)
    await doors.start(part, false)
    killed[part] += 1
    if (count % TELL_EVERY === 0) tell(`kills: ${count} of ${kills}`)
  }
  return killed
}

function startReader({ url }: Installation, logins: readonly TransferLogin[]) {
  const client = new pg.Client({ connectionString: url })
  const accounts = logins.map(({ accountId }) => accountId)
  const looks: Look[] = []
  let isOver = false
  const look = async () => {
    // One statement sees one moment.
    const { rows } = await client.query<{ account: string; night: number; rows: number }>(
      `select account_id as account, substr(first_name, 6)::int as night, count(*)::int as rows
       from roster.visitor_aware_students where account_id = any($1) and state = 'active' group by 1, 2`,
      [accounts],
    )
    for (const account of accounts) looks.push({ account, nights: rows.filter((row) => row.account === account) })
  }
  const reading = (async () => {
    await client.connect()
    while (!isOver) {
      await look()
      await delay(LOOK_EVERY_MS)
    }
    await look()
    await client.end()
  })()
  return {
    async stop() {
      isOver = true
      await reading
      return looks
    },
  }
}

/** Until nothing is under way: no sealed upload waits for the web process, and every delivery has its end. */
async function drain(installation: Installation, logins: readonly TransferLogin[]): Promise<void> {
  const deadline = performance.now() + DRAIN_SECONDS * 1000
  const accounts = logins.map(({ accountId }) => accountId)
  const waiting = async () => {
    const sealed = readdirSync(path.join(installation.folder, 'intake', 'sealed')).filter((name) =>
      name.endsWith('.json'),
    )
    const { rowCount } = await installation.client.query(
      'select from deliveries where account_id = any($1::uuid[]) and outcome is null',
      [accounts],
    )
    return sealed.length + (rowCount ?? 0)
  }
  while ((await waiting()) > 0 && performance.now() < deadline) await delay(500)
}

async function recordedFiles({ client }: Installation, logins: readonly TransferLogin[]) {
  const { rows } = await client.query<RecordedFile>(
    `select d.account_id as account, d.sha256, d.outcome,
       (select count(*)::int from runs r where r.delivery_id = d.id and r.state = 'applied'
          and coalesce((r.counts->>'added')::int, 0) + coalesce((r.counts->>'changed')::int, 0) > 0) as effects,
       (select count(*)::int from messages m where m.delivery_id = d.id) as messages
     from deliveries d where d.account_id = any($1::uuid[]) order by d.received_at`,
    [logins.map(({ accountId }) => accountId)],
  )
  const files = new Set(rows.map(({ account, sha256 }) => `${account} ${sha256}`))
  return { recorded: rows, repeats: rows.length - files.size }
}

/** What was done to it, what was found, and whether that is what it should be. */
export function doorsKillsTable(found: DoorsKills): string {
  const { kills, seed } = found
  const all = kills.web + kills.intake + kills.worker
  const faults =
    found.lost + found.twice + found.partial + found.back + found.unexpected + found.unfinished + found.stale
  const rows = [
    ['kill -9, of intake, web and worker', `${all}: ${kills.intake}, ${kills.web}, ${kills.worker} (seed ${seed})`],
    ['files told "stored"; tries without that answer', `${found.told}; ${found.unanswered}`],
    ['deliveries; of them repeats that were recognised', `${found.deliveries}; ${found.repeats}`],
    ['looks of the reader', String(found.looks)],
    ['lost; with an effect twice; seen in part', `${found.lost}; ${found.twice}; ${found.partial}`],
    ['seen to go back; of unknown content; roster behind', `${found.back}; ${found.unexpected}; ${found.stale}`],
    ['without an end; set aside for operators', `${found.unfinished}; ${found.setAside}`],
    ['came though its sender was not told', String(found.recovered)],
    ['time', `${found.seconds.toFixed(0)} s`],
    ['as it must be', faults === 0 ? 'yes' : 'no'],
  ]
  return markdownTable(['Storm', ''], rows)
}
