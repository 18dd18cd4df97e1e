// A file that did not come whole is never imported, however its connection ended; what came can be continued
// (faults, section 2.4 and rows 31, 37).
import { randomBytes } from 'node:crypto'
import type net from 'node:net'
import { Duplex } from 'node:stream'
import tls from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { RawClient, startTestFtps, type TestFtps, type TestFtpsOptions } from '../test-ftps'

type Cut = 'FIN' | 'RST'

let ftps: TestFtps
const clients: RawClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await ftps.stop()
})

async function start(options: TestFtpsOptions = {}): Promise<RawClient> {
  ftps = await startTestFtps(options)
  return signIn()
}

async function signIn(): Promise<RawClient> {
  const client = await RawClient.signedIn(ftps.server.explicitPort)
  clients.push(client)
  return client
}

/** A socket whose writing side ends after so many bytes, in the middle of whatever TLS is saying. */
class CutSocket extends Duplex {
  sentBytes = 0

  constructor(
    private readonly socket: net.Socket,
    private readonly bytesMax: number,
    private readonly cut: Cut,
  ) {
    super({ allowHalfOpen: true })
    socket.on('data', (chunk: Buffer) => this.push(chunk))
    socket.on('end', () => this.push(null))
    socket.on('close', () => this.destroy())
  }

  override _read(): void {
    this.socket.resume()
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    const part = chunk.subarray(0, Math.max(0, this.bytesMax - this.sentBytes))
    this.sentBytes += chunk.length
    this.socket.write(part, () => {
      if (this.sentBytes >= this.bytesMax) this.end_()
      done()
    })
  }

  override _final(done: () => void): void {
    this.socket.end(() => done())
  }

  private end_(): void {
    if (this.cut === 'FIN') this.socket.end()
    else this.socket.resetAndDestroy()
  }
}

/** Uploads over a connection that is cut after so many bytes of TLS. @returns the last reply and how many were sent. */
async function putCut(client: RawClient, content: Buffer, bytesMax: number, cut: Cut) {
  const socket = await client.openData()
  expect(await client.say('STOR users.csv')).toMatch(/^150 /)
  const line = new CutSocket(socket, bytesMax, cut)
  const secure = tls.connect({ socket: line, rejectUnauthorized: false })
  secure.on('error', () => undefined)
  secure.end(content)
  const reply = await client.reply()
  secure.destroy()
  return { reply, sentBytes: line.sentBytes }
}

describe('an upload whose data connection is cut', () => {
  const PLACES = 200

  it.each<Cut>(['FIN', 'RST'])('by a %s at 200 places is never delivered', { timeout: 120_000 }, async (cut) => {
    const client = await start()
    // Lines all along: wherever it is cut, what came may look like a whole file.
    const content = Buffer.from('id,given,family\n'.repeat(4000))
    const whole = await putCut(client, content, Infinity, cut)
    expect(whole.reply).toMatch(/^226 /)
    expect(ftps.sink.arrivals).toHaveLength(1)
    const replies = new Set<string>()
    for (let place = 0; place < PLACES; place += 1) {
      // The last place is one byte before the end: inside the alert that announces the end.
      const bytesMax = Math.floor((place * (whole.sentBytes - 1)) / (PLACES - 1))
      replies.add((await putCut(client, content, bytesMax, cut)).reply.slice(0, 3))
    }
    expect([...replies]).toEqual(['426'])
    expect(ftps.sink.arrivals).toHaveLength(1)
    expect(await client.put('users.csv', content)).toMatch(/^226 /)
    expect(ftps.sink.arrivals[1]?.bytes.equals(content)).toBe(true)
  })

  it('by a FIN at every byte of the announced end is never delivered', async () => {
    const client = await start()
    const content = Buffer.from('a,b\n')
    const { sentBytes } = await putCut(client, content, Infinity, 'FIN')
    for (let missing = 1; missing <= 40; missing += 1) {
      expect((await putCut(client, content, sentBytes - missing, 'FIN')).reply).toMatch(/^426 /)
    }
    expect(ftps.sink.arrivals).toHaveLength(1)
  })

  it('keeps what came, less its last byte, and REST with STOR makes it whole', async () => {
    const client = await start()
    const content = randomBytes(500_000)
    await putCut(client, content, 300_000, 'FIN')
    const size = Number((await client.say('SIZE users.csv')).split(' ')[1])
    expect(size).toBeGreaterThan(250_000)
    expect(await client.say(`REST ${size}`)).toMatch(/^350 /)
    expect(await client.put('users.csv', content.subarray(size))).toMatch(/^226 /)
    expect(ftps.sink.arrivals.map((arrival) => arrival.bytes.equals(content))).toEqual([true])
  })

  it('can be continued from further back; what lay behind that place is gone', async () => {
    const client = await start()
    await putCut(client, Buffer.alloc(100_000, 'old '), 80_000, 'RST')
    await client.say('REST 10')
    expect(await client.put('users.csv', 'new')).toMatch(/^226 /)
    expect(ftps.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['old old olnew'])
  })

  it('can be continued by APPE, and by another protocol', async () => {
    const client = await start()
    const content = randomBytes(200_000)
    await putCut(client, content, 100_000, 'FIN')
    const size = Number((await client.say('SIZE users.csv')).split(' ')[1])
    expect(await client.put('users.csv', content.subarray(size), 'APPE')).toMatch(/^226 /)
    expect(ftps.sink.arrivals.map((arrival) => arrival.bytes.equals(content))).toEqual([true])
    expect(ftps.sink.arrivals.map(({ via, userName }) => [via, userName])).toEqual([
      ['ftps', 'sis.admin.springfield.tx'],
    ])
  })
})

describe('an upload whose control connection ends', () => {
  // Long enough that only the end of the connection can end the wait.
  const patient = { limits: { proofSeconds: 3600, proofAtLineEndSeconds: 3600 } }

  async function sendWhole(client: RawClient, content: string): Promise<void> {
    const socket = await client.openData()
    expect(await client.say('STOR users.csv')).toMatch(/^150 /)
    const secure = tls.connect({ socket, rejectUnauthorized: false })
    const ended = new Promise((resolve) => secure.once('close', resolve))
    secure.resume()
    secure.end(content)
    await ended
  }

  it('is not delivered even if its data connection ended politely', async () => {
    const client = await start(patient)
    await sendWhole(client, 'a,b\n1,2\n')
    client.close()
    await vi.waitFor(() => expect(ftps.server.connectionCount()).toBe(0))
    const next = await signIn()
    expect(await next.say('SIZE users.csv')).toBe('213 7')
    expect(ftps.sink.arrivals).toEqual([])
  })

  it('in the middle is not delivered and can be continued', async () => {
    const client = await start()
    const socket = await client.openData()
    await client.say('STOR users.csv')
    const secure = tls.connect({ socket, rejectUnauthorized: false })
    secure.on('error', () => undefined)
    secure.write(Buffer.alloc(100_000, 'x'))
    const next = await signIn()
    await vi.waitFor(async () => expect(await next.say('SIZE users.csv')).toBe('213 100000'))
    client.close()
    await vi.waitFor(async () => expect(await next.say('SIZE users.csv')).toBe('213 99999'))
    expect(ftps.sink.arrivals).toEqual([])
  })

  it('by QUIT that was sent ahead is delivered first: QUIT waits its turn', async () => {
    const client = await start()
    const socket = await client.openData()
    await client.say('STOR users.csv')
    const secure = tls.connect({ socket, rejectUnauthorized: false })
    client.send('QUIT\r\n')
    secure.end('a\n')
    expect(await client.reply()).toMatch(/^226 /)
    expect(await client.reply()).toMatch(/^221 /)
    expect(ftps.sink.names()).toEqual(['users.csv'])
  })

  it.each([
    ['at the end of a line', Buffer.from('a,b\n')],
    ['at the end of a line in UTF-16', Buffer.from('a,b\n', 'utf16le')],
  ])('is not waited for long where the file ends %s', async (_, content) => {
    const client = await start({ limits: { proofSeconds: 3600, proofAtLineEndSeconds: 0.01 } })
    expect(await client.put('users.csv', content)).toMatch(/^226 /)
    expect(ftps.sink.names()).toEqual(['users.csv'])
  })
})

describe('an upload that is given up', () => {
  it('by ABOR is answered 426 and 226, and not delivered', async () => {
    const client = await start()
    const socket = await client.openData()
    await client.say('STOR users.csv')
    const secure = tls.connect({ socket, rejectUnauthorized: false })
    secure.on('error', () => undefined)
    secure.write(Buffer.alloc(100_000, 'x'))
    client.send(Buffer.from([0xff, 0xf4, 0xff, 0xf2]))
    client.send('ABOR\r\n')
    expect(await client.reply()).toMatch(/^426 /)
    expect(await client.reply()).toMatch(/^226 /)
    expect(await client.say('NOOP')).toMatch(/^200 /)
    expect(ftps.sink.arrivals).toEqual([])
  })

  it('for want of bytes is answered 426 when nothing comes for too long', async () => {
    const client = await start({ limits: { dataIdleSeconds: 0.1 } })
    const socket = await client.openData()
    await client.say('STOR users.csv')
    const secure = tls.connect({ socket, rejectUnauthorized: false })
    secure.on('error', () => undefined)
    secure.write('a,b\n')
    expect(await client.reply()).toMatch(/^426 /)
    expect(ftps.sink.arrivals).toEqual([])
  })

  it('for want of speed is answered 426 when next to nothing comes for too long', async () => {
    const client = await start({ limits: { floorSeconds: 0.2, floorBytes: 1000 } })
    const socket = await client.openData()
    await client.say('STOR users.csv')
    const secure = tls.connect({ socket, rejectUnauthorized: false })
    secure.on('error', () => undefined)
    const drip = setInterval(() => secure.write('x'), 10)
    expect(await client.reply()).toMatch(/^426 /)
    clearInterval(drip)
    expect(ftps.sink.arrivals).toEqual([])
  })
})

describe('the data connection', () => {
  it('goes on while the control connection is silent for longer than it may be', async () => {
    const client = await start({ limits: { idleSeconds: 0.2 } })
    const socket = await client.openData()
    await client.say('STOR users.csv')
    const secure = tls.connect({ socket, rejectUnauthorized: false })
    const began = performance.now()
    await new Promise<void>((resolve) => {
      const drip = setInterval(() => {
        secure.write('a,b\n')
        if (performance.now() - began < 1000) return
        clearInterval(drip)
        secure.end()
        resolve()
      }, 20)
    })
    expect(await client.reply()).toMatch(/^226 /)
    expect(ftps.sink.names()).toEqual(['users.csv'])
  })

  it('without TLS gets nothing delivered', async () => {
    const client = await start()
    const socket = await client.openData()
    await client.say('STOR users.csv')
    socket.end('a,b\n1,2\n')
    expect(await client.reply()).toMatch(/^426 /)
    expect(ftps.sink.arrivals).toEqual([])
  })

  it('that never comes is answered 425, and nothing stays of the file', async () => {
    const client = await start({ limits: { passiveSeconds: 0.1 } })
    await client.say('EPSV')
    client.send('STOR users.csv\r\n')
    expect(await client.reply()).toMatch(/^150 /)
    expect(await client.reply()).toMatch(/^425 /)
    expect(await client.say('SIZE users.csv')).toMatch(/^550 /)
  })

  it('may end a file of no bytes', async () => {
    const client = await start()
    expect(await client.put('empty.csv', '')).toMatch(/^226 /)
    expect(ftps.sink.arrivals.map(({ fileName, size }) => [fileName, size])).toEqual([['empty.csv', 0]])
  })
})
