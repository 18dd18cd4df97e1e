// PROCESS. What `npm run bench` runs (through lib/start/bench.mjs): the figures of the README, measured on an installation
// of its own that is thrown away afterwards. It never fails because a machine is slow; it says how slow.
import { env } from '@/lib/platform/env'
import { startInstallation, type Installation } from './installation'
import { openLedger } from './ledger'
import { machineFacts } from './machine'
import { children, startWorker } from './measured-worker'
import type { Bench } from './measure-run'
import { doorParts, installedParts, readOptions, usage, type Options } from './options'
import { effortTable, figuresTable } from './print-tables'
import { measureEnrollments } from './tables/engine-enrollments'
import { doorsCrowdTable, measureDoorsCrowd } from './tables/doors-crowd'
import { doorsCutsTable, measureDoorsCuts } from './tables/doors-cuts'
import { doorsKillsTable, measureDoorsKills } from './tables/doors-kills'
import { doorsSpeedTable, measureDoorsSpeed } from './tables/doors-speed'
import { measureUsers } from './tables/engine-users'
import { firstRowsTable, measureFirstRows } from './tables/first-rows'
import { mappingTable, measureMapping } from './tables/mapping'
import { measureSizes, sizesTable } from './tables/sizes'

const tell = (line: string) => console.error(`  ${line}`)

let installation: Installation | undefined
let isStopping = false

/** Ends every child by its id, then the database. The folder is deleted by whoever made it. */
async function stop(code: number): Promise<never> {
  isStopping = true
  for (const child of children) child.kill('SIGKILL')
  await installation?.stop().catch(() => undefined)
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) return
    tell('Stopping …')
    void stop(130)
  })
}

async function measureAll(options: Options): Promise<void> {
  const { parts } = options
  const engine = installedParts.some((part) => parts.has(part)) ? await measureEngine(options) : undefined
  const mapping = parts.has('mapping') ? measureMapping() : undefined
  const doors = doorParts.some((part) => parts.has(part)) ? await measureDoors(options) : undefined
  const firstRows = openLedger(tell)
  if (parts.has('first-rows')) await measureFirstRows(env().dataDir, options.rounds, firstRows)
  if (options.json) {
    const { mistakes: _, ...accuracy } = mapping ?? { mistakes: [] }
    console.log(
      JSON.stringify(
        { ...engine, options: { ...options, parts: [...parts] }, ...accuracy, firstRows: firstRows.entries, doors },
        null,
        2,
      ),
    )
    return
  }
  if (engine) {
    console.log(['', ...engine.facts.map((fact) => `- ${fact}`), ''].join('\n'))
    if (engine.engine.length > 0) console.log(`${figuresTable(engine.engine)}\n\n${effortTable(engine.engine)}\n`)
    if (engine.districts.length > 0) console.log(`${sizesTable(engine.districts)}\n`)
  }
  if (mapping) console.log(`${mappingTable(mapping)}\n`)
  if (doors) {
    if (!engine) console.log(['', ...doors.facts.map((fact) => `- ${fact}`), ''].join('\n'))
    if (doors.speed) console.log(`${doorsSpeedTable(doors.speed)}\n`)
    if (doors.crowd) console.log(`${doorsCrowdTable(doors.crowd)}\n`)
    if (doors.cuts) console.log(`${doorsCutsTable(doors.cuts)}\n`)
    if (doors.kills) console.log(`${doorsKillsTable(doors.kills)}\n`)
  }
  if (firstRows.entries.length > 0) console.log(`${firstRowsTable(firstRows)}\n`)
}

/** What is measured through the doors, on an installation of its own without a worker where none is needed. */
async function measureDoors(options: Options) {
  installation ??= await startInstallation()
  const facts = await machineFacts(installation)
  const { parts } = options
  const ledger = openLedger(tell)
  const speed = parts.has('doors-speed') ? await measureDoorsSpeed(installation, options, ledger) : undefined
  const crowd = parts.has('doors-crowd') ? await measureDoorsCrowd(installation, options, tell) : undefined
  const kills = parts.has('doors-kills') ? await measureDoorsKills(installation, options, tell) : undefined
  const cuts = parts.has('doors-cuts') ? await measureDoorsCuts(installation, options, tell) : undefined
  return { facts, speed, crowd, kills, cuts }
}

/** What is measured on an installation of its own. */
async function measureEngine(options: Options) {
  installation = await startInstallation()
  const bench: Bench = { installation, worker: await startWorker(installation) }
  const facts = await machineFacts(installation)
  facts.forEach(tell)
  const [engine, sizes] = [openLedger(tell), openLedger(tell)]
  const { parts } = options
  if (parts.has('users') || parts.has('peers')) await measureUsers(bench, options, engine)
  if (parts.has('enrollments') || parts.has('zip')) await measureEnrollments(bench, options, engine)
  const districts = parts.has('sizes') ? await measureSizes(bench, options, sizes) : []
  await bench.worker.stop()
  return { facts, engine: engine.entries, sizes: sizes.entries, districts }
}

try {
  if (process.argv.includes('--help')) console.log(usage)
  else await measureAll(readOptions(process.argv.slice(2)))
  await stop(0)
} catch (error) {
  if (!isStopping) {
    console.error(`\n  ${error instanceof Error ? error.message : String(error)}\n`)
    await stop(1)
  }
}
