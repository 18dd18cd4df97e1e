// PROCESS. One peer, one file: a process of its own, so that its memory and processor time are its own. Told what to do
// by the arguments; says what it took as one line of JSON.
import { databaseUrl } from '@/lib/platform/database-url'
import { duckdb } from './duckdb'
import { parsedInserts } from './parsed-inserts'
import type { Peer } from './peer'
import { prismaUpserts } from './prisma-upserts'

const peers: Readonly<Record<string, Peer>> = {
  'prisma-upserts': prismaUpserts,
  'parsed-inserts': parsedInserts,
  duckdb,
}

const [name = '', file = '', table = '', rowsMax = '', folder = ''] = process.argv.slice(2)
const peer = peers[name]
if (!peer) throw new Error(`there is no peer called ${name}`)

const prepared = await peer.prepare({ file, table, folder, rowsMax: Number(rowsMax), url: databaseUrl() })
const used = process.cpuUsage()
const began = performance.now()
const rows = await prepared.run()
const ms = performance.now() - began
const { user, system } = process.cpuUsage(used)
await prepared.close()
const figures = { ms, rows, nodeSeconds: (user + system) / 1e6, peakMegabytes: process.resourceUsage().maxRSS / 1024 }
console.log(JSON.stringify(figures))
process.exit(0)
