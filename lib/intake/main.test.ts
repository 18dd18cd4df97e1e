// The process as it is started: real accounts, real database, real signals.
import { createHash } from 'node:crypto'
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ServerHostKeyAlgorithm } from 'ssh2'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAccount } from '@/lib/accounts/accounts'
import { createTransferLogin, disableTransferLogin } from '@/lib/accounts/transfer-logins'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { deliveryKey, hostKeys } from '@/lib/platform/secrets'
import { emptyDatabase } from '@/lib/platform/test-database'
import { connectClient, noOpenSsh, openSsh, sftpOf } from './test-clients'
import { startSink } from './test-intake'
import { promised } from './test-sftp'

const START_MS = 30_000

let folder: string
let sink: Awaited<ReturnType<typeof startSink>>
const children: ChildProcess[] = []

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts main.ts as a child; what it prints and how it ends can be awaited. */
function startProcess(port: number, variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/intake/main.ts'], {
    env: { ...process.env, SFTP_PORT: String(port), WEB_URL: sink.url, LOG_LEVEL: 'silent', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }))
  })
  const ready = () =>
    vi.waitFor(
      async () => {
        const beat = await db.heartbeat.findFirst({ where: { id: { startsWith: `sftp:${child.pid}@` } } })
        expect(beat, output).toMatchObject({ process: 'sftp', detail: { port } })
      },
      { timeout: START_MS, interval: 100 },
    )
  return { child, ended, ready }
}

async function districtAccount(slug = 'springfield'): Promise<string> {
  const made = await createAccount({
    name: slug,
    slug,
    state: 'tx',
    timeZone: 'America/Chicago',
  })
  if (!made.ok) throw new Error(made.reason)
  return made.account.id
}

async function newLogin(accountId: string, name: string) {
  const made = await createTransferLogin({ accountId, name })
  if (!made.ok) throw new Error(made.reason)
  return { id: made.login.id, username: made.login.sftpUserName, password: made.password }
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-main-'))
  await emptyDatabase()
  hostKeys()
  sink = await startSink(deliveryKey())
})
afterAll(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await sink.stop()
  rmSync(folder, { recursive: true, force: true })
})

// One process after the other in this order, because each takes seconds to start.
describe('the intake process', () => {
  let port: number
  let running: ReturnType<typeof startProcess>
  let accountId: string
  let login: Awaited<ReturnType<typeof newLogin>>

  beforeAll(async () => {
    accountId = await districtAccount()
    login = await newLogin(accountId, 'sis')
    port = await freePort()
    running = startProcess(port)
    await running.ready()
  }, START_MS)

  it('shows exactly the host keys that are published', async () => {
    const offered: Record<string, ServerHostKeyAlgorithm> = {
      'ssh-ed25519': 'ssh-ed25519',
      'ecdsa-sha2-nistp256': 'ecdsa-sha2-nistp256',
      'ssh-rsa': 'rsa-sha2-256',
    }
    for (const { type, sha256 } of hostKeys()) {
      let shown = ''
      const client = await connectClient(port, {
        ...login,
        algorithms: { serverHostKey: [offered[type] ?? 'ssh-rsa'] },
        hostVerifier: (key: Buffer) => {
          shown = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
          return true
        },
      })
      client.end()
      expect(shown).toBe(sha256)
    }
  })

  it('cuts the open sessions of a login that is switched off', async () => {
    const other = await newLogin(accountId, 'other')
    const client = await connectClient(port, other)
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
    await disableTransferLogin(accountId, other.id)
    await closed
    await expect(connectClient(port, other)).rejects.toThrow()
  })

  it(
    'killed in the middle of an upload delivers nothing, and the next process lets it be resumed',
    async () => {
      const content = Buffer.alloc(400_000, 'abcdefg')
      const cut = promised(await sftpOf(await connectClient(port, login)))
      const handle = await cut.open('users.csv', 'w')
      await cut.write(handle, 0, content.subarray(0, 300_000))
      running.child.kill('SIGKILL')
      await running.ended
      expect(sink.arrivals).toEqual([])

      running = startProcess(port)
      await running.ready()
      const client = await connectClient(port, login)
      const sftp = promised(await sftpOf(client))
      const { size } = await sftp.stat('users.csv')
      expect(size).toBe(299_999)
      const resumed = await sftp.open('users.csv', 'r+')
      await sftp.write(resumed, size, content.subarray(size))
      await sftp.close(resumed)
      client.end()
      expect(sink.arrivals.map((arrival) => arrival.bytes.equals(content))).toEqual([true])
    },
    2 * START_MS,
  )

  it.skipIf(noOpenSsh)(
    'takes a file from OpenSSH with a real login, and ends in order when it is told to',
    async () => {
      writeFileSync(path.join(folder, 'classes.csv'), 'id\n1\n')
      const { password } = login
      expect(await openSsh(folder, port, { password }).sftp('put classes.csv')).toMatchObject({ code: 0 })
      expect(sink.arrivals.at(-1)).toMatchObject({ fileName: 'classes.csv', userName: login.username })
      running.child.kill('SIGTERM')
      expect(await running.ended).toMatchObject({ code: 0 })
      expect(await db.heartbeat.count({ where: { id: { startsWith: `sftp:${running.child.pid}@` } } })).toBe(0)
    },
  )
})

it(
  'takes clients of old algorithms if it is started so, and says that it does',
  { timeout: 2 * START_MS },
  async () => {
    const port = await freePort()
    const old = startProcess(port, { SFTP_LEGACY_ALGORITHMS: 'on' })
    await old.ready()
    const beat = await db.heartbeat.findFirst({ where: { id: { startsWith: `sftp:${old.child.pid}@` } } })
    expect(beat?.detail).toMatchObject({ legacyAlgorithms: true })
    const login = await newLogin(await districtAccount('shelbyville'), 'old')
    const client = await connectClient(port, { ...login, algorithms: { cipher: ['aes128-cbc'] } })
    client.end()
    old.child.kill('SIGTERM')
    await old.ended
  },
)

describe('what the process cannot start with is one sentence, and the exit code is 1', () => {
  const sentence = (output: string) => output.trim().split('\n')

  it('a port that is in use', async () => {
    const port = await freePort()
    const other = net.createServer()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    const { code, output } = await startProcess(port).ended
    await new Promise((resolve) => other.close(resolve))
    expect(code).toBe(1)
    expect(sentence(output)).toEqual([expect.stringMatching(/Port \d+ for SFTP is in use/)])
  }, 60_000)

  it('a host key that others can read, or that is none', async () => {
    const port = await freePort()
    const key = path.join(env().dataDir, 'host-keys', 'ed25519')
    chmodSync(key, 0o644)
    const readable = await startProcess(port).ended
    chmodSync(key, 0o600)
    expect(readable.code).toBe(1)
    expect(sentence(readable.output)).toEqual([expect.stringMatching(/can be read by others/)])

    const rsa = path.join(env().dataDir, 'host-keys', 'rsa')
    writeFileSync(rsa, 'nonsense')
    const damaged = await startProcess(port).ended
    rmSync(rsa)
    expect(damaged.code).toBe(1)
    expect(sentence(damaged.output)).toEqual([expect.stringMatching(/not a private key/)])
  }, 60_000)

  it('a port that is no number, a database that refuses', async () => {
    const wrong = await startProcess(1, { SFTP_PORT: 'ssh' }).ended
    expect(wrong.code).toBe(1)
    expect(sentence(wrong.output)).toEqual([expect.stringMatching(/SFTP_PORT/)])

    const url = new URL(env().databaseUrl ?? '')
    url.password = 'wrong'
    const refused = await startProcess(await freePort(), { DATABASE_URL: url.href }).ended
    expect(refused.code).toBe(1)
    expect(sentence(refused.output)).toEqual([expect.stringMatching(/PostgreSQL refused/)])
  }, 60_000)
})
