// Names, handles and packets that no honest client sends, and the clean answers they get.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Client, ClientChannel } from 'ssh2'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PACKET, STATUS } from './sftp/protocol'
import { string, uint32, uint64 } from './sftp/wire'
import { channelOf, connectClient, eventually, sftpOf } from './test-clients'
import { startTestIntake, type TestIntake } from './test-intake'
import { promised } from './test-sftp'

let intake: TestIntake
let folder: string
let client: Client

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-intake-'))
  intake = await startTestIntake({ folder: path.join(folder, 'intake') })
})
afterAll(async () => {
  await intake.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  client = await connectClient(intake.port)
})
afterEach(async () => {
  client.end()
  await eventually(() => expect(intake.server.connectionCount()).toBe(0))
  intake.sink.arrivals.splice(0)
})

const packet = (type: number, ...parts: Buffer[]) => string(Buffer.concat([Buffer.from([type]), ...parts]))
const init = packet(PACKET.INIT, uint32(3))

/** A channel on which bytes are sent as they are; answers are collected as packets without their length. */
async function rawChannel() {
  const channel = await channelOf(client)
  let received = Buffer.alloc(0)
  let isOpen = true
  channel.on('data', (chunk: Buffer) => (received = Buffer.concat([received, chunk])))
  channel.on('close', () => (isOpen = false))
  return {
    channel,
    isOpen: () => isOpen,
    send: (...packets: Buffer[]) => channel.write(Buffer.concat(packets)),
    async answer(): Promise<{ type: number; body: Buffer }> {
      while (received.length < 4 || received.length < 4 + received.readUInt32BE()) await turn()
      const length = received.readUInt32BE()
      const body = received.subarray(5, 4 + length)
      const type = received[4] ?? 0
      received = received.subarray(4 + length)
      return { type, body }
    },
  }
}

/** Sends one request and gives the status code of its answer. */
async function statusAfter(type: number, ...parts: Buffer[]): Promise<number> {
  const raw = await rawChannel()
  raw.send(init, packet(type, uint32(7), ...parts))
  await raw.answer()
  const { type: answered, body } = await raw.answer()
  expect(body.readUInt32BE()).toBe(7)
  raw.channel.close()
  return answered === PACKET.STATUS ? body.readUInt32BE(4) : -1
}

const openToWrite = [uint32(0x1a), uint32(0)]

describe('file names', () => {
  const refused: [string, Buffer][] = [
    ['climbing', Buffer.from('../users.csv')],
    ['climbing from a folder', Buffer.from('/x/../../users.csv')],
    ['climbing with backslashes', Buffer.from('..\\..\\users.csv')],
    ['a drive', Buffer.from('C:\\users.csv')],
    ['in a folder', Buffer.from('/etc/passwd')],
    ['of a folder', Buffer.from('users.csv/')],
    ['empty', Buffer.alloc(0)],
    ['only dots', Buffer.from('..')],
    ['with NUL', Buffer.from('users.csv\0.exe')],
    ['with a line break', Buffer.from('users\n.csv')],
    ['with an escape', Buffer.from('users\x1b[2J.csv')],
    ['with a C1 control', Buffer.from('users\u009b.csv')],
    ['no UTF-8', Buffer.from([0x75, 0xff, 0xfe])],
    ['overlong UTF-8', Buffer.from([0xc0, 0xae, 0xc0, 0xae])],
    ['256 bytes', Buffer.alloc(256, 'a')],
    ['longer than a path', Buffer.alloc(5000, 'a')],
  ]
  it.each(refused)('%s: refused by every operation, and nothing outside the inbox changes', async (_, name) => {
    const before = readdirSync(folder)
    expect([STATUS.FAILURE, STATUS.PERMISSION_DENIED]).toContain(
      await statusAfter(PACKET.OPEN, string(name), ...openToWrite),
    )
    const target = [string('missing.csv'), string(name)]
    expect(await statusAfter(PACKET.RENAME, ...target)).toBeGreaterThan(STATUS.EOF)
    expect(await statusAfter(PACKET.RENAME, string(name), string('b.csv'))).toBeGreaterThan(STATUS.EOF)
    expect(await statusAfter(PACKET.REMOVE, string(name))).toBeGreaterThan(STATUS.EOF)
    expect(readdirSync(folder)).toEqual(before)
    expect(intake.sink.arrivals).toEqual([])
  })

  it.each([
    'Ünï côdé.csv',
    'é.csv',
    'é.csv',
    '__proto__',
    'constructor',
    'a b;c|d$&`%s.csv',
    'あ'.repeat(85),
    '-rf',
    '~',
  ])('%s: delivered exactly as it is spelled', async (name) => {
    const sftp = promised(await sftpOf(client))
    await sftp.put(name, Buffer.from('x'))
    expect(intake.sink.names()).toEqual([name])
    expect(await sftp.list()).toContain(name)
    await sftp.remove(name)
  })

  it('of dot files and temporary endings in any case wait for a rename', async () => {
    const sftp = promised(await sftpOf(client))
    const names = ['.users.csv', 'users.csv.PART', 'users.csv.FilePart', 'users.csv.Tmp', 'users.csv.new']
    for (const name of names) await sftp.put(name, Buffer.from('x'))
    expect((await sftp.list()).sort()).toEqual([...names].sort())
    expect(intake.sink.arrivals).toEqual([])
    for (const name of names) await sftp.remove(name)
  })

  it('come back from REALPATH in one form, whatever was asked', async () => {
    const sftp = promised(await sftpOf(client))
    const forms = {
      '': '/',
      '.': '/',
      '..': '/',
      './users.csv': '/users.csv',
      '/../../etc/passwd': '/etc/passwd',
      '//a//b/': '/a/b',
    }
    for (const [asked, form] of Object.entries(forms)) expect(await sftp.realPath(asked)).toBe(form)
  })
})

describe('the listing', () => {
  it('holds more names than fit into one answer', async () => {
    const sftp = promised(await sftpOf(client))
    const names = Array.from({ length: 120 }, (_, index) => `file-${String(index).padStart(3, '0')}.part`)
    for (const name of names) await sftp.put(name, Buffer.alloc(0))
    expect(await sftp.list()).toEqual(names)
    for (const name of names) await sftp.remove(name)
  })
})

describe('requests', () => {
  it('a file opened only if it is new is refused when it is there', async () => {
    const sftp = promised(await sftpOf(client))
    await sftp.put('once.csv', Buffer.from('x'))
    await expect(sftp.open('once.csv', 'wx')).rejects.toThrow(/already/)
    await expect(sftp.open('never.csv', 'r+')).rejects.toThrow(/No such file/)
    await expect(sftp.open('once.csv', 'r')).rejects.toThrow(/not read/)
    await sftp.remove('once.csv')
  })

  it('folders and links are refused, wishes about mode, owner and times are accepted', async () => {
    const sftp = promised(await sftpOf(client))
    await sftp.put('kept.part', Buffer.from('x'))
    expect(await statusAfter(PACKET.MKDIR, string('folder'), uint32(0))).toBe(STATUS.PERMISSION_DENIED)
    expect(await statusAfter(PACKET.RMDIR, string('folder'))).toBe(STATUS.PERMISSION_DENIED)
    expect(await statusAfter(PACKET.SYMLINK, string('kept.part'), string('link'))).toBe(STATUS.OP_UNSUPPORTED)
    expect(await statusAfter(PACKET.READLINK, string('kept.part'))).toBe(STATUS.OP_UNSUPPORTED)
    const wishes = [uint32(0x0e), uint32(0), uint32(0), uint32(0o777), uint32(1), uint32(1)]
    expect(await statusAfter(PACKET.SETSTAT, string('kept.part'), ...wishes)).toBe(STATUS.OK)
    expect(await statusAfter(PACKET.SETSTAT, string('missing'), ...wishes)).toBe(STATUS.NO_SUCH_FILE)
    await sftp.remove('kept.part')
  })

  it('handles are limited, and foreign or overlong ones are no handles', async () => {
    const sftp = promised(await sftpOf(client))
    const handles: Buffer[] = []
    for (let index = 0; index < 64; index += 1) handles.push(await sftp.open(`many-${index}.part`, 'w'))
    await expect(sftp.open('one-more.part', 'w')).rejects.toThrow(/Too many/)
    expect(await statusAfter(PACKET.CLOSE, string(handles[0] ?? ''))).toBe(STATUS.FAILURE)
    expect(await statusAfter(PACKET.CLOSE, string(randomUUID().repeat(9)))).toBe(STATUS.FAILURE)
    for (const handle of handles) await sftp.close(handle)
    for (let index = 0; index < 64; index += 1) await sftp.remove(`many-${index}.part`)
  })

  it('unknown requests and extensions are told to be unsupported, cut ones to be not understood', async () => {
    expect(await statusAfter(99)).toBe(STATUS.OP_UNSUPPORTED)
    expect(await statusAfter(PACKET.EXTENDED, string('copy-data'))).toBe(STATUS.OP_UNSUPPORTED)
    expect(await statusAfter(PACKET.EXTENDED, string('__proto__'))).toBe(STATUS.OP_UNSUPPORTED)
    expect(await statusAfter(PACKET.EXTENDED, string('hardlink@openssh.com'), string('a'), string('b'))).toBe(
      STATUS.OP_UNSUPPORTED,
    )
    expect(await statusAfter(PACKET.STAT)).toBe(STATUS.BAD_MESSAGE)
    expect(await statusAfter(PACKET.STAT, uint32(4_000_000_000))).toBe(STATUS.BAD_MESSAGE)
  })

  const broken: [string, Buffer[]][] = [
    ['a packet of no length', [init, uint32(0)]],
    ['a packet of 4 GiB', [init, uint32(0xffff_ffff)]],
    ['a request before INIT', [packet(PACKET.STAT, uint32(1), string('/'))]],
    ['a WRITE shorter than it says', [init, packet(PACKET.WRITE, uint32(1), string('1'), uint64(0), uint32(99))]],
    ['a text protocol', [Buffer.from('GET / HTTP/1.1\r\n\r\n')]],
  ]
  it.each(broken)('%s ends the connection', async (_, packets) => {
    const raw = await rawChannel()
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
    raw.send(...packets)
    await closed
  })

  it('bytes may come in any pieces', async () => {
    const raw = await rawChannel()
    const open = packet(PACKET.OPEN, uint32(1), string('pieces.csv'), ...openToWrite)
    for (const byte of Buffer.concat([init, open])) raw.channel.write(Buffer.from([byte]))
    await raw.answer()
    const { body } = await raw.answer()
    const handle = body.subarray(4)
    const write = packet(PACKET.WRITE, uint32(2), handle, uint64(0), string('content'))
    for (const byte of write) raw.channel.write(Buffer.from([byte]))
    expect((await raw.answer()).body.readUInt32BE(4)).toBe(STATUS.OK)
    raw.send(packet(PACKET.CLOSE, uint32(3), handle))
    expect((await raw.answer()).body.readUInt32BE(4)).toBe(STATUS.OK)
    expect(intake.sink.arrivals[0]?.bytes.toString()).toBe('content')
  })

  it('after the end of input the channel ends with exit status 0, and an open file is not delivered', async () => {
    const raw = await rawChannel()
    const status = new Promise((resolve) => raw.channel.once('exit', resolve))
    raw.send(init, packet(PACKET.OPEN, uint32(1), string('open.csv'), ...openToWrite))
    raw.channel.end()
    expect(await status).toBe(0)
    await eventually(() => expect(raw.isOpen()).toBe(false))
    expect(intake.sink.arrivals).toEqual([])
  })
})

describe('channels', () => {
  it('are limited to eight on one connection', async () => {
    const channels: ClientChannel[] = []
    for (let index = 0; index < 8; index += 1) channels.push(await channelOf(client))
    await expect(channelOf(client)).rejects.toThrow(/Channel open failure/)
    channels[0]?.close()
    await eventually(async () => await channelOf(client))
  })

  it('have a window of 4 MiB, and one that is overrun is cut', async () => {
    const channel = await channelOf(client)
    const flow = channel as unknown as { outgoing: { window: number } }
    await eventually(() => expect(flow.outgoing.window).toBe(4 * 1024 * 1024))
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
    // No packet ends in this, so nothing of it is dealt with and no credit comes back.
    flow.outgoing.window = Infinity
    channel.write(Buffer.concat([init, uint32(200_000)]))
    for (let mib = 0; mib < 6; mib += 1) channel.write(Buffer.alloc(1024 * 1024))
    await closed
  })
})
