// What a process has used, read from /proc: only Linux tells this of other processes. Elsewhere the columns stay empty.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** The unit of processor time in /proc, the same on every Linux a Node.js release runs on. */
const TICKS_PER_SECOND = 100
const RESET_PEAK = '5'

type Stat = { readonly parent: number; readonly own: number; readonly ofEndedChildren: number }

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program's name stands in brackets and may hold blanks; the numbers begin behind it, with the third field.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const seconds = (first: number) => (Number(fields[first - 3]) + Number(fields[first - 2])) / TICKS_PER_SECOND
    return { parent: Number(fields[1]), own: seconds(14), ofEndedChildren: seconds(16) }
  } catch {
    return undefined
  }
}

/** Seconds of processor time a process has used; undefined where nobody tells. */
export function processorSeconds(pid: number): number | undefined {
  return statOf(pid)?.own
}

/** The same of a process and all that it started, those that have ended included: a server with its sessions. */
export function familySeconds(pid: number): number | undefined {
  const parent = statOf(pid)
  if (!parent) return undefined
  const others = descendantsOf(pid).flatMap((each) => statOf(each) ?? [])
  return [parent, ...others].reduce((sum, { own, ofEndedChildren }) => sum + own + ofEndedChildren, 0)
}

/** The processes that a process started and those that these started, as far as they still run. */
export function descendantsOf(pid: number): number[] {
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parents = new Map(running.map((name) => [Number(name), statOf(Number(name))?.parent]))
  const found = [pid]
  for (const parent of found) {
    for (const [child, itsParent] of parents) if (itsParent === parent && child !== parent) found.push(child)
  }
  return found.slice(1)
}

/** What was used between two readings, where both could be made. */
export function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before
}

/** The most memory a process has held at once since the last reset, in MB. */
export function peakMegabytes(pid: number): number | undefined {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Number(found[1]) / 1024 : undefined
  } catch {
    return undefined
  }
}

/** Begins a new peak, where the system can; else the peak stays that of the whole life. */
export function resetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK)
  } catch {
    // A system without it: the figure is then too high, never too low.
  }
}
