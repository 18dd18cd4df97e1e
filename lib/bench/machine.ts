// On what was measured: a figure without its machine says nothing.
import { statfsSync } from 'node:fs'
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { baselineTool } from './copy-baseline'
import { serverFacts, type Installation } from './installation'

/** The number Linux gives a file system that is kept in memory. */
const IN_MEMORY = 0x01021994
const GIGABYTE = 1024 ** 3
/** More load than this for each core, and the machine has other things to do. */
const QUIET_LOAD_PER_CORE = 0.25

/** The load before anything was begun; must be asked for first. */
export const loadAtStart = loadavg()

/** What the machine is, one fact a line; and a warning where the figures should not be trusted. */
export async function machineFacts(installation: Installation): Promise<string[]> {
  const { version, settings } = await serverFacts(installation)
  const cores = availableParallelism()
  const load = loadAtStart.map((value) => value.toFixed(2)).join(' ')
  const isBusy = (loadAtStart[0] ?? 0) > QUIET_LOAD_PER_CORE * cores
  const isInMemory = statfsSync(installation.folder).type === IN_MEMORY
  return [
    `${cores} cores, ${cpus()[0]?.model.trim() ?? 'unknown processor'}; ${Math.round(totalmem() / GIGABYTE)} GB of memory; ${platform()} ${release()} ${arch()}`,
    `Node.js ${process.versions.node}; PostgreSQL ${version}, the embedded one: ${settings}`,
    `Compared with ${baselineTool}`,
    `Load at start ${load}${isBusy ? ': the machine was busy with something else, trust the ratios rather than the times' : ''}`,
    ...(isInMemory ? ['The folder is kept in memory, so what is written to "disk" costs nothing: set DATA_DIR'] : []),
  ]
}
