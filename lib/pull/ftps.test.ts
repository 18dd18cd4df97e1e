// Against ProFTPD with TLS: certificates, sign-ins, and the same promises about files as over SFTP.
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { stopQueue } from '@/lib/platform/queue'
import { emptyDatabase } from '@/lib/platform/test-database'
import { messagesOf, studentFile } from '@/lib/runs/test-district'
import { updatePullSource } from './save-source'
import { ftpUser, hasProftpd, startCuttingProxy, startProftpd, type TestServer } from './test-servers'
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

const certificate = mkdtempSync(path.join(tmpdir(), 'certificate-'))
const TODAY = studentFile('1 Ada', '2 Ben')
const LONG_AGO = new Date('2026-11-01T05:00:00Z')
const password = { kind: 'password', password: ftpUser.password } as const

let site: Site
let server: TestServer

beforeAll(preparePulls)
beforeEach(async () => {
  await emptyDatabase()
  server = await startProftpd({ certificate })
  site = await testSite({ protocol: 'ftps', port: server.port, userName: ftpUser.userName, signIn: password })
})
afterEach(() => server.stop())
afterAll(async () => {
  rmSync(certificate, { recursive: true })
  await stopQueue()
})

function put(content = TODAY, modified = LONG_AGO): void {
  const file = path.join(server.folder, 'students.csv')
  writeFileSync(file, content)
  utimesSync(file, modified, modified)
  chmodSync(file, 0o666)
}

const confirm = () => confirmSite(site)

const one = { fileName: 'students.csv', size: TODAY.length, via: 'pull', state: 'queued' }

describe.skipIf(!hasProftpd)('a certificate that no authority vouches for', () => {
  it('is shown, and nothing is said to the server, until a person has confirmed it', async () => {
    put()
    const turn = await turnOf(site)
    expect(turn).toMatchObject({ trouble: { reason: 'certificate-untrusted' }, found: { kind: 'certificate' } })
    expect(codesOf(turn)).toEqual(['connected', 'certificate'])
    await confirm()
    expect(codesOf(await turnOf(site, 'test'))).toEqual(['connected', 'certificate', 'signed-in', 'listed', 'matched'])
    expect(await turnOf(site)).toMatchObject({ state: 'done', delivered: 1 })
    expect(await deliveriesOf(site)).toEqual([one])
  })

  it('that is another one than the confirmed one stops everything', async () => {
    await confirm()
    put()
    await server.stop()
    server = await startProftpd({ port: server.port })
    expect(await turnOf(site)).toMatchObject({ trouble: { reason: 'certificate-changed' } })
    expect(await messagesOf(site)).toMatchObject([{ kind: 'pull-failed', params: { reason: 'certificate-changed' } }])
  })

  it('is confirmed for TLS from the first byte (implicit), too', async () => {
    await server.stop()
    server = await startProftpd({ certificate, isImplicit: true, port: server.port })
    await updatePullSource(site.accountId, site.source.id, { protocol: 'ftps-implicit', signIn: password })
    expect(await turnOf(site)).toMatchObject({ trouble: { reason: 'certificate-untrusted' } })
    await confirm()
    put()
    expect(await turnOf(site)).toMatchObject({ state: 'done', delivered: 1 })
  })
})

describe.skipIf(!hasProftpd)('a file', () => {
  beforeEach(confirm)

  it('left in place is delivered once, and again when it came anew', async () => {
    put()
    expect(await turnOf(site)).toMatchObject({ delivered: 1 })
    expect(codesOf(await turnOf(site))).toContain('known')
    put(studentFile('1 Ada'), new Date('2026-11-02T05:00:00Z'))
    expect(await turnOf(site)).toMatchObject({ delivered: 1 })
    expect(await deliveriesOf(site)).toHaveLength(2)
  })

  it('is deleted, or moved under a name that is free, after it was delivered', async () => {
    const { accountId, source } = site
    await updatePullSource(accountId, source.id, { after: 'delete' })
    put()
    expect(codesOf(await turnOf(site)).slice(-2)).toEqual(['delivered', 'deleted'])
    await updatePullSource(accountId, source.id, { after: 'move', moveFolder: 'done' })
    for (const day of [2, 3]) {
      put(TODAY, new Date(`2026-11-0${day}T05:00:00Z`))
      expect(codesOf(await turnOf(site)).slice(-2)).toEqual(['delivered', 'moved'])
    }
    expect(readdirSync(server.folder)).toEqual(['done'])
    expect(readdirSync(path.join(server.folder, 'done'))).toHaveLength(2)
  })

  it('that may not be deleted is delivered once, and people are told', async () => {
    await updatePullSource(site.accountId, site.source.id, { after: 'delete' })
    put()
    chmodSync(server.folder, 0o555)
    for (let turn = 0; turn < 2; turn++) {
      expect(await turnOf(site)).toMatchObject({ state: 'failed', trouble: { reason: 'after-refused' } })
    }
    chmodSync(server.folder, 0o777)
    expect(await deliveriesOf(site)).toEqual([one])
    expect(await messagesOf(site)).toHaveLength(1)
    expect(await turnOf(site)).toMatchObject({ state: 'done' })
    expect(existsSync(path.join(server.folder, 'students.csv'))).toBe(false)
    expect(await deliveriesOf(site)).toEqual([one])
  })

  it('larger than is taken is not fetched, and said to be', async () => {
    const { uploadBytesMax } = env()
    Object.assign(env(), { uploadBytesMax: 20 })
    put()
    const turn = await turnOf(site).finally(() => Object.assign(env(), { uploadBytesMax }))
    expect(turn).toMatchObject({
      trouble: { reason: 'file-too-large', params: { fileName: 'students.csv', limit: 20 } },
    })
    expect(await deliveriesOf(site)).toEqual([])
  })
})

describe.skipIf(!hasProftpd)('trouble', () => {
  it('with the sign-in is told at once, and the server is not asked again within the hour', async () => {
    await confirm()
    await updatePullSource(site.accountId, site.source.id, { signIn: { kind: 'password', password: 'wrong' } })
    expect(await turnOf(site)).toMatchObject({ trouble: { reason: 'sign-in-refused' } })
    expect(await messagesOf(site)).toMatchObject([{ kind: 'pull-failed', params: { reason: 'sign-in-refused' } }])
    expect((await sourceOf(site)).nextTurnAt?.getTime()).toBeGreaterThan(Date.now() + 3_590_000)
  })

  it('that passes is tried again with growing pauses, and told when it stays', async () => {
    await confirm()
    const before = storedFiles()
    const proxy = await startCuttingProxy(server.port, 500)
    await db.pullSource.update({ where: { id: site.source.id }, data: { port: proxy.port } })
    const pauses: number[] = []
    for (let turn = 0; turn < 4; turn++) {
      const begun = Date.now()
      expect(await turnOf(site)).toMatchObject({ trouble: { reason: 'connection-lost' } })
      pauses.push(Math.round(((await sourceOf(site)).nextTurnAt?.getTime() ?? 0) - begun) / 1000)
      expect(await messagesOf(site)).toHaveLength(turn < 2 ? 0 : 1)
    }
    await proxy.stop()
    expect(pauses.map((seconds) => Math.round(seconds / 120))).toEqual([1, 2, 4, 8])
    expect(storedFiles()).toBe(before)
  })

  it('lies in an address of our own networks, unless the operator allows it', async () => {
    Object.assign(env(), { pullPrivateAddresses: [] })
    const turn = await turnOf(site).finally(() => Object.assign(env(), { pullPrivateAddresses: 'all' }))
    expect(turn).toMatchObject({
      trouble: { reason: 'address-not-allowed', params: { address: '127.0.0.1' } },
      steps: [],
    })
  })

  it('lies in a password that would go to another host: it has to be typed again', async () => {
    const changed = await updatePullSource(site.accountId, site.source.id, { host: 'localhost' })
    expect(changed).toEqual({ ok: false, reason: 'secret-again' })
    const again = await updatePullSource(site.accountId, site.source.id, { host: 'localhost', signIn: password })
    expect(again).toMatchObject({ ok: true, source: { pin: null } })
  })
})
