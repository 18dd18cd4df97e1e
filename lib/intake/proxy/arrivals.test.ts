// Behind a balancer: real clients through a relay that writes the header, and connections that try to get around it.
import { execFile } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connectClient, eventually, noOpenSsh, openSsh, sftpOf } from '../test-clients'
import { ftpsLogin, startTestFtps, type TestFtps } from '../test-ftps'
import { startTestIntake, type TestIntake, type TestIntakeOptions } from '../test-intake'
import { signInTo } from '../test-sftp'
import { BALANCER, startBalancer, type TestBalancer } from './test-balancer'

const CLIENT = '203.0.113.9'
const LINE = Buffer.from(`PROXY TCP4 ${CLIENT} 127.0.0.2 53249 22\r\n`)
const BLOCK = Buffer.concat([
  Buffer.from('0d0a0d0a000d0a515549540a', 'hex'),
  Buffer.from([0x21, 0x11, 0, 12, 203, 0, 113, 9, 127, 0, 0, 2, 0xd0, 1, 0, 22]),
])
const inBytes = (header: Buffer) => [...header].map((byte) => Buffer.from([byte]))

let folder: string
let balancer: TestBalancer | undefined
let intake: TestIntake | undefined
let ftps: TestFtps | undefined

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-proxy-'))
  writeFileSync(path.join(folder, 'users.csv'), 'id\n1\n')
})
afterEach(async () => {
  await balancer?.stop()
  await ftps?.stop()
  await intake?.stop()
  balancer = ftps = intake = undefined
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function startBehind(header: readonly Buffer[], options: TestIntakeOptions = {}): Promise<TestIntake> {
  intake = await startTestIntake({ proxy: { balancers: [BALANCER] }, ...options })
  balancer = await startBalancer([intake.port], header)
  return intake
}

/** Connects from a chosen address and says something. @returns what came back until the end. */
async function knock(port: number, from: string, said: Buffer | string): Promise<string> {
  const socket = net.connect({ port, host: '127.0.0.1', localAddress: from })
  socket.on('error', () => undefined)
  socket.write(said)
  let heard = ''
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
  await new Promise((resolve) => socket.once('close', resolve))
  return heard
}

describe('SFTP behind a balancer', () => {
  it.each([
    ['version 1', [LINE]],
    ['version 2', [BLOCK]],
    ['version 1, byte by byte', inBytes(LINE)],
    ['version 2, byte by byte', inBytes(BLOCK)],
  ])('knows the client by its own address, %s', async (_, header) => {
    const { port, sink } = await startBehind(header)
    const client = await connectClient(port, { host: BALANCER })
    const sftp = await sftpOf(client)
    await new Promise<void>((resolve, reject) =>
      sftp.writeFile('users.csv', 'id\n1\n', (error) => (error ? reject(error) : resolve())),
    )
    client.end()
    expect(sink.arrivals.map(({ clientAddress }) => clientAddress)).toEqual([CLIENT])
  })

  it.skipIf(noOpenSsh)('carries OpenSSH’s sftp, whose first words come with the header or after it', async () => {
    const { port, sink } = await startBehind([LINE])
    const ssh = openSsh(folder, port, { extra: ['-o', 'PubkeyAuthentication=no', '-o', `HostName=${BALANCER}`] })
    expect(await ssh.sftp('put users.csv')).toMatchObject({ code: 0 })
    expect(sink.arrivals.map(({ clientAddress, bytes }) => [clientAddress, bytes.toString()])).toEqual([
      [CLIENT, 'id\n1\n'],
    ])
  })

  it('asks about a sign-in with the address of the client, and counts its connections under it', async () => {
    const asked: string[] = []
    const transferLoginId = randomUUID()
    const { port } = await startBehind([LINE], {
      limits: { connectionsPerAddressMax: 2 },
      authorize: ({ address }) => {
        asked.push(address)
        return Promise.resolve({ ok: true, transferLoginId, accountId: 'account' })
      },
    })
    const clients = [await connectClient(port, { host: BALANCER }), await connectClient(port, { host: BALANCER })]
    await expect(connectClient(port, { host: BALANCER })).rejects.toThrow()
    expect(new Set(asked)).toEqual(new Set([CLIENT]))
    for (const client of clients) client.end()
  })

  it('takes the word of nobody but the balancer', async () => {
    const { port } = await startBehind([LINE])
    expect(await knock(port, '127.0.0.3', Buffer.concat([LINE, Buffer.from('SSH-2.0-x\r\n')]))).toBe('')
    expect(await knock(port, '127.0.0.1', 'SSH-2.0-x\r\n')).toBe('')
  })

  it('refuses the balancer itself without a header, with a malformed one, with one that never ends', async () => {
    const { port } = await startBehind([LINE], { proxy: { balancers: ['127.0.0.0/29'], headerSeconds: 0.2 } })
    for (const said of ['SSH-2.0-x\r\n', 'PROXY TCP4 1.2.3.4\r\n', 'PROXY ', BLOCK.subarray(0, 20), 'P'.repeat(5000)]) {
      expect(await knock(port, BALANCER, said)).toBe('')
    }
    await eventually(() => expect(intake?.server.connectionCount()).toBe(0))
  })

  it('answers a health check of the balancer’s own, as one of its connections', async () => {
    const { port } = await startBehind([LINE])
    const socket = net.connect({ port, host: '127.0.0.1', localAddress: BALANCER })
    socket.write('PROXY UNKNOWN\r\nSSH-2.0-check\r\n')
    const [heard] = await new Promise<Buffer[]>((resolve) => socket.once('data', (chunk: Buffer) => resolve([chunk])))
    expect(heard?.toString('latin1')).toMatch(/^SSH-2\.0-/)
    socket.destroy()
  })

  it('without a balancer a header is no SSH, and what it says counts for nothing', async () => {
    intake = await startTestIntake()
    expect(await knock(intake.port, '127.0.0.1', LINE)).not.toMatch(CLIENT)
    const { client, sftp } = await signInTo(intake.port)
    await sftp.put('users.csv', Buffer.from('x'))
    client.end()
    expect(intake.sink.arrivals.map(({ clientAddress }) => clientAddress)).toEqual(['127.0.0.1'])
  })
})

describe.each(['explicit', 'implicit'] as const)('FTPS behind a balancer, %s', (kind) => {
  const put = async (extra: readonly string[] = []) => {
    const { explicitPort, implicitPort } = ftps!.server
    const url = kind === 'explicit' ? `ftp://localhost:${explicitPort}/` : `ftps://localhost:${implicitPort}/`
    const place = [
      '--connect-to',
      `::${BALANCER}:`,
      '--cacert',
      ftps!.certificateFile,
      '--ssl-reqd',
      '--max-time',
      '20',
    ]
    const login = ['--user', `${ftpsLogin.userName}:${ftpsLogin.password}`]
    return promisify(execFile)('curl', ['-sS', ...place, ...login, ...extra, '-T', path.join(folder, 'users.csv'), url])
  }
  const start = async (header: readonly Buffer[], dataHeader = header) => {
    const first = 20_000 + randomInt(1000) * 10
    const passivePorts = { first, last: first + 3 }
    ftps = await startTestFtps({ proxy: { balancers: [BALANCER] }, passivePorts })
    const { explicitPort, implicitPort } = ftps.server
    const control = await startBalancer([explicitPort, implicitPort], header)
    const data = await startBalancer([first, first + 1, first + 2, first + 3], dataHeader)
    balancer = { stop: async () => void (await Promise.all([control.stop(), data.stop()])) }
  }

  it.each([
    ['version 1', [LINE]],
    ['version 2, byte by byte', inBytes(BLOCK)],
  ])('knows the client by its own address on both connections, %s', async (_, header) => {
    await start(header)
    await put(['--disable-epsv'])
    await put()
    expect(ftps!.sink.arrivals.map(({ clientAddress, bytes }) => [clientAddress, bytes.toString()])).toEqual([
      [CLIENT, 'id\n1\n'],
      [CLIENT, 'id\n1\n'],
    ])
  })

  it('takes no data connection of another client’s', async () => {
    await start([LINE], [Buffer.from('PROXY TCP4 198.51.100.7 127.0.0.2 53249 22\r\n')])
    await expect(put()).rejects.toThrow()
    expect(ftps!.sink.arrivals).toEqual([])
  })
})
