// What one client can make us keep in memory: the two attacks that cost a naive server hundreds of megabytes.
import type net from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { PACKET } from './sftp/protocol'
import { string, uint32, uint64 } from './sftp/wire'
import { channelOf, connectClient, eventually } from './test-clients'
import { stalledDisk } from './test-disk'
import { startTestIntake, type TestIntake } from './test-intake'

const MIB = 1024 * 1024
const packet = (type: number, ...parts: Buffer[]) => string(Buffer.concat([Buffer.from([type]), ...parts]))
const init = packet(PACKET.INIT, uint32(3))

let intake: TestIntake
afterEach(() => intake.stop())

describe('a client that floods writes while the disk stands still', () => {
  it('is held at its window of 4 MiB, and goes on when the disk does', async () => {
    const disk = stalledDisk()
    intake = await startTestIntake({
      openFiles: () => Promise.resolve({ files: disk.files, release: () => undefined }),
    })
    const client = await connectClient(intake.port)
    const channel = await channelOf(client)
    channel.resume()
    const window = () => (channel as unknown as { outgoing: { window: number } }).outgoing.window
    channel.write(Buffer.concat([init, packet(PACKET.OPEN, uint32(0), string('x'), uint32(0x1a), uint32(0))]))
    const piece = string(Buffer.alloc(30_000))
    for (let id = 1; id <= 1000; id += 1) {
      channel.write(packet(PACKET.WRITE, uint32(id), string('1'), uint64(id * 30_000), piece))
    }
    await eventually(() => expect(window()).toBe(0))
    await eventually(() => expect(disk.received()).toBeGreaterThan(3.9 * MIB))
    expect(disk.received()).toBeLessThanOrEqual(4 * MIB)
    disk.release()
    await eventually(() => expect(disk.received()).toBe(30_000_000))
    client.end()
  })

  it('cannot do better with several channels', async () => {
    const disk = stalledDisk()
    intake = await startTestIntake({
      openFiles: () => Promise.resolve({ files: disk.files, release: () => undefined }),
      limits: { unreadBytesMax: 2 * MIB },
    })
    const client = await connectClient(intake.port)
    const piece = string(Buffer.alloc(30_000))
    const channels = await Promise.all([1, 2, 3, 4].map(() => channelOf(client)))
    for (const channel of channels) {
      channel.resume()
      channel.write(Buffer.concat([init, packet(PACKET.OPEN, uint32(0), string('x'), uint32(0x1a), uint32(0))]))
      for (let id = 1; id <= 200; id += 1) {
        channel.write(packet(PACKET.WRITE, uint32(id), string('1'), uint64(id * 30_000), piece))
      }
    }
    const socket = (client as unknown as { _sock: net.Socket })._sock
    await eventually(() => expect(disk.received()).toBeGreaterThan(1.9 * MIB))
    await eventually(() => expect(socket.writableLength).toBeGreaterThan(0))
    // What is past the limit is at most what one read of the socket brought.
    expect(disk.received()).toBeLessThan(2.2 * MIB)
    disk.release()
    await eventually(() => expect(disk.received()).toBe(4 * 200 * 30_000))
    client.end()
  })
})

describe('a client that asks and never reads the answers', () => {
  it('is not read any more once its channel has no room for answers, and served again when it reads', async () => {
    intake = await startTestIntake()
    const client = await connectClient(intake.port)
    const channel = await channelOf(client)
    // Paused, the channel gives us no more room for answers than the 2 MiB of the beginning.
    channel.pause()
    // The answer to REALPATH holds the path twice.
    const pathBytes = 4000
    const questions = 4000
    channel.write(init)
    for (let id = 0; id < questions; id += 1) {
      channel.write(packet(PACKET.REALPATH, uint32(id), string(Buffer.alloc(pathBytes, 'a'))))
    }
    const window = () => (channel as unknown as { outgoing: { window: number } }).outgoing.window
    for (let turnsAtZero = 0; turnsAtZero < 500; turnsAtZero = window() === 0 ? turnsAtZero + 1 : 0) await turn()
    const stillToSend = channel.writableLength
    expect(stillToSend).toBeGreaterThan(4 * MIB)

    let answered = 0
    channel.on('data', (chunk: Buffer) => (answered += chunk.length)).resume()
    await eventually(() => expect(answered).toBeGreaterThan(questions * 2 * pathBytes))
    client.end()
  })

  it('is cut if its questions are of the kind that has no window', async () => {
    intake = await startTestIntake()
    const client = await connectClient(intake.port)
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
    const protocol = (client as unknown as { _protocol: { openssh_noMoreSessions(wantReply: boolean): void } })
      ._protocol
    for (let sent = 0; sent < 6000; sent += 1) protocol.openssh_noMoreSessions(true)
    await closed
  })
})
