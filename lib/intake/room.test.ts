// A disk that is nearly full, at the doors: files are refused so that their clients say so, nothing that was there is
// harmed, and it goes on by itself. A real small disk, real clients.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

const MEGABYTE = 1024 * 1024
const LEAST = 16 * MEGABYTE

const disk = await vi.hoisted(async () => {
  const { useSmallDisk } = await import('@/lib/platform/test-small-disk')
  return useSmallDisk({ sizeBytes: 64 * 1024 * 1024, leastFreeBytes: 16 * 1024 * 1024 })
})
if ('missing' in disk) console.info(`a nearly full disk is not tested: nothing can be mounted here (${disk.missing})`)

const { env } = await import('@/lib/platform/env')
const { room } = await import('@/lib/platform/free-space')
const { connectClient, noOpenSsh, openSsh, sftpOf } = await import('./test-clients')
const { ftpsLogin, startTestFtps } = await import('./test-ftps')
const { promised } = await import('./test-sftp')

describe.skipIf('missing' in disk)('a disk that is nearly full', () => {
  if ('missing' in disk) return
  let doors: Awaited<ReturnType<typeof startTestFtps>>
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rollcall-room-'))
    writeFileSync(path.join(folder, 'users.csv'), Buffer.alloc(MEGABYTE, 'abc\n'))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    disk.remove()
  })
  beforeEach(async () => {
    expect(env().dataDir).toBe(disk.folder)
    doors = await startTestFtps()
  })
  afterEach(async () => {
    await doors.stop()
    disk.empty()
  })

  const sftp = (...lines: string[]) => openSsh(folder, doors.sftpPort).sftp(...lines)
  /** What curl says over FTPS; empty if all went well. */
  const curl = (...args: string[]): Promise<string> =>
    new Promise((resolve) => {
      const user = ['--user', `${ftpsLogin.userName}:${ftpsLogin.password}`, '--cacert', doors.certificateFile]
      const url = `ftp://localhost:${doors.server.explicitPort}/`
      const done = (error: unknown, _: string, said: string) => resolve(error ? said : '')
      execFile('curl', ['-sS', '--ipv4', '--ssl-reqd', ...user, ...args, url], { cwd: folder }, done)
    })

  it.skipIf(noOpenSsh)(
    'refuses files over SFTP and FTPS before they begin, and takes them when there is room',
    async () => {
      disk.fillUntil(LEAST - 4096)
      expect(await sftp('put users.csv')).toMatchObject({ code: 1 })
      expect(await curl('-T', 'users.csv')).toMatch(/452/)
      expect(doors.sink.names()).toEqual([])
      disk.empty()
      expect(await sftp('put users.csv')).toMatchObject({ code: 0 })
      expect(await curl('-T', 'users.csv')).toBe('')
      expect(doors.sink.names()).toEqual(['users.csv', 'users.csv'])
    },
  )

  it('refuses a file in the middle, in words, keeps what was there before, and what came of it takes no room', async () => {
    const client = await connectClient(doors.sftpPort)
    const inbox = promised(await sftpOf(client))
    await inbox.put('earlier.csv.part', Buffer.alloc(MEGABYTE, 'x'))
    const handle = await inbox.open('users.csv', 'w')
    await inbox.write(handle, 0, Buffer.alloc(30_000, 'a'))
    disk.fillUntil(LEAST + 20_000)
    // Long enough for the disk to be asked anew.
    await vi.waitFor(async () => expect(await room.usableBytes()).toBeLessThan(25_000))
    await expect(inbox.write(handle, 30_000, Buffer.alloc(30_000, 'b'))).rejects.toThrow(/no space left/)
    await expect(inbox.close(handle)).rejects.toThrow(/no space left/)
    expect(await inbox.list()).toEqual(expect.arrayContaining(['earlier.csv.part']))
    expect(await inbox.list()).not.toContain('users.csv')
    disk.empty()
    await inbox.rename('earlier.csv.part', 'earlier.csv')
    await inbox.put('users.csv', Buffer.alloc(30_000, 'c'))
    client.end()
    expect(doors.sink.arrivals.map(({ fileName, size }) => [fileName, size])).toEqual([
      ['earlier.csv', MEGABYTE],
      ['users.csv', 30_000],
    ])
  })

  it('lets no more through at once than there is room for', async () => {
    disk.fillUntil(LEAST + 10 * MEGABYTE)
    expect(await room.usableBytes()).toBeLessThanOrEqual(10 * MEGABYTE)
    const asked = await Promise.all(Array.from({ length: 20 }, () => room.reserve(MEGABYTE)))
    const granted = asked.filter((written) => written !== undefined)
    expect(granted.length).toBeGreaterThanOrEqual(8)
    expect(granted.length).toBeLessThanOrEqual(10)
    for (const written of granted) written()
    await vi.waitFor(async () => expect(await room.usableBytes()).toBeGreaterThan(9 * MEGABYTE))
  })

  it.skipIf(noOpenSsh)('`df` says what would be taken in', async () => {
    disk.fillUntil(LEAST + 8 * MEGABYTE)
    const { output } = await sftp('df')
    const [, size, , available] = /(\d+)\s+(\d+)\s+(\d+)/.exec(output) ?? []
    expect(Number(size)).toBe(64 * 1024)
    expect(Number(available)).toBeGreaterThan(7 * 1024)
    expect(Number(available)).toBeLessThanOrEqual(8 * 1024)
  })
})
