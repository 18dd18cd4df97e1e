// The watched folder with the servers that write to it, real clients, and a watcher that is killed in between.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { testAccount } from '@/lib/import-jobs/test-job'
import { deliveryTask } from '@/lib/deliveries/process-delivery-task'
import { messageTask } from '@/lib/outbox/message-task'
import { db, inTransaction } from '@/lib/platform/db'
import { openStored } from '@/lib/platform/files'
import { prepareTasks, stopQueue, type Task } from '@/lib/platform/queue'
import { emptyDatabase } from '@/lib/platform/test-database'
import { eventually } from '../test-clients'
import { endsWhole } from './settling'
import { freePort, noProftpd, noSshd, sshdUser, startProftpd, startSshd } from './test-servers'
import { watchFolder, type WatchOptions } from './watch-folder'

const USER = 'sis_admin_springfield_tx'
const run = promisify(execFile)

let root: string
let home: string
let outside: string
let owner: { accountId: string; transferLoginId: string }
const ends: (() => Promise<unknown>)[] = []

beforeAll(() => prepareTasks([deliveryTask, messageTask] as unknown as Task<never>[]))
afterAll(() => stopQueue())
beforeEach(async () => {
  await emptyDatabase()
  owner = await testAccount('springfield')
  root = mkdtempSync(path.join(tmpdir(), 'rollcall-watched-'))
  outside = mkdtempSync(path.join(tmpdir(), 'rollcall-beside-'))
  home = path.join(root, USER)
  mkdirSync(home)
})
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
  for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true })
})

/** Watches, and counts its looks. */
function watch(options: Partial<WatchOptions> = {}) {
  let looks = 0
  const onLook = () => Promise.resolve(void (looks += 1))
  const stop = watchFolder({ folder: root, settleSeconds: 0.2, unendedSeconds: 600, onLook, ...options })
  ends.push(stop)
  return {
    stop,
    looked: async (times: number) => {
      const wanted = looks + times
      await eventually(() => expect(looks).toBeGreaterThanOrEqual(wanted))
    },
    /** When every file that is there now has been looked at often enough to be taken. */
    settled: async () => {
      const wanted = looks + 12
      await eventually(() => expect(looks).toBeGreaterThan(wanted))
    },
  }
}

const taken = async () => {
  const rows = await db.delivery.findMany({ orderBy: { id: 'asc' } })
  return Promise.all(rows.map(async (row) => `${row.fileName}: ${await text(await openStored(row.storageKey ?? ''))}`))
}
const write = (name: string, content: string) => writeFileSync(path.join(home, name), content)

describe('the watched folder', () => {
  it('gives each upload over once: a new file, one written over, one renamed, one in the folder inbox', async () => {
    const watching = watch()
    write('users.csv', 'id\n1\n')
    await eventually(async () => expect(await taken()).toEqual(['users.csv: id\n1\n']))
    expect(await db.delivery.findFirst()).toMatchObject({ ...owner, via: 'folder' })
    write('users.csv', 'id\n2\n')
    write('orgs.csv.part', 'id\n3\n')
    await eventually(async () => expect(await taken()).toHaveLength(2))
    renameSync(path.join(home, 'orgs.csv.part'), path.join(home, 'orgs.csv'))
    await eventually(async () => expect(await taken()).toHaveLength(3))
    mkdirSync(path.join(home, 'inbox'))
    writeFileSync(path.join(home, 'inbox', 'users.csv'), 'id\n4\n')
    await eventually(async () => expect(await taken()).toHaveLength(4))
    await watching.settled()
    expect((await taken()).slice(1)).toEqual(['users.csv: id\n2\n', 'orgs.csv: id\n3\n', 'users.csv: id\n4\n'])
    expect(statSync(path.join(home, 'users.csv')).size).toBe(5)
  })

  it('takes no file a second time because somebody changed its times', async () => {
    const watching = watch()
    write('users.csv', 'id\n1\n')
    await eventually(async () => expect(await taken()).toHaveLength(1))
    utimesSync(path.join(home, 'users.csv'), 1_700_000_000, 1_700_000_000)
    await watching.settled()
    expect(await taken()).toHaveLength(1)
  })

  it('takes nothing of a login nobody has, of one that was switched off, behind a link, under a temporary name', async () => {
    mkdirSync(path.join(root, 'nobody_admin_springfield_tx'))
    writeFileSync(path.join(root, 'nobody_admin_springfield_tx', 'users.csv'), 'id\n')
    mkdirSync(path.join(root, 'lost+found'))
    writeFileSync(path.join(root, 'lost+found', 'users.csv'), 'id\n')
    writeFileSync(path.join(outside, 'users.csv'), 'id\n')
    symlinkSync(path.join(outside, 'users.csv'), path.join(home, 'users.csv'))
    symlinkSync(outside, path.join(home, 'inbox'))
    symlinkSync(outside, path.join(root, 'sis.admin.springfield.tx'))
    for (const name of ['a.part', 'b.filepart', 'c.tmp', '.d.csv']) write(name, 'id\n')
    const watching = watch()
    await watching.settled()
    await db.transferLogin.updateMany({ data: { disabledAt: new Date() } })
    write('orgs.csv', 'id\n')
    await watching.settled()
    expect(await taken()).toEqual([])
    // Switched on again, what came meanwhile is taken.
    await db.transferLogin.updateMany({ data: { disabledAt: null } })
    await eventually(async () => expect(await taken()).toEqual(['orgs.csv: id\n']))
  })

  it('waits longer for a file that does not end as a whole one', async () => {
    const watching = watch()
    write('users.csv', 'id\n1')
    await watching.settled()
    expect(await taken()).toEqual([])
    await watching.stop()
    watch({ unendedSeconds: 0.2 })
    await eventually(async () => expect(await taken()).toEqual(['users.csv: id\n1']))
  })

  it('takes no file that somebody has begun to write anew since it was looked at', async () => {
    write('users.csv', 'id\n1\n')
    const watching = watch({ settleSeconds: 2 })
    await watching.looked(1)
    await inTransaction(async (tx) => {
      await tx.$executeRaw`lock table taken_files in access exclusive mode`
      const waiting = () => db.$queryRaw`select from pg_locks where not granted and relation = 'taken_files'::regclass`
      await eventually(async () => expect(await waiting()).toHaveLength(1))
      // The look that waits has seen the file whole, and will find that it has settled.
      await delay(2000)
      write('users.csv', 'id\n2\n')
    })
    await watching.looked(1)
    expect(await taken()).toEqual([])
    writeFileSync(path.join(home, 'users.csv'), '3\n', { flag: 'a' })
    await eventually(async () => expect(await taken()).toEqual(['users.csv: id\n2\n3\n']))
  })

  it('tells of a folder with more files than are looked at, because what comes last in it waits', async () => {
    const problems: (string | undefined)[] = []
    for (let index = 0; index < 5000; index++) write(`${index}.csv`, '')
    watch({ settleSeconds: 8, onLook: (problem) => Promise.resolve(void problems.push(problem)) })
    await eventually(() => expect(problems).toEqual([undefined]))
    write('users.csv', 'id\n1\n')
    await eventually(() => expect(problems.at(-1)).toBe('TOO_MANY_FILES'))
  })

  it('removes what was taken when its hours are over', async () => {
    watch({ removeAfterHours: 0 })
    write('users.csv', 'id\n1\n')
    await eventually(() => expect(() => statSync(path.join(home, 'users.csv'))).toThrow(/ENOENT/))
    expect(await taken()).toEqual(['users.csv: id\n1\n'])
  })

  it('two watchers take each file once', async () => {
    const both = [watch(), watch()]
    for (const name of ['a.csv', 'b.csv', 'c.csv']) write(name, 'id\n')
    await eventually(async () => expect(await taken()).toHaveLength(3))
    for (const watching of both) await watching.settled()
    expect(await taken()).toHaveLength(3)
  })
})

it.each([
  ['a.csv', 'id\n1\n', true],
  ['a.csv', 'id\r1\r', true],
  ['a.csv', 'id\n1', false],
  ['a.csv', '', false],
  ['a.txt', 'i\0d\0\n\0', true],
  ['a.zip', 'PK\x03\x04...\n', false],
  ['a.zip', 'PK\x03\x04...PK\x05\x06', true],
])('%s that holds %j ends whole: %s', (name, content, whole) => {
  expect(endsWhole(name, Buffer.from(content, 'latin1'))).toBe(whole)
})

describe('what other servers write', () => {
  it.skipIf(noSshd)('OpenSSH’s internal-sftp: put, put again, put and rename, put -p', async () => {
    const server = await startSshd(outside, home)
    ends.push(server.stop)
    const watching = watch()
    const sftp = async (content: string, ...lines: string[]) => {
      writeFileSync(path.join(outside, 'users.csv'), content)
      writeFileSync(path.join(outside, 'batch'), lines.join('\n'))
      await run('sftp', [...server.flags, '-b', path.join(outside, 'batch'), `${sshdUser}@127.0.0.1`], { cwd: outside })
    }
    await sftp('id\n1\n', 'put users.csv')
    await eventually(async () => expect(await taken()).toHaveLength(1))
    await sftp('id\n2\n', 'put users.csv users.csv.part', 'rename users.csv.part users.csv')
    await eventually(async () => expect(await taken()).toHaveLength(2))
    await sftp('id\n3\n', 'put -p users.csv')
    await eventually(async () => expect(await taken()).toHaveLength(3))
    await watching.settled()
    expect(await taken()).toEqual(['users.csv: id\n1\n', 'users.csv: id\n2\n', 'users.csv: id\n3\n'])
  })

  it.skipIf(noProftpd)(
    'ProFTPD over TLS, and what a client leaves that was cut off in a line is not taken',
    async () => {
      const server = await startProftpd(outside, USER, home)
      ends.push(server.stop)
      const watching = watch()
      const file = path.join(outside, 'users.csv')
      const curl = (...args: string[]) => {
        const place = ['--insecure', '--user', `${USER}:secret`, '--ssl-reqd', '-sS']
        return run('curl', [...place, ...args, '-T', file, `ftps://127.0.0.1:${server.port}/`])
      }
      writeFileSync(file, 'id\n1\n')
      await curl()
      await eventually(async () => expect(await taken()).toEqual(['users.csv: id\n1\n']))
      writeFileSync(file, `${'x'.repeat(300_000)}\n`)
      await expect(curl('--limit-rate', '50k', '--max-time', '1')).rejects.toThrow()
      await watching.settled()
      expect(await taken()).toHaveLength(1)
    },
  )
})

it('a watcher that is killed at any moment gives every file over, and none twice', { timeout: 240_000 }, async () => {
  // A process takes its time to start where others work, too.
  const inTime = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 40_000, interval: 20 })
  const ports = { SFTP_PORT: String(await freePort()), FTPS: 'off', LOG_LEVEL: 'silent', WATCHED_SETTLE_SECONDS: '1' }
  const start = (): ChildProcess =>
    spawn(process.execPath, ['--import', 'tsx', 'lib/intake/main.ts'], {
      env: { ...process.env, ...ports, WATCHED_DIR: root },
      stdio: 'ignore',
    })
  let child = start()
  ends.push(() => Promise.resolve(child.kill('SIGKILL')))
  const names = Array.from({ length: 60 }, (_, index) => `file-${String(index).padStart(2, '0')}.csv`)
  for (const name of names) write(name, `id\n${name}\n`)
  for (const wanted of [1, 15, 35]) {
    // In the middle of its work, and once at rest.
    await inTime(async () => expect(await db.delivery.count()).toBeGreaterThanOrEqual(wanted))
    child.kill('SIGKILL')
    child = start()
  }
  await inTime(async () => expect(await db.delivery.count()).toBe(names.length))
  await inTime(async () => expect(await db.takenFile.count()).toBe(names.length))
  child.kill('SIGKILL')
  child = start()
  const beat = () => db.heartbeat.findFirst({ where: { id: { startsWith: `watched:${child.pid}@` } } })
  const first = await inTime(async () => {
    const found = await beat()
    expect(found).toMatchObject({ process: 'watched', detail: { folder: root } })
    return found
  })
  // Between two signs of life it has looked often enough to take whatever it wants to.
  await inTime(async () =>
    expect((await beat())?.beatAt.getTime()).toBeGreaterThan(first?.beatAt.getTime() ?? Infinity),
  )
  expect((await taken()).toSorted()).toEqual(names.map((name) => `${name}: id\n${name}\n`))
})
