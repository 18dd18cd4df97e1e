// The product's own worker as a process of its own, as `npm start` starts it, watched from outside.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { builtCommand, builtEnvironment } from '@/lib/start/processes'
import type { Installation } from './installation'

const READY_TIMEOUT_MS = 60_000
const PROBE_PAUSE_MS = 50
const STOP_TIMEOUT_MS = 20_000

export type MeasuredWorker = {
  readonly pid: number
  stop(): Promise<void>
}

/** Every child of this process that may still run; whoever ends the process ends them, by their ids. */
export const children = new Set<ChildProcess>()

/** Remembers a child for as long as it lives. */
export function remember<Child extends ChildProcess>(child: Child): Child {
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Starts a worker and waits until it takes tasks. */
export async function startWorker({ client }: Installation): Promise<MeasuredWorker> {
  const child = remember(
    spawn(process.execPath, builtCommand('worker'), {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: builtEnvironment('worker'),
    }),
  )
  const pid = child.pid ?? 0
  const deadline = performance.now() + READY_TIMEOUT_MS
  // Its first heartbeat comes after it has begun to take tasks.
  const isReady = async () =>
    (await client.query('select from heartbeats where id like $1', [`worker:${pid}@%`])).rowCount === 1
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`The worker ended at its start with code ${child.exitCode}.`)
    if (performance.now() > deadline) throw new Error('The worker did not start within a minute.')
    await setTimeout(PROBE_PAUSE_MS)
  }
  return { pid, stop: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = globalThis.setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await ended
  clearTimeout(timer)
}
