// Web, intake and worker of the product as `npm start` starts them, each a process of its own that can be watched, killed
// and started again; on free ports, beside the database of the measurements.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { authSecret } from '@/lib/platform/secrets'
import { builtCommand, builtEnvironment } from '@/lib/start/processes'
import { freePort } from '../free-port'
import type { Installation } from '../installation'
import { remember } from '../measured-worker'

export const doorParts = ['web', 'intake', 'worker'] as const
export type DoorPart = (typeof doorParts)[number]

const READY_TIMEOUT_MS = 60_000
const PROBE_PAUSE_MS = 25
const STOP_TIMEOUT_MS = 20_000
const PASSIVE_PORTS = 100
const PASSIVE_FROM = 20_000
const PASSIVE_RANGES = 100

export type LoopDelay = { readonly p50: number; readonly p99: number; readonly max: number }

export type StartedDoors = {
  readonly sftpPort: number
  readonly ftpsPort: number
  readonly webUrl: string
  pid(part: DoorPart): number
  /** Ends it as a power cut would, and nothing else. */
  kill(part: DoorPart): Promise<void>
  /** Starts a part that was killed. @param whenReady wait until it serves. */
  start(part: DoorPart, whenReady?: boolean): Promise<void>
  /** Waits until a part that was started serves. */
  ready(part: DoorPart): Promise<void>
  /** How late the event loop of the intake has been since it was last asked to forget. */
  loopDelay(): LoopDelay | undefined
  forgetLoopDelay(): void
  stop(): Promise<void>
}

type Ports = { readonly web: number; readonly sftp: number; readonly ftps: number; readonly ftpsImplicit: number }

/** Starts the parts named and waits until they serve. */
export async function startDoors(
  { folder }: Installation,
  parts: readonly DoorPart[] = doorParts,
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedDoors> {
  const ports = {
    web: await freePort(),
    sftp: await freePort(),
    ftps: await freePort(),
    ftpsImplicit: await freePort(),
  }
  const environment = { ...environmentFor(ports), ...settings }
  const delayFile = path.join(folder, 'loop-delay.json')
  const children = new Map<DoorPart, ChildProcess>()

  const start = async (part: DoorPart, whenReady = true): Promise<void> => {
    const child = launch(part, ports, environment, delayFile)
    children.set(part, child)
    if (whenReady) await untilReady(part, child, ports)
  }
  const kill = async (part: DoorPart, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    const child = children.get(part)
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await Promise.race([ended, delay(STOP_TIMEOUT_MS)])
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  }

  for (const part of parts) await start(part)
  return {
    ...{ sftpPort: ports.sftp, ftpsPort: ports.ftpsImplicit, webUrl: `http://127.0.0.1:${ports.web}` },
    pid: (part) => children.get(part)?.pid ?? 0,
    ...{ kill, start },
    async ready(part) {
      const child = children.get(part)
      if (child) await untilReady(part, child, ports)
    },
    loopDelay: () => readDelay(delayFile),
    forgetLoopDelay: () => rmSync(delayFile, { force: true }),
    async stop() {
      for (const part of ['intake', 'web', 'worker'] as const) await kill(part, 'SIGTERM')
    },
  }
}

function environmentFor(ports: Ports): Readonly<Record<string, string>> {
  const first = PASSIVE_FROM + (process.pid % PASSIVE_RANGES) * PASSIVE_PORTS
  return {
    ...{ PORT: String(ports.web), HOST: '127.0.0.1', SFTP_PORT: String(ports.sftp), FTPS_PORT: String(ports.ftps) },
    ...{ FTPS_IMPLICIT_PORT: String(ports.ftpsImplicit), PUBLIC_TRANSFER_HOST: 'localhost' },
    FTPS_PASSIVE_PORTS: `${first}-${first + PASSIVE_PORTS - 1}`,
    ...{ NEXTAUTH_URL: `http://127.0.0.1:${ports.web}`, NEXTAUTH_SECRET: authSecret(), NEXT_TELEMETRY_DISABLED: '1' },
  }
}

function launch(part: DoorPart, ports: Ports, environment: Readonly<Record<string, string>>, delayFile: string) {
  const recorder = pathToFileURL(path.resolve('lib/bench/doors/loop-delay.mjs'))
  recorder.searchParams.set('file', delayFile)
  const next = path.join('node_modules', 'next', 'dist', 'bin', 'next')
  const command = {
    web: () => [next, 'start', '--port', String(ports.web), '--hostname', '127.0.0.1'],
    intake: () => ['--import', recorder.href, ...builtCommand('intake')],
    worker: () => builtCommand('worker'),
  }[part]()
  // How the allocator is set makes no difference to the pages' process.
  const env = { ...builtEnvironment(part === 'web' ? 'intake' : part), ...environment }
  return remember(spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'], env }))
}

async function untilReady(part: DoorPart, child: ChildProcess, ports: Ports): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS
  const port = { web: ports.web, intake: ports.ftpsImplicit, worker: undefined }[part]
  while (port !== undefined && !(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`The ${part} ended at its start with code ${child.exitCode}.`)
    if (child.signalCode !== null) return
    if (performance.now() > deadline) throw new Error(`The ${part} did not start within a minute.`)
    await delay(PROBE_PAUSE_MS)
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function readDelay(file: string): LoopDelay | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LoopDelay
  } catch {
    return undefined
  }
}
