// Nothing goes in the clear, and the certificate shown is the one that is there (faults, rows 25 to 27 and 35).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { readCertificate } from '@/lib/platform/certificate'
import { makeCertificate } from '@/lib/platform/self-made-certificate'
import {
  ftpsLogin,
  RawClient,
  startTestFtps,
  testCertificateFiles,
  type TestFtps,
  type TestFtpsOptions,
} from '../test-ftps'
import type { Credentials } from '../visitors/authorize'
import { keepCertificate } from './certificate-keeper'

let ftps: TestFtps
const clients: RawClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await ftps.stop()
})

async function start(options: TestFtpsOptions = {}): Promise<void> {
  ftps = await startTestFtps(options)
}

/** Keeps a client to be closed after the test. */
async function kept(connecting: Promise<RawClient>): Promise<RawClient> {
  const client = await connecting
  clients.push(client)
  return client
}

const connect = () => kept(RawClient.connect(ftps.server.explicitPort))

describe('before encryption', () => {
  it('no name, no password and no file is taken', async () => {
    const asked: Credentials[] = []
    await start({
      authorize: (credentials) => {
        asked.push(credentials)
        return Promise.resolve({ ok: false, reason: 'wrong-secret' })
      },
    })
    const client = await connect()
    for (const line of [`USER ${ftpsLogin.userName}`, `PASS ${ftpsLogin.password}`, 'STOR x', 'EPSV', 'LIST', 'PWD']) {
      expect(await client.say(line)).toMatch(/^530 /)
    }
    for (const line of ['PBSZ 0', 'PROT P']) expect(await client.say(line)).toMatch(/^503 /)
    expect(asked).toEqual([])
  })

  it('commands glued behind AUTH TLS are never obeyed', async () => {
    await start()
    const client = await connect()
    client.send(`AUTH TLS\r\nUSER ${ftpsLogin.userName}\r\nPASS ${ftpsLogin.password}\r\n`)
    expect(await client.reply()).toMatch(/^234 /)
    await client.shakeHands()
    expect(await client.say('PWD')).toMatch(/^530 Sign in/)
    expect(await client.say('PASS x')).toMatch(/^503 Send the user name/)
  })

  it('only TLS is a way to encrypt', async () => {
    await start()
    const client = await connect()
    for (const name of ['KERBEROS_V4', '', 'GSSAPI']) expect(await client.say(`AUTH ${name}`)).toMatch(/^504 /)
    expect(await client.say('AUTH SSL')).toMatch(/^234 /)
  })

  it('what is said in the clear after AUTH TLS ends the connection', async () => {
    await start()
    const client = await connect()
    await client.say('AUTH TLS')
    client.send(`USER ${ftpsLogin.userName}\r\n`)
    await client.closed
  })
})

describe('encryption', () => {
  it.each<[string, tls.SecureVersion]>([
    ['the control connection', 'TLSv1.1'],
    ['the control connection', 'TLSv1'],
  ])('of %s is not %s', async (_, version) => {
    await start()
    const options = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
    await expect(RawClient.connectImplicit(ftps.server.implicitPort, options)).resolves.toMatchObject({
      isClosed: true,
    })
    const client = await connect()
    await expect(client.encrypt(options)).rejects.toThrow()
  })

  it.each<tls.SecureVersion>(['TLSv1.2', 'TLSv1.3'])('of the control connection may be %s', async (version) => {
    await start()
    const options = { minVersion: version, maxVersion: version }
    const client = await kept(RawClient.connectImplicit(ftps.server.implicitPort, options))
    expect(await client.say('NOOP')).toMatch(/^200 /)
    expect((client.socket as tls.TLSSocket).getProtocol()).toBe(version)
  })

  it('of the data connection is TLS 1.2 and may resume the session of the control connection, but need not', async () => {
    await start()
    const client = await kept(RawClient.signedIn(ftps.server.explicitPort, { maxVersion: 'TLSv1.2' }))
    const session = (client.socket as tls.TLSSocket).getSession()
    for (const resumed of [session, undefined]) {
      const socket = await client.openData()
      await client.say('STOR users.csv')
      const secure = tls.connect({ socket, rejectUnauthorized: false, ...(resumed ? { session: resumed } : {}) })
      await new Promise((resolve) => secure.once('secureConnect', resolve))
      expect([secure.getProtocol(), secure.isSessionReused()]).toEqual(['TLSv1.2', resumed !== undefined])
      secure.end('a\n')
      expect(await client.reply()).toMatch(/^226 /)
    }
  })

  it('of data connections must be asked for in the explicit mode', async () => {
    await start()
    const client = await connect()
    await client.encrypt()
    for (const line of [`USER ${ftpsLogin.userName}`, `PASS ${ftpsLogin.password}`]) await client.say(line)
    for (const line of ['EPSV', 'PASV', 'STOR x', 'APPE x', 'LIST', 'MLSD', 'NLST'])
      expect(await client.say(line)).toMatch(/^521 /)
    expect(await client.say('PROT P')).toMatch(/^503 /)
    expect(await client.say('PBSZ 0')).toMatch(/^200 /)
    expect(await client.say('PROT C')).toMatch(/^521 /)
    expect(await client.say('EPSV')).toMatch(/^521 /)
    expect(await client.say('PROT P')).toMatch(/^200 /)
    expect(await client.put('users.csv', 'a\n')).toMatch(/^226 /)
  })
})

describe('the certificate', () => {
  const folders: string[] = []
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

  /** Two certificates of one key, the second not in use yet. */
  function twoCertificates() {
    const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-ftps-'))
    folders.push(folder)
    const files = { certificateFile: path.join(folder, 'cert.pem'), keyFile: path.join(folder, 'key.pem') }
    const { privateKey } = readCertificate(testCertificateFiles())
    const make = (hostName: string, validTo = new Date(Date.now() + 1e10)) =>
      makeCertificate({ hostName, privateKey, validFrom: new Date(0), validTo })
    writeFileSync(files.keyFile, privateKey)
    writeFileSync(files.certificateFile, make('old.example'))
    return { files, make }
  }

  const nameShown = (client: RawClient) => (client.socket as tls.TLSSocket).getPeerCertificate().subject.CN

  it('that was replaced is shown to the next connection, and open sessions go on', async () => {
    const { files, make } = twoCertificates()
    await start({ certificates: keepCertificate(files, 0) })
    const open = await kept(RawClient.signedIn(ftps.server.explicitPort))
    expect(nameShown(open)).toBe('old.example')
    writeFileSync(files.certificateFile, make('new.example'))
    expect(nameShown(await kept(RawClient.signedIn(ftps.server.explicitPort)))).toBe('new.example')
    expect(nameShown(await kept(RawClient.connectImplicit(ftps.server.implicitPort)))).toBe('new.example')
    expect(await open.put('users.csv', 'a\n')).toMatch(/^226 /)
  })

  it.each<[string, (pair: ReturnType<typeof twoCertificates>) => string]>([
    ['damaged', () => 'not a certificate'],
    ['expired', ({ make }) => make('expired.example', new Date('2021-01-01'))],
  ])('that is %s is not used; the one before it stays', async (_, replacement) => {
    const pair = twoCertificates()
    await start({ certificates: keepCertificate(pair.files, 0) })
    writeFileSync(pair.files.certificateFile, replacement(pair))
    expect(nameShown(await kept(RawClient.connectImplicit(ftps.server.implicitPort)))).toBe('old.example')
    writeFileSync(pair.files.certificateFile, pair.make('new.example'))
    expect(nameShown(await kept(RawClient.connectImplicit(ftps.server.implicitPort)))).toBe('new.example')
  })

  it('satisfies a client that checks it', async () => {
    await start()
    const options = { ca: ftps.ca, servername: 'localhost', rejectUnauthorized: true }
    const client = await kept(RawClient.connectImplicit(ftps.server.implicitPort, options))
    expect((client.socket as tls.TLSSocket).authorized).toBe(true)
  })
})
