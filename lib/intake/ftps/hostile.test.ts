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

const isRefused = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(false))
    socket.on('error', () => resolve(true))
    socket.on('connect', () => socket.destroy())
  })

describe('before encryption', () => {
  it('no name, no password and no file is taken', async () => {
    const asked: Credentials[] = []
    await start({
      authorize: (credentials) => {
        asked.push(credentials)
        return Promise.resolve({ ok: false, reason: 'wrong-secret' })
      },
    })
    const client = await connect()
    for (const line of [`USER ${ftpsLogin.userName}`, `PASS ${ftpsLogin.password}`, 'STOR x', 'EPSV', 'LIST', 'PWD']) {
      expect(await client.say(line)).toMatch(/^530 /)
    }
    for (const line of ['PBSZ 0', 'PROT P']) expect(await client.say(line)).toMatch(/^503 /)
    expect(asked).toEqual([])
  })

  it('commands glued behind AUTH TLS are never obeyed', async () => {
    await start()
    const client = await connect()
    client.send(`AUTH TLS\r\nUSER ${ftpsLogin.userName}\r\nPASS ${ftpsLogin.password}\r\n`)
    expect(await client.reply()).toMatch(/^234 /)
    await client.shakeHands()
    expect(await client.say('PWD')).toMatch(/^530 Sign in/)
    expect(await client.say('PASS x')).toMatch(/^503 Send the user name/)
  })

  it('only TLS is a way to encrypt', async () => {
    await start()
    const client = await connect()
    for (const name of ['KERBEROS_V4', '', 'GSSAPI']) expect(await client.say(`AUTH ${name}`)).toMatch(/^504 /)
    expect(await client.say('AUTH SSL')).toMatch(/^234 /)
  })

  it('what is said in the clear after AUTH TLS ends the connection', async () => {
    await start()
    const client = await connect()
    await client.say('AUTH TLS')
    client.send(`USER ${ftpsLogin.userName}\r\n`)
    await client.closed
  })
})

describe('encryption', () => {
  it.each<[string, tls.SecureVersion]>([
    ['the control connection', 'TLSv1.1'],
    ['the control connection', 'TLSv1'],
  ])('of %s is not %s', async (_, version) => {
    await start()
    const options = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
    await expect(RawClient.connectImplicit(ftps.server.implicitPort, options)).resolves.toMatchObject({
      isClosed: true,
    })
    const client = await connect()
    await expect(client.encrypt(options)).rejects.toThrow()
  })

  it.each<tls.SecureVersion>(['TLSv1.2', 'TLSv1.3'])('of the control connection may be %s', async (version) => {
    await start()
    const options = { minVersion: version, maxVersion: version }
    const client = await kept(RawClient.connectImplicit(ftps.server.implicitPort, options))
    expect(await client.say('NOOP')).toMatch(/^200 /)
    expect((client.socket as tls.TLSSocket).getProtocol()).toBe(version)
  })

  it('of the data connection is TLS 1.2 and may resume the session of the control connection, but need not', async () => {
    await start()
    const client = await kept(RawClient.signedIn(ftps.server.explicitPort, { maxVersion: 'TLSv1.2' }))
    const session = (client.socket as tls.TLSSocket).getSession()
    for (const resumed of [session, undefined]) {
      const socket = await client.openData()
      await client.say('STOR users.csv')
      const secure = tls.connect({ socket, rejectUnauthorized: false, ...(resumed ? { session: resumed } : {}) })
      await new Promise((resolve) => secure.once('secureConnect', resolve))
      expect([secure.getProtocol(), secure.isSessionReused()]).toEqual(['TLSv1.2', resumed !== undefined])
      secure.end('a\n')
      expect(await client.reply()).toMatch(/^226 /)
    }
  })

  it('of data connections must be asked for in the explicit mode', async () => {
    await start()
    const client = await connect()
    await client.encrypt()
    for (const line of [`USER ${ftpsLogin.userName}`, `PASS ${ftpsLogin.password}`]) await client.say(line)
    for (const line of ['EPSV', 'PASV', 'STOR x', 'APPE x', 'LIST', 'MLSD', 'NLST'])
      expect(await client.say(line)).toMatch(/^521 /)
    expect(await client.say('PROT P')).toMatch(/^503 /)
    expect(await client.say('PBSZ 0')).toMatch(/^200 /)
    expect(await client.say('PROT C')).toMatch(/^521 /)
    expect(await client.say('EPSV')).toMatch(/^521 /)
    expect(await client.say('PROT P')).toMatch(/^200 /)
    expect(await client.put('users.csv', 'a\n')).toMatch(/^226 /)
  })
})

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

describe('a passive port', () => {
  it('is one for each session: of a thousand only the last is open', async () => {
    await start()
    const client = await signIn()
    const ports: number[] = []
    for (let count = 0; count < 1000; count += 1)
      ports.push(Number(/\|\|\|(\d+)\|/.exec(await client.say('EPSV'))?.[1]))
    const last = ports.at(-1) ?? 0
    const others = [...new Set(ports)].filter((port) => port !== last)
    expect(await Promise.all(others.map(isRefused))).toEqual(others.map(() => true))
    expect(await isRefused(last)).toBe(false)
  })

  it('is free again when nobody came, and when the session ends', async () => {
    const [first, last] = [20_999, 20_999]
    await start({ passivePorts: { first, last }, limits: { passiveSeconds: 0.2 } })
    const [one, other] = [await signIn(), await signIn()]
    expect(await one.say('EPSV')).toMatch(/^229 /)
    expect(await other.say('EPSV')).toMatch(/^425 No port/)
    await vi.waitFor(async () => expect(await other.say('EPSV')).toMatch(/^229 /))
    other.close()
    await vi.waitFor(async () => expect(await one.say('EPSV')).toMatch(/^229 /))
  })

  it('drops a stranger who comes first, and the client still gets its connection', async () => {
    await start()
    const client = await signIn()
    const port = Number(/\|\|\|(\d+)\|/.exec(await client.say('EPSV'))?.[1])
    const strangers = Array.from({ length: 5 }, (_, index) =>
      net.connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${index + 2}` }),
    )
    for (const stranger of strangers) stranger.on('error', () => undefined).resume()
    await Promise.all(strangers.map((stranger) => new Promise((resolve) => stranger.once('close', resolve))))
    const socket = net.connect({ port, host: '127.0.0.1' })
    expect(await client.say('STOR users.csv')).toMatch(/^150 /)
    tls.connect({ socket, rejectUnauthorized: false }).end('honest\n')
    expect(await client.reply()).toMatch(/^226 /)
    expect(ftps.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['honest\n'])
  })

  it('is never told to a client that said EPSV ALL in the old way', async () => {
    await start()
    const client = await signIn()
    await client.say('EPSV ALL')
    expect(await client.say('PASV')).toMatch(/^503 /)
    expect(await client.say('EPSV')).toMatch(/^229 /)
  })
})
