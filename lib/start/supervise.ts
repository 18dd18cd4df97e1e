// Brings the parts up in order (database, migrations, roster tables, demo district, then web, intake and worker), keeps
// them up, and takes them down in the opposite order.
import { env } from '@/lib/platform/env'
import { checkPorts } from './check-ports'
import { oneSentence } from './one-sentence'
import { processNames, startProcess, type ProcessName, type RunningProcess } from './processes'
import { printBanner } from './banner'
import { waitUntilHealthy } from './wait-until-healthy'

const development = process.argv.includes('--dev')
const wanted = processNames.filter((name) => process.argv.includes(name))

let stopping = false
let stopDatabase: () => Promise<void> = () => Promise.resolve()
const running: RunningProcess[] = []

async function stop(exitCode: number): Promise<void> {
  if (stopping) return
  stopping = true
  // The intake first: what it still receives must be handed to the web process.
  for (const name of ['intake', 'web', 'worker'] satisfies ProcessName[]) {
    await running.find((candidate) => candidate.name === name)?.stop()
  }
  await stopDatabase()
  process.exit(exitCode)
}

async function start(): Promise<void> {
  const settings = env()
  await checkPorts(settings, wanted)
  // Imported only now: the log reads the environment as soon as it is imported, and a wrong one must get its sentence.
  const { prepareDatabase } = await import('./prepare-database')
  const prepared = await prepareDatabase(settings, wanted)
  stopDatabase = prepared.stop
  for (const name of wanted) {
    if (stopping) return
    running.push(startProcess(name, { development, onGivenUp: () => void stop(1), isStopping: () => stopping }))
  }
  await waitUntilHealthy(settings, wanted)
  if (!stopping) printBanner(settings, wanted, prepared)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!stopping) console.log('\n  Stopping …')
    void stop(0)
  })
}

start().catch((error: unknown) => {
  console.error(`\n  ${oneSentence(error)}\n`)
  void stop(1)
})
