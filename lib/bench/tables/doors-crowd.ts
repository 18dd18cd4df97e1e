// Many at the doors at once: sessions that all send a file, and connections that say nothing while somebody honest signs in.
// The clients are a process of their own and come from many addresses, because one address may have few connections.
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { crowdResultSchema, type CrowdOrder, type CrowdResult } from '../doors/crowd-clients'
import { proportionalMegabytes, watchMemory } from '../doors/proportional-memory'
import { startDoors, type LoopDelay } from '../doors/started-doors'
import { clientKey, newLogins } from '../doors/transfer-district'
import type { Installation } from '../installation'
import { markdownTable } from '../print-tables'

const SESSIONS = 500
const SESSION_BYTES = 512 * 1000
/** A login may have ten connections. */
const LOGINS = 60
const SILENT = 3000
const MUST = { megabytes: 250, goneSeconds: 30, signInSeconds: 1 }
/** A little more than what is allowed, so that what stays is seen to stay. */
const PATIENCE_SECONDS = 45
const CLIENT_TIMEOUT_MS = 300_000
/** Until what the crowd left is put away. */
const SETTLE_MS = 1000

type Measured = CrowdResult & {
  readonly megabytesBefore: number | undefined
  readonly megabytes: number | undefined
  readonly loopDelay: LoopDelay | undefined
}

export type DoorsCrowd = { readonly sessions: readonly Measured[]; readonly silent: readonly Measured[] }

/** Measures both crowds so often, each on an intake that has just been started. */
export async function measureDoorsCrowd(
  installation: Installation,
  { rounds }: { readonly rounds: number },
  tell: (line: string) => void,
): Promise<DoorsCrowd> {
  const folder = path.join(installation.folder, 'crowd')
  mkdirSync(folder, { recursive: true })
  const key = await clientKey(folder)
  const userNames = (await newLogins(key, LOGINS)).map(({ sftpUserName }) => sftpUserName)
  const found = { sessions: [] as Measured[], silent: [] as Measured[] }
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ['sessions', 'silent'] as const) {
      const doors = await startDoors(installation, ['web', 'intake'])
      try {
        const order = { port: doors.sftpPort, keyFile: key.file, userNames, bytes: SESSION_BYTES }
        const numbers = { sessions: kind === 'sessions' ? SESSIONS : 0, silent: kind === 'silent' ? SILENT : 0 }
        const megabytesBefore = proportionalMegabytes(doors.pid('intake'))
        doors.forgetLoopDelay()
        await delay(SETTLE_MS)
        const memory = watchMemory(doors.pid('intake'))
        const result = await crowd({ ...order, ...numbers, patienceSeconds: PATIENCE_SECONDS })
        found[kind].push({ ...result, megabytesBefore, megabytes: memory.stop(), loopDelay: doors.loopDelay() })
        tell(`round ${round + 1}: ${kind}: ${result.ok} went well, ${result.failures.length} did not`)
      } finally {
        await doors.stop()
      }
    }
  }
  return found
}

async function crowd(order: CrowdOrder): Promise<CrowdResult> {
  const args = ['--import', 'tsx', 'lib/bench/doors/crowd-clients.ts', JSON.stringify(order)]
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    timeout: CLIENT_TIMEOUT_MS,
    maxBuffer: 16 * 1024 * 1024,
  })
  return crowdResultSchema.parse(JSON.parse(stdout))
}

/** One row a crowd, with the worst of its rounds. */
export function doorsCrowdTable({ sessions, silent }: DoorsCrowd): string {
  const header = [
    'Crowd',
    'went well',
    'failed',
    'p50',
    'p95',
    'longest',
    'gone after',
    'MB (before)',
    'loop p99, max',
    'must',
    'reached',
  ]
  const rows = [
    row(
      `${SESSIONS} sessions at once, ${SESSION_BYTES / 1000} kB each`,
      sessions,
      `none failed, ${MUST.megabytes} MB`,
      (found) => [found.failures.length === 0, (found.megabytes ?? 0) < MUST.megabytes].every(Boolean),
    ),
    row(
      `${SILENT} silent connections; an honest sign-in`,
      silent,
      `gone in ${MUST.goneSeconds} s, sign-in ${MUST.signInSeconds} s`,
      (found) =>
        [
          found.failures.length === 0,
          found.leftOver === 0 && (found.goneMs ?? Infinity) <= MUST.goneSeconds * 1000,
          Math.max(...found.ms) < MUST.signInSeconds * 1000,
        ].every(Boolean),
    ),
  ]
  return markdownTable(header, rows)
}

function row(
  name: string,
  rounds: readonly Measured[],
  must: string,
  isReached: (found: Measured) => boolean,
): string[] {
  const most = (values: readonly (number | undefined)[]) => Math.max(...values.map((value) => value ?? NaN))
  const ms = rounds.flatMap((found) => found.ms).toSorted((a, b) => a - b)
  const share = (part: number) => `${((ms[Math.floor((ms.length - 1) * part)] ?? NaN) / 1000).toFixed(2)} s`
  const gone = most(rounds.map(({ goneMs }) => goneMs))
  const failures = rounds.flatMap((found) => found.failures)
  const delays = (['p99', 'max'] as const).map((which) =>
    most(rounds.map(({ loopDelay }) => loopDelay?.[which])).toFixed(0),
  )
  return [
    ...[name, String(ms.length), failures.length === 0 ? '0' : `${failures.length}: ${failures[0]}`],
    ...[share(0.5), share(0.95), share(1), Number.isNaN(gone) ? '' : `${(gone / 1000).toFixed(1)} s`],
    `${most(rounds.map(({ megabytes }) => megabytes)).toFixed(0)} (${most(rounds.map((found) => found.megabytesBefore)).toFixed(0)})`,
    ...[`${delays.join(', ')} ms`, must, rounds.every(isReached) ? 'yes' : 'no'],
  ]
}
