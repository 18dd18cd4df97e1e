// What two people on the telephone read about a connection: real clients at the real doors, real accounts behind them.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAccount } from '@/lib/accounts/accounts'
import { authorizeTransfer } from '@/lib/accounts/authorize-transfer'
import { liftPenaltyOfLogin, penaltiesOfLogin } from '@/lib/accounts/login-penalties'
import { listStrangers } from '@/lib/accounts/stranger-visits'
import { createTransferLogin, disableTransferLogin, updateTransferLogin } from '@/lib/accounts/transfer-logins'
import { rotateTransferLogin } from '@/lib/accounts/transfer-passwords'
import { listSessions, type TransferSession } from '@/lib/accounts/transfer-sessions'
import { keepSelfMadeCertificate } from '@/lib/platform/certificate'
import { query } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { connectClient, eventually, newEd25519, noOpenSsh, openSsh, sftpOf } from './test-clients'
import { startTestFtps, type TestFtps } from './test-ftps'
import { testLogin } from './test-intake'
import { promised } from './test-sftp'
import { SessionRecorder } from './visitors/session-recorder'

let folder: string
let doors: TestFtps
let recorder: SessionRecorder
let login: { accountId: string; id: string; password: string }

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-sessions-'))
  writeFileSync(path.join(folder, 'users.csv'), 'sourcedId\nu1\n')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeEach(async () => {
  await emptyDatabase()
  const account = await createAccount({ name: 'Springfield', slug: 'springfield', state: 'tx', timeZone: 'UTC' })
  if (!account.ok) throw new Error(account.reason)
  const made = await createTransferLogin({ accountId: account.account.id, name: 'sis' })
  if (!made.ok) throw new Error(made.reason)
  expect(made.login.sftpUserName).toBe(testLogin.userName)
  login = { accountId: account.account.id, id: made.login.id, password: made.password }
  recorder = new SessionRecorder()
  const recordSession = recorder.record
  const intake = { authorize: authorizeTransfer, recordSession, transferLoginId: login.id }
  doors = await startTestFtps({ authorize: authorizeTransfer, recordSession, intake })
})
afterEach(async () => {
  await doors.stop()
  await recorder.stop()
})

async function sessions(): Promise<TransferSession[]> {
  return (await listSessions(login.accountId, login.id)) ?? []
}

/** The one session there is, once it has ended and is written. */
const ended = () =>
  eventually(async () => {
    const [session, ...more] = await sessions()
    expect(more).toEqual([])
    expect(session?.endedAt).toBeTruthy()
    return session!
  })

const stranger = () =>
  eventually(async () => {
    const visits = await listStrangers()
    expect(visits).toHaveLength(1)
    return visits[0]!
  })

const kinds = (session: TransferSession) => session.events.map((event) => event.kind)
const troubles = (session: TransferSession) =>
  session.events.flatMap((event) => (event.kind === 'sign-in-refused' ? event.trouble : []))

function sftp(options: { password?: string; extra?: readonly string[] }, ...lines: string[]) {
  return openSsh(folder, doors.sftpPort, { password: login.password, ...options }).sftp(...lines)
}

/** curl over FTPS; its exit code. */
function curl(...args: string[]): Promise<number> {
  const certificate = ['--cacert', doors.certificateFile]
  const url = `ftp://localhost:${doors.server.explicitPort}/`
  return new Promise((resolve) => {
    execFile('curl', ['-sS', '--ipv4', ...certificate, ...args, url], { cwd: folder }, (error) =>
      resolve(error ? Number(error.code) : 0),
    )
  })
}
const ftpsUser = (password: string) => `sis.admin.springfield.tx:${password}`

describe.skipIf(noOpenSsh)('a session over SFTP', () => {
  it('tells the client, what was agreed, how it signed in, what it listed and sent, and that it left', async () => {
    expect(await sftp({}, 'ls', 'put users.csv')).toMatchObject({ code: 0 })
    const session = await ended()
    expect(session).toMatchObject({ via: 'sftp', address: '127.0.0.1', method: 'password', ending: 'left' })
    expect(session.client).toMatch(/^OpenSSH_/)
    expect(session.security).toMatchObject({ kex: expect.stringMatching(/./), cipher: expect.stringMatching(/aes/) })
    expect(kinds(session)).toEqual(['signed-in', 'listed', 'uploaded'])
    expect(session.events.at(-1)).toMatchObject({ name: 'users.csv', bytes: 13, from: 0, waits: false })
    expect(JSON.stringify(session)).not.toContain(login.password)
  })

  it('tells over both doors which password it was, where a new one has replaced the old', async () => {
    const rotated = await rotateTransferLogin(login.accountId, login.id)
    const ends = rotated?.login.previousPasswordUntil?.getTime()
    expect(await sftp({}, 'ls')).toMatchObject({ code: 0 })
    expect((await ended()).events[0]).toMatchObject({ kind: 'signed-in', passwordEnds: ends })
    await query('truncate transfer_sessions')
    expect(await curl('--ssl-reqd', '--user', ftpsUser(login.password))).toBe(0)
    expect((await ended()).events[0]).toMatchObject({ kind: 'signed-in', passwordEnds: ends })
    await query('truncate transfer_sessions')
    expect(await sftp({ password: rotated!.password }, 'ls')).toMatchObject({ code: 0 })
    expect((await ended()).events[0]).not.toHaveProperty('passwordEnds')
  })

  it('is seen while it is going on, with how far its file is', async () => {
    const config = { username: testLogin.userName, password: login.password }
    const client = await connectClient(doors.sftpPort, config)
    const inbox = promised(await sftpOf(client))
    const handle = await inbox.open('users.csv', 'w')
    await inbox.write(handle, 0, Buffer.alloc(20_000, 'x'))
    const open = await eventually(async () => {
      const [session] = await sessions()
      expect(session?.events.at(-1)).toMatchObject({ kind: 'uploading', name: 'users.csv', bytes: 20_000 })
      return session!
    })
    expect(open.isOpen).toBe(true)
    client.end()
    const session = await ended()
    expect(kinds(session)).toEqual(['signed-in', 'upload-cut'])
  })

  it('says of a wrong password, a login that is off and an address that is not allowed which of them it was', async () => {
    await sftp({ password: 'wrong' }, 'ls')
    expect(troubles(await ended())).toEqual(['wrong-secret'])
    await query('truncate transfer_sessions')
    await updateTransferLogin(login.accountId, login.id, { allowedAddresses: ['203.0.113.0/24'] })
    await sftp({}, 'ls')
    expect(troubles(await ended())).toEqual(['address'])
    await query('truncate transfer_sessions')
    await disableTransferLogin(login.accountId, login.id)
    await sftp({}, 'ls')
    const session = await ended()
    expect(troubles(session)).toEqual(['disabled'])
    expect(session.method).toBe(null)
    expect(JSON.stringify(session)).not.toContain('wrong"')
  })

  it('names the key that is not listed by its fingerprint', async () => {
    writeFileSync(path.join(folder, 'key'), newEd25519(), { mode: 0o600 })
    const extra = ['-i', path.join(folder, 'key'), '-o', 'IdentitiesOnly=yes', '-o', 'PasswordAuthentication=no']
    await sftp({ extra }, 'ls')
    const session = await ended()
    expect(session.events).toMatchObject([
      { kind: 'sign-in-refused', method: 'publickey', trouble: 'wrong-secret', key: expect.stringMatching(/^SHA256:/) },
    ])
  })

  it('says that it was locked out, and an administrator lifts that', async () => {
    for (let index = 0; index < 4; index += 1) await sftp({ password: `wrong ${index}` }, 'ls')
    await sftp({}, 'ls')
    await eventually(async () => expect((await sessions()).map(troubles).flat()).toContain('slowed'))
    const [penalty] = (await penaltiesOfLogin(login.accountId, login.id)) ?? []
    expect(penalty).toMatchObject({ against: 'name', client: '127.0.0.1' })
    expect(await liftPenaltyOfLogin(login.accountId, login.id, penalty!)).toBe(true)
    expect(await penaltiesOfLogin(login.accountId, login.id)).toEqual([])
    expect(await sftp({}, 'ls')).toMatchObject({ code: 0 })
    // Nobody lifts what stands against somebody else, and an address that nobody of the account came from is not theirs.
    expect(await liftPenaltyOfLogin(login.accountId, login.id, { against: 'address', client: '198.51.100.7' })).toBe(
      false,
    )
  })

  it('tells why a file was refused', async () => {
    await sftp({}, '-mkdir folder', '-put users.csv folder/users.csv', 'put users.csv', '-rename users.csv other.csv')
    const session = await ended()
    expect(session.events).toMatchObject([
      { kind: 'signed-in' },
      { kind: 'refused', what: 'folder', reason: 'no-folders' },
      { kind: 'uploaded', name: 'users.csv' },
      { kind: 'refused', what: 'rename', name: 'other.csv', reason: 'already-delivered' },
    ])
  })
})

describe('a session over FTPS', () => {
  it('tells TLS, the upload, and a wrong password', async () => {
    expect(await curl('--ssl-reqd', '--user', ftpsUser(login.password), '-T', 'users.csv')).toBe(0)
    const session = await ended()
    expect(session).toMatchObject({ via: 'ftps', method: 'password', ending: 'left' })
    expect(session.security['protocol']).toMatch(/^TLSv1\.[23]$/)
    expect(kinds(session)).toContain('uploaded')
    await query('truncate transfer_sessions')
    expect(await curl('--ssl-reqd', '--user', ftpsUser('wrong'))).not.toBe(0)
    expect(troubles(await ended())).toEqual(['wrong-secret'])
  })
})

describe('strangers are seen by operators alone', () => {
  it.skipIf(noOpenSsh)('a client too old to agree on a key exchange, with what it offers', async () => {
    await sftp({ extra: ['-o', 'KexAlgorithms=diffie-hellman-group1-sha1'] }, 'ls')
    const visit = await stranger()
    expect(visit).toMatchObject({ trouble: 'algorithms', via: 'sftp', client: expect.stringMatching(/OpenSSH/) })
    expect(visit.detail).toContain('diffie-hellman-group1-sha1')
    expect(await sessions()).toEqual([])
  })

  it('plain FTP, old TLS and a certificate that is not trusted', async () => {
    expect(await curl('--user', ftpsUser(login.password))).not.toBe(0)
    expect(await stranger()).toMatchObject({ trouble: 'plain-ftp' })
    await query('truncate stranger_visits')
    expect(await curl('--ssl-reqd', '--tls-max', '1.1', '--ciphers', 'DEFAULT@SECLEVEL=0', '--user', 'a:b')).not.toBe(0)
    expect(await stranger()).toMatchObject({ trouble: 'tls-version' })
    await query('truncate stranger_visits')
    const { certificateFile } = keepSelfMadeCertificate(path.join(folder, 'other'), 'localhost')
    expect(await curl('--ssl-reqd', '--cacert', certificateFile, '--user', 'a:b')).not.toBe(0)
    expect(await stranger()).toMatchObject({ trouble: 'certificate' })
    expect(await sessions()).toEqual([])
  })

  it('HTTP at the SFTP port', async () => {
    const socket = net.connect(doors.sftpPort, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n\r\n'))
    socket.on('error', () => undefined).resume()
    expect(await stranger()).toMatchObject({ trouble: 'other-protocol', detail: 'HTTP' })
  })

  it('a name nobody has, unless it is no name at all, and each counted once', async () => {
    for (let index = 0; index < 3; index += 1) {
      const username = 'sys_admin_springfield_tx'
      await connectClient(doors.sftpPort, { username, password: 'x' }).catch(() => undefined)
    }
    await eventually(async () => expect((await listStrangers())[0]?.times).toBe(3))
    await connectClient(doors.sftpPort, { username: 'hunter2', password: 'x' }).catch(() => undefined)
    await eventually(async () => expect(await listStrangers()).toHaveLength(2))
    const visits = await listStrangers()
    expect(visits.map((visit) => visit.userName).toSorted()).toEqual(['', 'sys_admin_springfield_tx'])
    expect(JSON.stringify(visits)).not.toContain('hunter2')
  })
})
