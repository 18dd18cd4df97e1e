// The ports for data connections: few, short-lived, and for the client that asked (faults, rows 28 to 30).
import net from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { RawClient, startTestFtps, type TestFtps, type TestFtpsOptions } from '../test-ftps'

let ftps: TestFtps
const clients: RawClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await ftps.stop()
})

async function start(options: TestFtpsOptions = {}): Promise<void> {
  ftps = await startTestFtps(options)
}

async function signIn(): Promise<RawClient> {
  const client = await RawClient.signedIn(ftps.server.explicitPort)
  clients.push(client)
  return client
}

const isRefused = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(false))
    socket.on('error', () => resolve(true))
    socket.on('connect', () => socket.destroy())
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
