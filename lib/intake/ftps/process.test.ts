// FTPS in the process as it is started: real accounts, real database, the environment it is given.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAccount } from '@/lib/accounts/accounts'
import { createTransferLogin, disableTransferLogin } from '@/lib/accounts/transfer-logins'
import { readCertificate, selfMadeFiles } from '@/lib/platform/certificate'
import { db } from '@/lib/platform/db'
import { env, readEnv } from '@/lib/platform/env'
import { deliveryKey } from '@/lib/platform/secrets'
import { emptyDatabase } from '@/lib/platform/test-database'
import { startSink } from '../test-intake'
import { RawClient } from '../test-ftps'

const START_MS = 30_000

type Ports = { readonly SFTP_PORT: string; readonly FTPS_PORT: string; readonly FTPS_IMPLICIT_PORT: string }

let sink: Awaited<ReturnType<typeof startSink>>
const children: ChildProcess[] = []
beforeAll(async () => {
  await emptyDatabase()
  sink = await startSink(deliveryKey())
})
afterAll(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await sink.stop()
})

async function freePorts(): Promise<Ports> {
  const listeners = [net.createServer(), net.createServer(), net.createServer()]
  for (const listener of listeners) await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const [sftp, explicit, implicit] = listeners.map((listener) => String((listener.address() as AddressInfo).port))
  for (const listener of listeners) await new Promise((resolve) => listener.close(resolve))
  return { SFTP_PORT: sftp ?? '', FTPS_PORT: explicit ?? '', FTPS_IMPLICIT_PORT: implicit ?? '' }
}

/** Starts main.ts as a child. */
function startProcess(variables: Record<string, string>) {
  const passive = { FTPS: 'on', FTPS_PASSIVE_PORTS: '33000-33099' }
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/intake/main.ts'], {
    env: { ...process.env, WEB_URL: sink.url, ...passive, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }))
  })
  const beats = () => db.heartbeat.findMany({ where: { id: { contains: `:${child.pid}@` } }, orderBy: { id: 'asc' } })
  return { child, ended, beats }
}

async function newLogin(accountId: string, name: string) {
  const made = await createTransferLogin({ accountId, name })
  if (!made.ok) throw new Error(made.reason)
  return { id: made.login.id, userName: made.login.ftpsUserName, password: made.password }
}

describe('the intake process', () => {
  let ports: Ports
  let running: ReturnType<typeof startProcess>
  let accountId: string
  let login: Awaited<ReturnType<typeof newLogin>>

  const signIn = async (as = login): Promise<RawClient> => {
    const client = await RawClient.connect(Number(ports.FTPS_PORT))
    await client.encrypt()
    await client.say(`USER ${as.userName}`)
    expect(await client.say(`PASS ${as.password}`)).toMatch(/^230 /)
    for (const line of ['PBSZ 0', 'PROT P']) await client.say(line)
    return client
  }

  beforeAll(async () => {
    const made = await createAccount({
      name: 'Springfield',
      slug: 'springfield',
      state: 'tx',
      timeZone: 'America/Chicago',
    })
    if (!made.ok) throw new Error(made.reason)
    accountId = made.account.id
    login = await newLogin(accountId, 'sis')
    ports = await freePorts()
    running = startProcess(ports)
    await vi.waitFor(async () => expect(await running.beats()).toHaveLength(2), { timeout: START_MS, interval: 100 })
  }, START_MS)

  it('says that it lives, with its ports, once for each door', async () => {
    const port = Number(ports.FTPS_PORT)
    expect(await running.beats()).toMatchObject([
      { process: 'ftps', detail: { port, implicitPort: Number(ports.FTPS_IMPLICIT_PORT) } },
      { process: 'sftp', detail: { port: Number(ports.SFTP_PORT) } },
    ])
  })

  it('shows a certificate it made itself, kept in DATA_DIR', async () => {
    const socket = tls.connect({ port: Number(ports.FTPS_IMPLICIT_PORT), host: '127.0.0.1', rejectUnauthorized: false })
    await new Promise((resolve) => socket.once('secureConnect', resolve))
    const kept = readCertificate(selfMadeFiles(path.join(env().dataDir, 'ftps')))
    expect(socket.getPeerCertificate().fingerprint256).toBe(kept.sha256)
    socket.destroy()
  })

  it('lets a login of the district in, in both spellings, and hands its file over', async () => {
    const client = await signIn()
    expect(await client.put('users.csv', 'id\n1\n')).toMatch(/^226 /)
    client.close()
    const other = await signIn({ ...login, userName: login.userName.replaceAll('.', '_') })
    other.close()
    expect(
      sink.arrivals.map(({ via, userName, fileName, clientAddress }) => [via, userName, fileName, clientAddress]),
    ).toEqual([['ftps', 'sis.admin.springfield.tx', 'users.csv', '127.0.0.1']])
  })

  it('refuses a wrong password and an unknown name alike', async () => {
    const client = await RawClient.connect(Number(ports.FTPS_PORT))
    await client.encrypt()
    const refusals = []
    for (const userName of [login.userName, 'nobody.admin.springfield.tx']) {
      await client.say(`USER ${userName}`)
      refusals.push(await client.say('PASS wrong'))
    }
    expect(new Set(refusals)).toEqual(new Set(['530 The user name or the password is wrong']))
    client.close()
  })

  it('cuts the open sessions of a login that is switched off', async () => {
    const other = await newLogin(accountId, 'other')
    const client = await signIn(other)
    await disableTransferLogin(accountId, other.id)
    await client.closed
  })

  it(
    'never writes a password to its log',
    async () => {
      const loud = await freePorts()
      const process_ = startProcess({ ...loud, LOG_LEVEL: 'trace' })
      await vi.waitFor(async () => expect(await process_.beats()).toHaveLength(2), { timeout: START_MS, interval: 100 })
      const clear = await RawClient.connect(Number(loud.FTPS_PORT))
      for (const line of [`USER ${login.userName}`, `PASS ${login.password}`]) await clear.say(line)
      await clear.encrypt()
      for (const password of ['wrong-canary', login.password]) {
        await clear.say(`USER ${login.userName}`)
        await clear.say(`PASS ${password}`)
      }
      expect(await clear.say('PWD')).toMatch(/^257 /)
      clear.close()
      process_.child.kill('SIGTERM')
      const { code, output } = await process_.ended
      expect(code).toBe(0)
      expect(output).toMatch(/signed in over FTPS/)
      expect(output).not.toMatch(new RegExp(`wrong-canary|${login.password}`))
    },
    START_MS,
  )

  it(
    'killed in the middle of an upload delivers nothing, and the next process lets it be resumed',
    async () => {
      const arrivedBefore = sink.arrivals.length
      const client = await signIn()
      const socket = await client.openData()
      await client.say('STOR classes.csv')
      const secure = tls.connect({ socket, rejectUnauthorized: false })
      secure.on('error', () => undefined)
      secure.write('id\n'.repeat(1000))
      const watcher = await signIn()
      await vi.waitFor(async () => expect(await watcher.say('SIZE classes.csv')).toBe('213 3000'))
      running.child.kill('SIGKILL')
      await running.ended
      running = startProcess(ports)
      await vi.waitFor(async () => expect(await running.beats()).toHaveLength(2), { timeout: START_MS, interval: 100 })
      const again = await signIn()
      expect(await again.say('SIZE classes.csv')).toBe('213 2999')
      await again.say('REST 2999')
      expect(await again.put('classes.csv', '\n1\n')).toMatch(/^226 /)
      expect(sink.arrivals.slice(arrivedBefore).map(({ bytes }) => bytes.toString())).toEqual([
        'id\n'.repeat(1000) + '1\n',
      ])
      again.close()
    },
    START_MS,
  )

  it('ends in order and is not listed any more', async () => {
    running.child.kill('SIGTERM')
    expect((await running.ended).code).toBe(0)
    expect(await running.beats()).toEqual([])
  })
})

describe('what FTPS cannot start with is said in one sentence', () => {
  it(
    'a port that is in use',
    async () => {
      const listener = net.createServer()
      await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
      const FTPS_IMPLICIT_PORT = String((listener.address() as AddressInfo).port)
      const { ended } = startProcess({ ...(await freePorts()), FTPS_IMPLICIT_PORT })
      const { code, output } = await ended
      listener.close()
      expect(code).toBe(1)
      expect(output.trim()).toBe(
        `Port ${FTPS_IMPLICIT_PORT} for FTPS is in use: stop what uses it, or set FTPS_IMPLICIT_PORT to another one.`,
      )
    },
    START_MS,
  )

  it(
    'a certificate that is none',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-damaged-'))
      const files = { FTPS_CERTIFICATE_FILE: path.join(folder, 'a.pem'), FTPS_KEY_FILE: path.join(folder, 'b.pem') }
      for (const file of Object.values(files)) writeFileSync(file, 'damaged')
      const { code, output } = await startProcess({ ...(await freePorts()), ...files }).ended
      rmSync(folder, { recursive: true })
      expect(code).toBe(1)
      expect(output.trim()).toBe(`${files.FTPS_CERTIFICATE_FILE} does not hold a usable certificate in PEM form.`)
    },
    START_MS,
  )

  it.each([
    [{ FTPS_PASSIVE_PORTS: '50100-50000' }, /^FTPS_PASSIVE_PORTS is not usable: must be two ports/],
    [{ FTPS_PASSIVE_PORTS: '50000' }, /^FTPS_PASSIVE_PORTS is not usable/],
    [{ FTPS_PASSIVE_PORTS: '1-70000' }, /^FTPS_PASSIVE_PORTS is not usable/],
    [{ FTPS_CERTIFICATE_FILE: '/x' }, /^FTPS_KEY_FILE is not usable: must be set together/],
    [{ FTPS: 'yes' }, /^FTPS is not usable/],
    [{ FTPS_PORT: '0' }, /^FTPS_PORT is not usable/],
  ])('%o', (variables, sentence) => {
    expect(() => readEnv(variables)).toThrow(sentence)
  })

  it('nothing, where it is off or left to its defaults', () => {
    expect(readEnv({ FTPS: 'off' }).ftps).toBeUndefined()
    expect(readEnv({}).ftps).toEqual({
      ...{ explicitPort: 2121, implicitPort: 2990, certificateFiles: undefined },
      passivePorts: { first: 50_000, last: 50_100 },
    })
  })
})
