// The three processes as children: started, started again when one dies, stopped in order.
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { env } from '@/lib/platform/env'
import { authSecret } from '@/lib/platform/secrets'

export const processNames = ['web', 'intake', 'worker'] as const
export type ProcessName = (typeof processNames)[number]

export type RunningProcess = {
  readonly name: ProcessName
  /** Asks it to finish, and ends it if it has not within STOP_TIMEOUT_MS. */
  stop(): Promise<void>
}

type Options = { development: boolean; onGivenUp: () => void; isStopping: () => boolean }

const STOP_TIMEOUT_MS = 25_000
/** A process that dies sooner than this after its start is not worth starting again. */
const SETTLED_AFTER_MS = 5_000
const RESTART_PAUSE_MS = 1_000

/** Where set-up.mjs puts what it builds of intake and worker. */
const BUILT = path.join('node_modules', '.cache', 'rollcall-processes')
/** V8's own 16 make room for up to three times as much that is long dead, and save no processor time here. */
const YOUNG_MEGABYTES = { intake: 4, worker: 2 }
/** What is larger goes back to the system as soon as it is freed. The doors' pieces are smaller, and kept for the next. */
const MAPPED_BYTES = { intake: 131_072, worker: 65_536 }

/** The arguments of Node.js for the process as it runs in production; what they name is built by set-up.mjs. */
export function builtCommand(name: 'intake' | 'worker'): string[] {
  const young = YOUNG_MEGABYTES[name]
  const flags = [`--max-semi-space-size=${young}`]
  // Bytes that pass through the doors die young. With less room at the start V8 takes their number for a reason to look
  // through all of its memory, some sixty times a GiB: that took half of the processor's time.
  if (name === 'intake') flags.push('--enable-source-maps', `--min-semi-space-size=${young}`)
  // Fifteen megabytes less for as long as it runs, and no slower: what a worker does most, PostgreSQL and the kernel do.
  // The pieces of a file that were sent are freed at once, not at leisure; for its traces see lib/platform/source-traces.ts.
  if (name === 'worker') flags.push('--optimize-for-size', '--no-concurrent-array-buffer-sweeping')
  return [...flags, path.join(BUILT, name, 'main.mjs')]
}

/**
 * The environment for it. glibc keeps what was freed: for each of its arenas, of which there would be eight a core, and
 * large buffers, too, once it has seen some. Two arenas do, and what is large goes back to the system.
 */
export function builtEnvironment(name: 'intake' | 'worker'): NodeJS.ProcessEnv {
  return { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: String(MAPPED_BYTES[name]), ...process.env }
}

function commandOf(name: ProcessName, development: boolean): string[] {
  if (name === 'web') {
    const { port, host } = env()
    const next = path.join('node_modules', 'next', 'dist', 'bin', 'next')
    return [next, development ? 'dev' : 'start', '--port', String(port), '--hostname', host]
  }
  return development ? ['--import', 'tsx', `lib/${name}/main.ts`] : builtCommand(name)
}

function environmentOf(name: ProcessName, development: boolean): NodeJS.ProcessEnv {
  if (name !== 'web') return development ? process.env : builtEnvironment(name)
  const base = { NEXTAUTH_URL: env().publicUrl, NEXTAUTH_SECRET: authSecret(), NEXT_TELEMETRY_DISABLED: '1' }
  return { ...process.env, ...base }
}

function launch(name: ProcessName, development: boolean): ChildProcess {
  const watch = development && name !== 'web' ? ['--watch', '--watch-preserve-output'] : []
  const child = spawn(process.execPath, [...watch, ...commandOf(name, development)], {
    // A group of its own: Ctrl-C reaches this process alone, which stops the others in order.
    detached: true,
    stdio: ['ignore', name === 'web' && !development ? 'ignore' : 'inherit', 'inherit'],
    env: environmentOf(name, development),
  })
  return child
}

/** Starts a process and keeps it up until it is stopped; onGivenUp is called when it dies right after its start. */
export function startProcess(name: ProcessName, options: Options): RunningProcess {
  let child = launch(name, options.development)
  let startedAt = performance.now()
  const watch = () => {
    child.once('exit', () => {
      if (options.isStopping()) return
      if (performance.now() - startedAt < SETTLED_AFTER_MS) return options.onGivenUp()
      setTimeout(() => {
        if (options.isStopping()) return
        child = launch(name, options.development)
        startedAt = performance.now()
        watch()
      }, RESTART_PAUSE_MS)
    })
  }
  watch()
  return { name, stop: () => end(() => child) }
}

function end(current: () => ChildProcess): Promise<void> {
  const child = current()
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => signal(child, 'SIGKILL'), STOP_TIMEOUT_MS)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    signal(child, 'SIGTERM')
  })
}

// To the group, because `next dev` and `node --watch` have children of their own.
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? 0), name)
  } catch {
    child.kill(name)
  }
}
