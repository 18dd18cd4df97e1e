// The memory of processes as they really weigh: what several share is counted once, divided among them (PSS). Only Linux
// tells this; elsewhere there is no figure.
import { readFileSync } from 'node:fs'
import { descendantsOf } from '../process-figures'

const LOOK_EVERY_MS = 500

export type MemoryWatch = { stop(): number | undefined }

/** Megabytes of a process and all that it started, at this moment. */
export function proportionalMegabytes(pid: number): number | undefined {
  const found = [pid, ...descendantsOf(pid)].flatMap((each) => ownMegabytes(each) ?? [])
  return found.length === 0 ? undefined : found.reduce((sum, value) => sum + value, 0)
}

function ownMegabytes(pid: number): number | undefined {
  try {
    const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
    return found ? Number(found[1]) / 1024 : undefined
  } catch {
    return undefined
  }
}

/** Looks again and again. @returns what gives the most that was seen, and ends looking. */
export function watchMemory(pid: number): MemoryWatch {
  let most = proportionalMegabytes(pid)
  const look = () => {
    const found = proportionalMegabytes(pid)
    if (found !== undefined) most = Math.max(most ?? 0, found)
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      look()
      return most
    },
  }
}
