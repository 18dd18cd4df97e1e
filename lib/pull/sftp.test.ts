// Against OpenSSH's own server: the key of the server, what is fetched and what is not, and what becomes of the file.
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { stopQueue } from '@/lib/platform/queue'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { messagesOf, never, studentFile } from '@/lib/runs/test-district'
import { confirmServer, updatePullSource } from './save-source'
import { takeTurn } from './take-turn'
import { hasSshd, makeHostKey, startCuttingProxy, startSshd, type TestServer } from './test-servers'
import {
  codesOf,
  confirmSite,
  deliveriesOf,
  preparePulls,
  sourceOf,
  storedFiles,
  testSite,
  turnOf,
  type Site,
} from './test-sources'
import { requestTurn } from './turn'

const hostKey = makeHostKey()
const TODAY = studentFile('1 Ada', '2 Ben')
/** Long enough ago that its time says whether it is the same. */
const LONG_AGO = new Date('2026-11-01T05:00:00Z')

let site: Site
let server: TestServer
let storedBefore: number

beforeAll(preparePulls)
beforeEach(async () => {
  await emptyDatabase()
  site = await testSite({})
  server = await startSshd(hostKey, site.source.publicKey ?? '')
  const { port, userName, folder } = server
  await updatePullSource(site.accountId, site.source.id, { port, userName, folder })
  storedBefore = storedFiles()
})
afterEach(() => server.stop())
afterAll(async () => {
  rmSync(path.dirname(hostKey), { recursive: true })
  await stopQueue()
})

const at = (name: string) => path.join(server.folder, name)

function put(content = TODAY, name = 'students.csv', modified = LONG_AGO): void {
  writeFileSync(at(name), content)
  utimesSync(at(name), modified, modified)
}

const confirm = () => confirmSite(site)

const one = { fileName: 'students.csv', size: TODAY.length, via: 'pull', state: 'queued' }

describe.skipIf(!hasSshd)('a server whose key nobody has confirmed', () => {
  it('is told nothing, shows its key, and is not visited by the clock', async () => {
    put()
    const turn = await turnOf(site)
    expect(turn).toMatchObject({ state: 'failed', trouble: { reason: 'key-unknown' } })
    expect(codesOf(turn)).toEqual(['connected', 'host-key'])
    expect(turn.found).toMatchObject({ kind: 'host-key', type: 'ssh-ed25519', sha256: /^SHA256:/ as never })
    expect((await sourceOf(site)).nextTurnAt).toBeNull()
    expect(await deliveriesOf(site)).toEqual([])
  })

  it('is confirmed by its very fingerprint only', async () => {
    const { found } = await turnOf(site, 'test')
    expect(await confirmServer(site.accountId, site.source.id, `${found?.sha256}x`)).toBeNull()
    expect((await sourceOf(site)).pin).toBeNull()
    const confirmed = await confirmServer(site.accountId, site.source.id, found?.sha256 ?? '')
    expect(confirmed?.pin?.sha256).toBe(found?.sha256)
    expect(confirmed?.nextTurnAt).toBeInstanceOf(Date)
  })
})

it('a server that cuts the connection right away is told of, and ends nothing else', async () => {
  const rude = createServer((socket) => setTimeout(() => socket.resetAndDestroy(), 1)).listen(0, '127.0.0.1')
  await once(rude, 'listening')
  await updatePullSource(site.accountId, site.source.id, { port: (rude.address() as AddressInfo).port })
  for (let turn = 0; turn < 10; turn++) {
    expect((await turnOf(site, 'test')).trouble).toMatchObject({ reason: 'connection-lost' })
  }
  rude.close()
})

describe.skipIf(!hasSshd)('a test', () => {
  it('shows step by step what happened, and fetches nothing', async () => {
    await confirm()
    put()
    put('x', 'Students.CSV')
    const turn = await turnOf(site, 'test')
    expect(codesOf(turn)).toEqual(['connected', 'host-key', 'signed-in', 'listed', 'matched'])
    rmSync(at('students.csv'))
    expect(codesOf(await turnOf(site, 'test')).slice(3)).toEqual(['listed', 'missing', 'nearest'])
    expect(await deliveriesOf(site)).toEqual([])
  })

  it('says that the sign-in was refused, or that the folder is not there', async () => {
    await confirm()
    const { accountId, source } = site
    await updatePullSource(accountId, source.id, { folder: '/no/such/folder' })
    expect((await turnOf(site, 'test')).trouble).toMatchObject({ reason: 'folder-missing' })
    await updatePullSource(accountId, source.id, { signIn: { kind: 'made-key' } })
    expect((await turnOf(site, 'test')).trouble).toMatchObject({ reason: 'sign-in-refused' })
    await server.stop()
    expect((await turnOf(site, 'test')).trouble).toMatchObject({ reason: 'unreachable' })
    expect(await messagesOf(site)).toEqual([])
  })
})

describe.skipIf(!hasSshd)('a file', () => {
  beforeEach(confirm)

  it('left in place is delivered once, and again when it came anew', async () => {
    put()
    expect(await turnOf(site)).toMatchObject({ state: 'done', delivered: 1 })
    expect(codesOf(await turnOf(site))).toContain('known')
    expect(await deliveriesOf(site)).toEqual([one])
    put(TODAY, 'students.csv', new Date('2026-11-02T05:00:00Z'))
    await turnOf(site)
    put(studentFile('1 Ada'), 'students.csv', new Date('2026-11-02T05:00:00Z'))
    await turnOf(site)
    expect(await deliveriesOf(site)).toHaveLength(3)
    expect(readFileSync(at('students.csv'), 'utf8')).toBe(studentFile('1 Ada'))
    expect(storedFiles() - storedBefore).toBe(3)
  })

  it('changed within the second in which it was fetched is noticed by its bytes', async () => {
    const now = new Date(Math.floor(Date.now() / 1000) * 1000)
    put(studentFile('1 Ada'), 'students.csv', now)
    await turnOf(site)
    put(studentFile('1 Eve'), 'students.csv', now)
    expect(await turnOf(site)).toMatchObject({ delivered: 1 })
    expect(codesOf(await turnOf(site))).toContain('same')
    expect(await deliveriesOf(site)).toHaveLength(2)
  })

  it('that is still being written waits, and is looked at again soon', async () => {
    put()
    const writing = setInterval(() => appendFileSync(at('students.csv'), '3,Cy,Reyes,012\n'), 5)
    const turn = await turnOf(site).finally(() => clearInterval(writing))
    expect(turn).toMatchObject({ state: 'done', delivered: 0 })
    expect(codesOf(turn)).toContain('growing')
    expect(await deliveriesOf(site)).toEqual([])
    expect((await sourceOf(site)).nextTurnAt?.getTime()).toBeLessThan(Date.now() + 180_000)
  })

  it('that is cut on the way is not delivered, nothing of it is kept, and it is fetched the next time', async () => {
    const large = studentFile(...Array.from({ length: 100_000 }, (_, index) => `${index} Ada`))
    put(large)
    const proxy = await startCuttingProxy(server.port, 700_000)
    await db.pullSource.update({ where: { id: site.source.id }, data: { port: proxy.port } })
    const turn = await turnOf(site)
    await proxy.stop()
    expect(turn).toMatchObject({ state: 'failed', trouble: { reason: 'connection-lost' }, delivered: 0 })
    expect(codesOf(turn).at(-1)).toBe('fetching')
    expect([await deliveriesOf(site), storedFiles()]).toEqual([[], storedBefore])
    await db.pullSource.update({ where: { id: site.source.id }, data: { port: server.port } })
    expect(await turnOf(site)).toMatchObject({ delivered: 1 })
    expect(await deliveriesOf(site)).toMatchObject([{ size: large.length }])
  })

  it('in the middle of which the worker is asked to stop is left to the worker that comes next', async () => {
    put(studentFile(...Array.from({ length: 100_000 }, (_, index) => `${index} Ada`)))
    const proxy = await startCuttingProxy(server.port, 700_000)
    await db.pullSource.update({ where: { id: site.source.id }, data: { port: proxy.port } })
    const requested = await requestTurn(site.accountId, site.source.id, { purpose: 'fetch', requestedBy: null })
    const turnId = requested?.ok ? requested.turn.id : ''
    const stop = new AbortController()
    // The connection is gone and the worker stops: both in the same moment, as its own stop cuts it.
    const cut = proxy.cut.then(() => stop.abort())
    await expect(takeTurn(turnId, stop.signal, { settleSeconds: 0.05 })).rejects.toThrow()
    await cut
    await proxy.stop()
    expect(await sourceOf(site)).toMatchObject({ failures: 0, lastTurn: { state: 'running' } })
    await db.pullSource.update({ where: { id: site.source.id }, data: { port: server.port } })
    await takeTurn(turnId, never, { settleSeconds: 0.05 })
    expect(await sourceOf(site)).toMatchObject({ failures: 0, lastTurn: { state: 'done', delivered: 1 } })
    expect(storedFiles() - storedBefore).toBe(1)
  })

  it('is deleted, or moved under a name that is free, after it was delivered', async () => {
    const { accountId, source } = site
    await updatePullSource(accountId, source.id, { after: 'delete' })
    put()
    expect(codesOf(await turnOf(site)).slice(-2)).toEqual(['delivered', 'deleted'])
    await updatePullSource(accountId, source.id, { after: 'move', moveFolder: 'done' })
    for (const day of [2, 3]) {
      put(TODAY, 'students.csv', new Date(`2026-11-0${day}T05:00:00Z`))
      expect(codesOf(await turnOf(site)).slice(-2)).toEqual(['delivered', 'moved'])
    }
    expect(readdirSync(server.folder)).toEqual(['done'])
    expect(readdirSync(at('done')).map((name) => name.replace(/^\d+-/, 'later-'))).toEqual([
      'later-students.csv',
      'students.csv',
    ])
    expect(await deliveriesOf(site)).toHaveLength(3)
  })

  it('that was delivered and cannot be moved counts as delivered', async () => {
    await updatePullSource(site.accountId, site.source.id, { after: 'move', moveFolder: 'no/such/folder' })
    put()
    expect(await turnOf(site)).toMatchObject({ state: 'failed', trouble: { reason: 'after-refused' }, delivered: 1 })
    expect(await turnOf(site)).toMatchObject({ state: 'failed', delivered: 0 })
    expect(await deliveriesOf(site)).toEqual([one])
  })

  it('of which the worker died right after the delivery is deleted by the next one, and delivered once', async () => {
    const { accountId, source } = site
    put()
    await turnOf(site)
    await updatePullSource(accountId, source.id, { after: 'delete' })
    // Killed before it was remembered, or right after.
    for (const forget of [true, false]) {
      put()
      if (forget) await db.pullFile.deleteMany({ where: { sourceId: source.id } })
      expect(await turnOf(site)).toMatchObject({ state: 'done' })
      expect(existsSync(at('students.csv'))).toBe(false)
    }
    expect(await deliveriesOf(site)).toEqual([one])
    expect(storedFiles() - storedBefore).toBe(1)
  })

  it('fetched by two workers at once, one of them given up for dead, is delivered once', async () => {
    put()
    const requested = await requestTurn(site.accountId, site.source.id, { purpose: 'fetch', requestedBy: null })
    expect(await requestTurn(site.accountId, site.source.id, { purpose: 'fetch', requestedBy: null })).toMatchObject({
      reason: 'busy',
    })
    const turnId = requested?.ok ? requested.turn.id : ''
    await Promise.all([1, 2, 3].map(() => takeTurn(turnId, never, { settleSeconds: 0.05 })))
    expect(await deliveriesOf(site)).toEqual([one])
    expect(storedFiles() - storedBefore).toBe(1)
  })
})

describe.skipIf(!hasSshd)('a server whose key is another one', () => {
  beforeEach(confirm)

  it.each(['ed25519', 'ecdsa'] as const)(
    '(%s) gets nothing, and people are told once; and once when it is mended',
    async (type) => {
      const { port, folder } = server
      put()
      const kept = readFileSync(at('students.csv'))
      await server.stop()
      const other = makeHostKey(type)
      server = await startSshd(other, site.source.publicKey ?? '', { port })
      for (let turn = 0; turn < 2; turn++) {
        expect((await turnOf(site)).trouble).toMatchObject({
          reason: 'key-changed',
          params: { before: (await sourceOf(site)).pin?.sha256 },
        })
      }
      expect(await messagesOf(site)).toMatchObject([
        { kind: 'pull-failed', params: { reason: 'key-changed', failures: 1 } },
      ])
      await server.stop()
      server = await startSshd(hostKey, site.source.publicKey ?? '', { port })
      writeFileSync(at('students.csv'), kept)
      await updatePullSource(site.accountId, site.source.id, { folder: server.folder })
      expect(folder).not.toBe(server.folder)
      expect(await turnOf(site)).toMatchObject({ state: 'done', delivered: 1 })
      expect((await messagesOf(site)).map(({ kind }) => kind)).toEqual(['pull-failed', 'pull-recovered'])
      expect(await sourceOf(site)).toMatchObject({ failures: 0, toldReason: null })
      rmSync(path.dirname(other), { recursive: true })
    },
  )
})
