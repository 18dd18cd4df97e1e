// The peers as pieces of work of a round: the first night and the next, each with its sample of the rows.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { RosterTable } from '@/lib/roster/table-names'
import { twinOf } from '../copy-baseline'
import { settle, type Installation } from '../installation'
import type { Value, Work } from '../ledger'
import { remember } from '../measured-worker'
import type { Bench } from '../measure-run'
import { difference, familySeconds } from '../process-figures'
import { howToInstall, isDuckdbInstalled } from './duckdb'

/** More than this of the slow ones is not waited for; the time is scaled up to the whole file. */
const UPSERTS_MAX = 5_000
const INSERTS_MAX = 200_000

const kinds = [
  { peer: 'prisma-upserts', title: 'papaparse + zod + Prisma upserts', table: 'users_prisma', rowsMax: UPSERTS_MAX },
  {
    peer: 'parsed-inserts',
    title: 'csv-parse + zod + INSERT … ON CONFLICT',
    table: 'users_inserts',
    rowsMax: INSERTS_MAX,
  },
  { peer: 'duckdb', title: 'DuckDB + COPY', table: 'users_duckdb', rowsMax: Infinity },
] as const

type Kind = (typeof kinds)[number]
type Files = { readonly people: number; readonly first: string; readonly changed: string }

/** What is to be measured of the peers in one round. Their tables are empty, and like the roster's. */
export async function peerWorks(
  { installation }: Bench,
  table: RosterTable,
  files: Files,
): Promise<(Work & { measure(): Promise<Value> })[]> {
  const folder = await mkdtemp(path.join(installation.folder, 'peers-'))
  const works = kinds.map(async (kind) => {
    const twin = await twinOf(installation, table, kind.table)
    const rows = Math.min(kind.rowsMax, files.people)
    const note = rows < files.people ? `${rows.toLocaleString('en-US')} rows measured, scaled` : undefined
    const work = (night: string, file: string) => ({
      name: `${kind.title}, ${night}`,
      ...(note ? { note } : {}),
      measure: () => measurePeer(installation, kind, { twin, file, rows, folder, people: files.people }),
    })
    return [work('first time', files.first), work('the next day', files.changed)]
  })
  const all: (Work & { measure(): Promise<Value> })[] = []
  for (const pair of works) all.push(...(await pair))
  const last = all.at(-1)
  if (last)
    all[all.length - 1] = { ...last, measure: () => last.measure().finally(() => rm(folder, { recursive: true })) }
  return all
}

type PeerRun = { twin: string; file: string; rows: number; folder: string; people: number }

const figuresSchema = z.object({ ms: z.number(), rows: z.number(), nodeSeconds: z.number(), peakMegabytes: z.number() })

async function measurePeer(
  installation: Installation,
  { peer }: Kind,
  { twin, file, rows, folder, people }: PeerRun,
): Promise<Value> {
  if (peer === 'duckdb' && !isDuckdbInstalled()) return { ms: NaN, trouble: `not installed: \`${howToInstall}\`` }
  await settle(installation)
  const before = familySeconds(installation.serverPid)
  const args = ['--import', 'tsx', 'lib/bench/peers/main.ts', peer, file, twin, String(rows), folder]
  const child = remember(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }))
  let output = ''
  child.stdout.on('data', (text: Buffer) => (output += text.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`it ended with code ${code}`)
  const { ms, rows: done, nodeSeconds, peakMegabytes } = figuresSchema.parse(JSON.parse(output))
  const scale = people / Math.max(1, Math.min(done, people))
  const onServer = difference(familySeconds(installation.serverPid), before)
  const serverSeconds = onServer === undefined ? undefined : onServer * scale
  return { ms: ms * scale, nodeSeconds: nodeSeconds * scale, serverSeconds, peakMegabytes }
}
