// Who comes in and who does not, and what it costs us to say no.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ssh2, { type Client, type ConnectConfig } from 'ssh2'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Credentials } from './visitors/authorize'
import { connectClient, eventually, newEd25519, noOpenSsh, openSsh, sftpOf } from './test-clients'
import { authorizeTestLogin, startTestIntake, type TestIntake, type TestIntakeOptions, testLogin } from './test-intake'

let intake: TestIntake
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-login-'))
})
afterEach(() => intake.stop())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts the intake and notes every question that reaches the accounts. */
async function start(options: TestIntakeOptions = {}): Promise<Credentials[]> {
  const asked: Credentials[] = []
  const right = authorizeTestLogin('6b0f2c1e-0000-4000-8000-000000000001', options.publicKeys)
  intake = await startTestIntake({
    authorize: (credentials) => {
      asked.push(credentials)
      return right(credentials)
    },
    ...options,
  })
  return asked
}

/** A connection whose end is awaited; errors are expected. */
function connecting(config: ConnectConfig): { client: Client; closed: Promise<void> } {
  const client = new ssh2.Client()
  client.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  client.connect({ host: '127.0.0.1', port: intake.port, username: testLogin.userName, ...config })
  return { client, closed }
}

const pem = (type: 'rsa' | 'ec') =>
  type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    : generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ type: 'sec1', format: 'pem' }).toString()
const publicPart = (privateKey: string): Buffer => {
  const parsed = ssh2.utils.parseKey(privateKey)
  if (parsed instanceof Error) throw parsed
  return parsed.getPublicSSH()
}
const keys = {
  ed25519: newEd25519(),
  ecdsa256: ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }).private,
  ecdsa384: pem('ec'),
  rsa: pem('rsa'),
}

type Protocol = { session(channel: number, window: number, packet: number): void }
type Sign = (protocol: Protocol, answer: (error: Error | undefined, signature: Buffer) => void) => void

/** An agent that holds a key and signs in its own way. */
function agentWith(privateKey: string, sign: Sign) {
  class Agent extends ssh2.BaseAgent {
    protocol: Protocol = { session: () => undefined }
    getIdentities(callback: (error: undefined, identities: ssh2.ParsedKey[]) => void) {
      const parsed = ssh2.utils.parseKey(privateKey)
      if (!(parsed instanceof Error)) callback(undefined, [parsed])
    }
    override sign(...values: unknown[]) {
      sign(this.protocol, values.at(-1) as Parameters<Sign>[1])
    }
  }
  return new Agent()
}

describe('public keys', () => {
  it.skipIf(noOpenSsh).each(Object.entries(keys))('OpenSSH signs in with %s and delivers', async (name, privateKey) => {
    await start({ publicKeys: [publicPart(privateKey)] })
    writeFileSync(path.join(folder, name), privateKey, { mode: 0o600 })
    writeFileSync(path.join(folder, 'users.csv'), 'x')
    const extra = ['-i', path.join(folder, name), '-o', 'IdentitiesOnly=yes', '-o', 'PasswordAuthentication=no']
    expect(await openSsh(folder, intake.port, { extra }).sftp('put users.csv')).toMatchObject({ code: 0 })
    expect(intake.sink.names()).toEqual(['users.csv'])
  })

  it('RSA with SHA-1 is not even looked up', async () => {
    const asked = await start({ publicKeys: [publicPart(keys.rsa)] })
    const { client, closed } = connecting({ privateKey: keys.rsa })
    // Without the server's list of better algorithms ssh2's client signs RSA with SHA-1.
    const handlers = (client as unknown as { _protocol: { _handlers: Record<string, unknown> } })._protocol._handlers
    delete handlers.EXT_INFO
    await closed
    expect(asked).toEqual([])
    ;(await connectClient(intake.port, { privateKey: keys.rsa, password: undefined })).end()
    expect(asked).not.toEqual([])
  })

  it('a key that is not listed is refused', async () => {
    await start({ publicKeys: [publicPart(keys.ed25519)] })
    await expect(connectClient(intake.port, { privateKey: keys.ecdsa256, password: undefined })).rejects.toThrow()
  })

  it('a listed key without a signature of its own is refused', async () => {
    const asked = await start({ publicKeys: [publicPart(keys.ed25519)] })
    for (const forged of [Buffer.alloc(64, 1), Buffer.alloc(0), Buffer.alloc(64)]) {
      const agent = agentWith(keys.ed25519, (_client, answer) => answer(undefined, forged))
      await expect(connectClient(intake.port, { agent, password: undefined })).rejects.toThrow()
    }
    expect(asked.map((credentials) => 'probe' in credentials && credentials.probe)).toEqual([true, true, true])
  })

  it('asking whether a key would do opens nothing', async () => {
    await start({ publicKeys: [publicPart(keys.ed25519)] })
    let isAskedToSign = false
    // The server has said that the key would do; instead of signing, the client opens a channel.
    const agent = agentWith(keys.ed25519, (protocol) => {
      isAskedToSign = true
      protocol.session(0, 1024 * 1024, 32 * 1024)
    })
    const attacker = connecting({ agent })
    agent.protocol = (attacker.client as unknown as { _protocol: Protocol })._protocol
    let isIn = false
    attacker.client.once('ready', () => (isIn = true))
    await attacker.closed
    expect([isAskedToSign, isIn]).toEqual([true, false])
  })
})

describe('passwords', () => {
  it('of no or too many characters are refused without asking anybody', async () => {
    const asked = await start()
    for (const password of ['', 'x'.repeat(1025), 'x'.repeat(30_000)]) {
      await expect(connectClient(intake.port, { password, authHandler: ['password'] })).rejects.toThrow()
    }
    expect(asked).toEqual([])
  })

  it('are asked for with the address of the client', async () => {
    const asked = await start()
    const client = await connectClient(intake.port)
    client.end()
    expect(asked).toEqual([{ method: 'password', ...testLogin, address: '127.0.0.1' }])
  })

  it('after six wrong ones the connection ends', async () => {
    const asked = await start()
    const tries = Array.from({ length: 50 }, (_, index) => `wrong ${index}`)
    const { closed } = connecting({
      authHandler: (_methods, _partial, next) => {
        const password = tries.shift()
        next(password ? { type: 'password', username: testLogin.userName, password } : (false as never))
      },
    })
    await closed
    expect(asked).toHaveLength(6)
  })

  it('a wrong one and an unknown name are refused no earlier than a fixed time, however fast the check was', async () => {
    const slowForKnownNames = authorizeTestLogin('6b0f2c1e-0000-4000-8000-000000000001')
    await start({
      limits: { refusalSeconds: 0.3 },
      authorize: async (credentials) => {
        if (credentials.userName === testLogin.userName) await new Promise((resolve) => setTimeout(resolve, 60))
        return slowForKnownNames(credentials)
      },
    })
    const secondsToRefuse = async (username: string) => {
      const startedAt = performance.now()
      await expect(
        connectClient(intake.port, { username, password: 'wrong', authHandler: ['password'] }),
      ).rejects.toThrow()
      return (performance.now() - startedAt) / 1000
    }
    for (const name of [testLogin.userName, 'nobody']) expect(await secondsToRefuse(name)).toBeGreaterThan(0.3)
  })

  it('a check that fails on our side refuses, and the next try may succeed', async () => {
    let isBroken = true
    const right = authorizeTestLogin('6b0f2c1e-0000-4000-8000-000000000001')
    await start({
      authorize: (credentials) => (isBroken ? Promise.reject(new Error('no database')) : right(credentials)),
    })
    await expect(connectClient(intake.port)).rejects.toThrow()
    isBroken = false
    ;(await connectClient(intake.port)).end()
  })
})

describe('limits', () => {
  it('a login may have only so many connections', async () => {
    await start({ limits: { connectionsPerLoginMax: 2 } })
    const clients = [await connectClient(intake.port), await connectClient(intake.port)]
    await expect(connectClient(intake.port)).rejects.toThrow()
    clients[0]?.end()
    await eventually(async () => clients.push(await connectClient(intake.port)))
    for (const client of clients) client.end()
  })

  it('silent and slow connections are closed when the grace time is over', async () => {
    await start({ limits: { loginGraceSeconds: 0.3 } })
    const sockets = Array.from({ length: 5 }, () => net.connect(intake.port, '127.0.0.1'))
    sockets[0]?.write('SSH-2.0-half')
    await Promise.all(
      sockets.map(
        (socket) =>
          new Promise<void>((resolve) =>
            socket
              .on('error', () => undefined)
              .resume()
              .once('close', () => resolve()),
          ),
      ),
    )
  })

  it('one address cannot fill the listener, and others still come in', async () => {
    await start({ host: '0.0.0.0', limits: { connectionsPerAddressMax: 3 } })
    const silent = Array.from({ length: 10 }, () =>
      net
        .connect(intake.port, '127.0.0.1')
        .on('error', () => undefined)
        .resume(),
    )
    await eventually(() => expect(silent.filter((socket) => socket.closed || socket.destroyed)).toHaveLength(7))
    const client = await connectClient(intake.port, { localAddress: '127.0.0.2' })
    client.end()
    for (const socket of silent) socket.destroy()
  })

  it('strangers push out the oldest stranger, never somebody who signed in', async () => {
    await start({ host: '0.0.0.0', limits: { strangersMax: 3 } })
    const signedIn = await connectClient(intake.port)
    const strangers = Array.from({ length: 5 }, () =>
      net
        .connect(intake.port, '127.0.0.1')
        .on('error', () => undefined)
        .resume(),
    )
    await eventually(() => expect(strangers.filter((socket) => socket.closed || socket.destroyed)).toHaveLength(2))
    await sftpOf(signedIn)
    signedIn.end()
    for (const socket of strangers) socket.destroy()
  })

  it('an idle session is closed', async () => {
    await start({ limits: { idleSeconds: 0.3 } })
    const client = await connectClient(intake.port)
    await new Promise<void>((resolve) => client.once('close', () => resolve()))
  })
})

describe('messages in the wrong state', () => {
  type Internals = Protocol & { openssh_noMoreSessions(wantReply: boolean): void; authSuccess(): void } & {
    _server: boolean
    _authsQueue: string[]
  }
  const isInAfter = async (attack: (protocol: Internals) => void): Promise<boolean> => {
    const { client, closed } = connecting({ authHandler: () => undefined })
    let isIn = false
    client.once('ready', () => (isIn = true))
    const { _protocol } = client as unknown as { _protocol: Internals }
    client.once('handshake', () => setImmediate(() => attack(_protocol)))
    await closed
    return isIn
  }

  it('a channel or a global request before login ends the connection', async () => {
    const asked = await start()
    expect(await isInAfter((protocol) => protocol.session(0, 1024, 1024))).toBe(false)
    expect(await isInAfter((protocol) => protocol.openssh_noMoreSessions(true))).toBe(false)
    expect(asked).toEqual([])
  })

  it('a client that declares itself signed in is thrown out', async () => {
    await start()
    const isIn = await isInAfter((protocol) => {
      protocol._server = true
      protocol._authsQueue.push('none')
      protocol.authSuccess()
    })
    expect(isIn).toBe(false)
  })

  it('a channel whose packets may hold nothing is refused; it would keep us busy for ever', async () => {
    await start()
    const client = await connectClient(intake.port)
    const internals = client as unknown as {
      _protocol: Protocol
      _chanMgr: { add(opened: (error?: Error) => void): number }
    }
    const refusal = new Promise<Error | undefined>((resolve) => {
      internals._protocol.session(internals._chanMgr.add(resolve), 1024 * 1024, 0)
    })
    expect(await refusal).toBeInstanceOf(Error)
    client.end()
  })
})
