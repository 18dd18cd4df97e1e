// What attackers, strangers and broken clients get: an answer, an end, and nothing of ours (faults, group B).
import { randomBytes } from 'node:crypto'
import net from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Credentials } from '../visitors/authorize'
import { stalledDisk } from '../test-disk'
import { ftpsLogin, RawClient, startTestFtps, type TestFtps, type TestFtpsOptions } from '../test-ftps'

const MIB = 1024 * 1024

let ftps: TestFtps
const clients: RawClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await ftps.stop()
})

async function start(options: TestFtpsOptions = {}): Promise<void> {
  ftps = await startTestFtps(options)
}

/** Keeps a client to be closed after the test. */
async function kept(connecting: Promise<RawClient>): Promise<RawClient> {
  const client = await connecting
  clients.push(client)
  return client
}

const connect = () => kept(RawClient.connect(ftps.server.explicitPort))
const signIn = () => kept(RawClient.signedIn(ftps.server.explicitPort))

describe('explicit logins', () => {
  it('all work, 60 in a row and 20 at once', async () => {
    await start({ limits: { connectionsPerLoginMax: 20 } })
    for (let count = 0; count < 60; count += 1) {
      const client = await RawClient.signedIn(ftps.server.explicitPort)
      expect(await client.say('PWD')).toMatch(/^257 /)
      client.close()
    }
    await vi.waitFor(() => expect(ftps.server.connectionCount()).toBe(0))
    const all = await Promise.all(Array.from({ length: 20 }, () => signIn()))
    expect(await Promise.all(all.map((client) => client.say('PWD')))).toEqual(Array(20).fill('257 "/" is the inbox'))
  })

  it('fail the same way for an unknown name and a wrong password, and end after five', async () => {
    await start()
    const client = await connect()
    await client.encrypt()
    const replies = []
    for (const userName of [
      ftpsLogin.userName,
      'nobody.admin.springfield.tx',
      ftpsLogin.userName,
      '',
      'x'.repeat(500),
    ]) {
      expect(await client.say(`USER ${userName}`)).toMatch(/^331 /)
      replies.push(await client.say('PASS wrong'))
    }
    expect(new Set(replies.slice(0, 4))).toEqual(new Set(['530 The user name or the password is wrong']))
    expect(replies[4]).toMatch(/^421 /)
    await client.closed
  })

  it('take the name in both spellings, and a password with quotes and spaces', async () => {
    const asked: Credentials[] = []
    const password = ' a "quoted\' \\ pass=word% '
    await start({
      authorize: (credentials) => {
        asked.push(credentials)
        return Promise.resolve({ ok: false, reason: 'wrong-secret' })
      },
    })
    const client = await connect()
    await client.encrypt()
    await client.say('USER sis.admin.springfield.tx')
    await client.say(`PASS ${password}`)
    expect(asked).toEqual([
      { userName: 'sis.admin.springfield.tx', method: 'password', password, address: '127.0.0.1' },
    ])
  })

  it('that cannot be checked end with 421, and the server goes on', async () => {
    await start({ authorize: () => Promise.reject(new Error('no database')) })
    const client = await connect()
    await client.encrypt()
    await client.say(`USER ${ftpsLogin.userName}`)
    expect(await client.say(`PASS ${ftpsLogin.password}`)).toMatch(/^421 .*later/)
    await connect()
  })

  it('are not more than one login may have', async () => {
    await start({ limits: { connectionsPerLoginMax: 2 } })
    await signIn()
    await signIn()
    const third = await connect()
    await third.encrypt()
    await third.say(`USER ${ftpsLogin.userName}`)
    expect(await third.say(`PASS ${ftpsLogin.password}`)).toMatch(/^421 .*too many/)
  })
})

describe('a visitor', () => {
  it('beyond those one address may be is turned away', async () => {
    await start({ limits: { connectionsPerAddressMax: 2 } })
    await connect()
    await connect()
    const third = net.connect(ftps.server.explicitPort, '127.0.0.1')
    third.on('error', () => undefined)
    await new Promise((resolve) => third.once('close', resolve))
    expect(ftps.server.connectionCount()).toBe(2)
  })

  it.each(['explicit', 'implicit'])('who does not sign in within the grace time is gone (%s)', async (kind) => {
    await start({ limits: { loginGraceSeconds: 0.2 } })
    const port = kind === 'explicit' ? ftps.server.explicitPort : ftps.server.implicitPort
    const silent = net.connect(port, '127.0.0.1')
    silent.on('error', () => undefined).resume()
    await new Promise((resolve) => silent.once('close', resolve))
    await vi.waitFor(() => expect(ftps.server.connectionCount()).toBe(0))
  })

  it('who has signed in and says nothing is told so and ended', async () => {
    await start({ limits: { idleSeconds: 0.2 } })
    const client = await signIn()
    expect(await client.reply()).toMatch(/^421 /)
    await client.closed
  })

  it('who speaks another protocol is ended', async () => {
    await start()
    const web = await connect()
    web.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20))
    await web.closed
    const noise = await connect()
    noise.send(randomBytes(100_000))
    await noise.closed
    const plain = net.connect(ftps.server.implicitPort, '127.0.0.1')
    plain.on('error', () => undefined).resume()
    plain.write('USER x\r\n')
    await new Promise((resolve) => plain.once('close', resolve))
    expect(await (await signIn()).say('NOOP')).toMatch(/^200 /)
  })

  it.each<[string, Buffer | string]>([
    ['a line of 70 kB', 'STOR ' + 'x'.repeat(70_000)],
    ['a line of 70 kB with an end', 'STOR ' + 'x'.repeat(70_000) + '\r\n'],
    ['a NUL', 'STOR a\0.csv\r\n'],
    ['a flood of commands', 'NOOP\r\n'.repeat(20_000)],
  ])('who sends %s hears 500 and is ended', async (_, bytes) => {
    await start()
    const client = await signIn()
    client.send(bytes)
    const replies = []
    for (let reply = await client.reply(); reply !== 'closed'; reply = await client.reply()) replies.push(reply)
    expect(replies.at(-1)).toMatch(/^500 /)
  })

  it('who takes no answers is ended instead of kept in memory', async () => {
    await start({ limits: { commandsMax: 1_000_000 } })
    const client = await signIn()
    client.socket.pause()
    const closed = new Promise<void>((resolve) =>
      client.socket.once('error', () => resolve()).once('close', () => resolve()),
    )
    const flood = setInterval(() => client.send('FEAT\r\n'.repeat(200)), 1)
    await closed
    clearInterval(flood)
    await vi.waitFor(() => expect(ftps.server.connectionCount()).toBe(0))
  })
})

describe('a disk that stalls', () => {
  it('stops the client from sending instead of filling memory', async () => {
    const disk = stalledDisk()
    await start({ openFiles: () => Promise.resolve({ files: disk.files, release: () => undefined }) })
    const client = await signIn()
    const socket = await client.openData()
    await client.say('STOR users.csv')
    const secure = tls.connect({ socket, rejectUnauthorized: false })
    secure.end(Buffer.alloc(64 * MIB, 'a,b\n'))
    await vi.waitFor(() => expect(disk.received()).toBeGreaterThan(8 * MIB), { timeout: 10_000 })
    let before = 0
    // Nothing moves any more: what is under way has filled the buffers of both systems.
    await vi.waitFor(
      () => {
        const now = socket.bytesWritten - socket.writableLength
        const hasMoved = now !== before
        before = now
        expect(hasMoved).toBe(false)
      },
      { timeout: 10_000, interval: 200 },
    )
    expect(disk.received()).toBeLessThan(8.2 * MIB)
    disk.release()
    expect(await client.reply()).toMatch(/^226 /)
    expect(disk.received()).toBe(64 * MIB)
  })
})
