// An upload over SFTP whose connection breaks anywhere, politely or not, is never delivered, and its client never hears
// that it was. The same at a thousand places: npm run bench -- --only doors-cuts.
import net from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectClient, sftpOf } from './test-clients'
import { startTestIntake, type TestIntake } from './test-intake'
import { promised } from './test-sftp'

const PLACES = 24
const CONTENT = Buffer.from('id,given,family\n'.repeat(2000))
/** Handshakes differ by some bytes; what is cut must lie before the client's last word. */
const MARGIN_BYTES = 32

let intake: TestIntake
beforeEach(async () => {
  intake = await startTestIntake()
})
afterEach(() => intake.stop())

type How = 'FIN' | 'RST'

/** A line that breaks after so many bytes of its client. */
async function startLine(port: number, bytesMax: number, how: How) {
  let passed = 0
  const sockets: net.Socket[] = []
  const listener = net.createServer((client) => {
    const server = net.connect(port, '127.0.0.1')
    sockets.push(client, server)
    const end = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) socket.on('error', () => undefined).once('close', end)
    server.on('data', (chunk) => client.write(chunk))
    client.on('data', (chunk) => {
      const part = chunk.subarray(0, Math.max(0, bytesMax - passed))
      passed += part.length
      if (part.length === chunk.length) return void server.write(part)
      client.pause()
      server.write(part, () => (how === 'FIN' ? server.end() : server.resetAndDestroy()))
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return {
    port: (listener.address() as net.AddressInfo).port,
    passedBytes: () => passed,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

/** @returns whether the client heard that the file is stored, and how much it had sent before it asked for that. */
async function upload(bytesMax: number, how: How) {
  const line = await startLine(intake.port, bytesMax, how)
  let bytesBeforeClose = 0
  const attempt = async () => {
    const client = await connectClient(line.port)
    const lost = new Promise<never>((_, reject) => {
      client.once('close', () => reject(new Error('lost'))).on('error', reject)
    })
    const work = async () => {
      const sftp = promised(await sftpOf(client))
      const handle = await sftp.open('users.csv', 'w')
      await sftp.write(handle, 0, CONTENT)
      bytesBeforeClose = line.passedBytes()
      await sftp.close(handle)
    }
    await Promise.race([work(), lost]).finally(() => client.end())
  }
  const isTold = await attempt().then(
    () => true,
    () => false,
  )
  await line.stop()
  return { isTold, bytesBeforeClose }
}

it.each<How>(['FIN', 'RST'])('an upload cut by a %s anywhere is not delivered, and not said to be', async (how) => {
  const whole = await upload(Infinity, how)
  expect(whole.isTold).toBe(true)
  expect(intake.sink.names()).toEqual(['users.csv'])
  const last = whole.bytesBeforeClose - MARGIN_BYTES
  for (let place = 0; place < PLACES; place += 1) {
    const { isTold } = await upload(Math.floor((place * last) / (PLACES - 1)), how)
    expect(isTold).toBe(false)
  }
  expect(intake.sink.names()).toEqual(['users.csv'])
  expect((await upload(Infinity, how)).isTold).toBe(true)
  expect(intake.sink.arrivals[1]?.bytes.equals(CONTENT)).toBe(true)
})
