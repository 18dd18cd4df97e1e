// What becomes of an upload: delivered whole, kept to be resumed, or refused; never delivered in part.
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, noOpenSsh, openSsh, startCuttingProxy } from './test-clients'
import { signInTo } from './test-sftp'
import { startTestIntake, type TestIntake, type TestIntakeOptions } from './test-intake'

let intake: TestIntake
let clientFolder: string
const started: TestIntake[] = []

async function start(options: TestIntakeOptions = {}): Promise<TestIntake> {
  intake = await startTestIntake(options)
  started.push(intake)
  return intake
}

const signIn = () => signInTo(intake.port)

/** Sends everything and lets the connection die without a CLOSE. */
async function sendWithoutClosing(name: string, bytes: Buffer): Promise<void> {
  const { client, sftp } = await signIn()
  const handle = await sftp.open(name, 'w')
  await sftp.write(handle, 0, bytes)
  const gone = new Promise<void>((resolve) => client.once('close', () => resolve()))
  ;(client as unknown as { _sock: { destroy(): void } })._sock.destroy()
  await gone
  await eventually(() => expect(intake.server.connectionCount()).toBe(0))
}

beforeEach(() => {
  clientFolder = mkdtempSync(path.join(tmpdir(), 'rollcall-client-'))
})
afterEach(async () => {
  for (const each of started.splice(0)) await each.stop()
  rmSync(clientFolder, { recursive: true, force: true })
})

describe('an upload that is cut', () => {
  it.skipIf(noOpenSsh)('is never delivered, wherever it is cut, and reput makes it whole', async () => {
    const content = randomBytes(1_000_000)
    writeFileSync(path.join(clientFolder, 'users.csv'), content)
    await start()
    // The handshake takes some kilobytes; beyond them these fall into every part of the upload. OpenSSH writes 255 KiB
    // at a time, so that the last cut leaves something to resume.
    const atRandom = Array.from({ length: 3 }, () => randomInt(5000, 1_000_000))
    for (const bytesToPass of [2000, 4500, 1_000_000, ...atRandom, 700_000]) {
      const proxy = await startCuttingProxy(intake.port, bytesToPass)
      expect((await openSsh(clientFolder, proxy.port).sftp('put users.csv')).code).not.toBe(0)
      await proxy.stop()
      expect(intake.sink.arrivals).toEqual([])
      await eventually(() => expect(intake.server.connectionCount()).toBe(0))
    }
    expect(await openSsh(clientFolder, intake.port).sftp('reput users.csv')).toMatchObject({ code: 0 })
    expect(intake.sink.arrivals.map((arrival) => arrival.bytes.equals(content))).toEqual([true])
  })

  it('can be resumed even if only the CLOSE was missing', async () => {
    const content = randomBytes(100_000)
    await start()
    await sendWithoutClosing('users.csv', content)
    const { client, sftp } = await signIn()
    const { size } = await sftp.stat('users.csv')
    expect(size).toBeLessThan(content.length)
    const handle = await sftp.open('users.csv', 'r+')
    await sftp.write(handle, size, content.subarray(size))
    await sftp.close(handle)
    client.end()
    expect(intake.sink.arrivals.map((arrival) => arrival.bytes.equals(content))).toEqual([true])
  })

  it('is not delivered by opening and closing it, nor by renaming it', async () => {
    await start()
    await sendWithoutClosing('users.csv', randomBytes(1000))
    await sendWithoutClosing('classes.csv.part', randomBytes(1000))
    const { client, sftp } = await signIn()
    await expect(sftp.open('users.csv', 'r+').then((handle) => sftp.close(handle))).rejects.toThrow(/not complete/)
    await expect(sftp.rename('users.csv', 'orgs.csv')).rejects.toThrow(/not complete/)
    await expect(sftp.rename('classes.csv.part', 'classes.csv')).rejects.toThrow(/not complete/)
    await sftp.rename('classes.csv.part', 'classes.csv.tmp')
    expect((await sftp.list()).sort()).toEqual(['classes.csv.tmp', 'users.csv'])
    client.end()
    expect(intake.sink.arrivals).toEqual([])
  })

  it('is kept over a restart', async () => {
    const content = randomBytes(50_000)
    const { folder, transferLoginId } = await start()
    await sendWithoutClosing('users.csv', content)
    await intake.stop()
    await start({ folder, transferLoginId })
    const { client, sftp } = await signIn()
    const { size } = await sftp.stat('users.csv')
    const handle = await sftp.open('users.csv', 'a')
    await sftp.write(handle, 0, content.subarray(size))
    await sftp.close(handle)
    client.end()
    expect(intake.sink.arrivals.map((arrival) => arrival.bytes.equals(content))).toEqual([true])
  })
})

describe('an old upload', () => {
  it('that nobody resumed is thrown away after two days', async () => {
    const { folder, transferLoginId } = await start()
    await sendWithoutClosing('users.csv', Buffer.alloc(1000))
    await intake.stop()
    const inbox = path.join(folder, 'inboxes', transferLoginId)
    const threeDaysAgo = Date.now() / 1000 - 3 * 24 * 60 * 60
    for (const entry of readdirSync(inbox)) utimesSync(path.join(inbox, entry), threeDaysAgo, threeDaysAgo)
    await start({ folder, transferLoginId })
    await eventually(() => expect(readdirSync(inbox)).toEqual([]))
  })
})

describe('a finished upload', () => {
  it('waits under a temporary name for its rename, whole and over a restart', async () => {
    const { folder, transferLoginId } = await start()
    const first = await signIn()
    await first.sftp.put('users.csv.filepart', Buffer.from('whole'))
    first.client.end()
    await intake.stop()
    await start({ folder, transferLoginId })
    const { client, sftp } = await signIn()
    expect(await sftp.stat('users.csv.filepart')).toMatchObject({ size: 5 })
    expect(intake.sink.arrivals).toEqual([])
    await sftp.rename('users.csv.filepart', 'users.csv')
    client.end()
    expect(intake.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['whole'])
    expect(readdirSync(path.join(folder, 'inboxes', transferLoginId))).toEqual(['receipts'])
  })

  it('of a client that cancels is not delivered: WinSCP closes the part, then removes it', async () => {
    await start()
    const { client, sftp } = await signIn()
    await sftp.put('users.csv.filepart', randomBytes(200_000))
    await sftp.remove('users.csv.filepart')
    await expect(sftp.stat('users.csv.filepart')).rejects.toThrow(/No such file/)
    client.end()
    expect(intake.sink.arrivals).toEqual([])
  })

  it('as WinSCP sends it is delivered once: part, remove of the old name, rename, times', async () => {
    await start()
    const { client, sftp } = await signIn()
    for (const night of ['first', 'second']) {
      await sftp.put('users.csv.filepart', Buffer.from(night))
      if (night === 'second') await sftp.remove('users.csv')
      await sftp.rename('users.csv.filepart', 'users.csv')
      await sftp.setTimes('users.csv')
    }
    client.end()
    expect(intake.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['first', 'second'])
  })

  it('is not continued: appending to a delivered name would deliver only the end', async () => {
    await start()
    const { client, sftp } = await signIn()
    await sftp.put('users.csv', Buffer.from('first night\n'))
    await expect(sftp.open('users.csv', 'a')).rejects.toThrow(/delivered/)
    const handle = await sftp.open('users.csv', 'r+')
    await sftp.write(handle, 12, Buffer.from('second night\n'))
    await expect(sftp.close(handle)).rejects.toThrow(/not complete/)
    expect(await sftp.stat('users.csv')).toMatchObject({ size: 12 })
    client.end()
    expect(intake.sink.arrivals).toHaveLength(1)
  })

  it('that was delivered under an unknown temporary name cannot be renamed as if that delivered it', async () => {
    await start()
    const { client, sftp } = await signIn()
    await sftp.put('users.csv.uploading', Buffer.from('x'))
    await expect(sftp.rename('users.csv.uploading', 'users.csv')).rejects.toThrow(/delivered/)
    client.end()
    expect(intake.sink.names()).toEqual(['users.csv.uploading'])
  })
})

describe('writes', () => {
  it('may come out of order and overlap, as long as nothing is missing', async () => {
    const content = randomBytes(90_000)
    await start()
    const { client, sftp } = await signIn()
    const handle = await sftp.open('users.csv', 'w')
    const pieces = [60_000, 0, 30_000].map((start) =>
      sftp.write(handle, start, content.subarray(start, start + 30_000)),
    )
    await Promise.all(pieces)
    await sftp.write(handle, 10_000, content.subarray(10_000, 50_000))
    await sftp.close(handle)
    client.end()
    expect(intake.sink.arrivals[0]?.bytes.equals(content)).toBe(true)
  })

  it('that leave a gap are refused at the CLOSE; zeros are never delivered', async () => {
    await start()
    const { client, sftp } = await signIn()
    const handle = await sftp.open('users.csv', 'w')
    await sftp.write(handle, 0, Buffer.alloc(1000, 1))
    await sftp.write(handle, 2000, Buffer.alloc(1000, 2))
    await expect(sftp.close(handle)).rejects.toThrow(/not complete/)
    expect(await sftp.stat('users.csv')).toMatchObject({ size: 999 })
    client.end()
    expect(intake.sink.arrivals).toEqual([])
  })

  it('may fill a file that was first set to its size, and not leave it part empty', async () => {
    await start()
    const { client, sftp } = await signIn()
    const full = await sftp.open('full.csv', 'w')
    await sftp.setSize(full, 10)
    await sftp.write(full, 0, Buffer.from('0123456789'))
    await sftp.close(full)
    const half = await sftp.open('half.csv', 'w')
    await sftp.setSize(half, 10)
    await sftp.write(half, 0, Buffer.from('01234'))
    await expect(sftp.close(half)).rejects.toThrow(/not complete/)
    client.end()
    expect(intake.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['0123456789'])
  })

  it('of an appending client go to the end, whatever position it names', async () => {
    await start()
    const { client, sftp } = await signIn()
    const handle = await sftp.open('users.csv', 'a')
    await Promise.all(['one,', 'two,', 'three'].map((text) => sftp.write(handle, 0, Buffer.from(text))))
    await sftp.close(handle)
    client.end()
    expect(intake.sink.arrivals[0]?.bytes.toString()).toBe('one,two,three')
  })

  it('beyond the largest file are refused at once, and nothing of the file stays', async () => {
    const { folder, transferLoginId } = await start({ uploadBytesMax: 100_000 })
    const { client, sftp } = await signIn()
    const handle = await sftp.open('users.csv', 'w')
    await sftp.write(handle, 0, Buffer.alloc(100_000))
    await expect(sftp.write(handle, 2 ** 40, Buffer.alloc(1))).rejects.toThrow(/larger/)
    await expect(sftp.close(handle)).rejects.toThrow(/larger/)
    await expect(sftp.stat('users.csv')).rejects.toThrow(/No such file/)
    client.end()
    expect(readdirSync(path.join(folder, 'inboxes', transferLoginId))).toEqual([])
    expect(intake.sink.arrivals).toEqual([])
  })

  it('of a second session to the same name are refused until the first has ended', async () => {
    await start()
    const first = await signIn()
    const second = await signIn()
    const handle = await first.sftp.open('users.csv', 'w')
    await expect(second.sftp.open('users.csv', 'w')).rejects.toThrow(/another session/)
    await expect(second.sftp.remove('users.csv')).rejects.toThrow(/another session/)
    await first.sftp.write(handle, 0, Buffer.from('first'))
    await first.sftp.close(handle)
    await second.sftp.put('users.csv', Buffer.from('second'))
    first.client.end()
    second.client.end()
    expect(intake.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['first', 'second'])
  })
})

it('two logins never see each other’s files', async () => {
  await start()
  const { client, sftp } = await signIn()
  await sftp.put('users.csv', Buffer.from('x'))
  const { files, release } = await intake.inboxes.openFiles({
    transferLoginId: randomUUID(),
    userName: 'other',
    via: 'sftp',
    clientAddress: '127.0.0.1',
  })
  expect(await files.list()).toEqual([])
  release()
  client.end()
})

it('many sessions at once are all delivered', async () => {
  await start({ limits: { connectionsPerAddressMax: 100, connectionsPerLoginMax: 100 } })
  const names = Array.from({ length: 40 }, (_, index) => `file-${String(index).padStart(2, '0')}.csv`)
  await Promise.all(
    names.map(async (name) => {
      const { client, sftp } = await signIn()
      await sftp.put(name, Buffer.alloc(100_000, name))
      client.end()
    }),
  )
  expect(intake.sink.names().sort()).toEqual(names)
})
