import { X509Certificate } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isMadeOutTo, keepSelfMadeCertificate, readCertificate } from './certificate'
import { makeCertificate } from './self-made-certificate'

const first = mkdtempSync(path.join(tmpdir(), 'rollcall-certificate-'))
let folder: string
beforeAll(() => {
  keepSelfMadeCertificate(first, 'sftp.rollcall.example')
})
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rollcall-certificate-'))
  // A key takes a second to find; one is enough for all tests.
  cpSync(path.join(first, 'key.pem'), path.join(folder, 'key.pem'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(() => rmSync(first, { recursive: true, force: true }))

const make = (hostName = 'sftp.rollcall.example') => keepSelfMadeCertificate(folder, hostName)

/** The name check of a TLS client that was told to trust this certificate; throws if it would not connect. */
async function shakeHands(hostName: string): Promise<string | null> {
  const { chain: cert, privateKey: key } = readCertificate(make(hostName))
  const server = tls.createServer({ cert, key }, (socket) => socket.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  try {
    return await new Promise((resolve, reject) => {
      const checkServerIdentity = (_: string, shown: tls.PeerCertificate) => tls.checkServerIdentity(hostName, shown)
      const socket = tls.connect({ port, host: '127.0.0.1', ca: cert, checkServerIdentity }, () => {
        resolve(socket.getProtocol())
        socket.destroy()
      })
      socket.once('error', reject)
    })
  } finally {
    server.close()
  }
}

describe('a self-made certificate', () => {
  it.each(['transfer.springfield.example', '192.0.2.7', '2001:db8::7'])(
    'is good for a client of %s',
    async (hostName) => {
      expect(await shakeHands(hostName)).toBe('TLSv1.3')
    },
  )

  it('is signed by itself, for servers only, valid ten years, and no authority', () => {
    const certificate = new X509Certificate(readFileSync(make().certificateFile))
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.ca).toBe(false)
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    const years = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / (365 * 24 * 60 * 60 * 1000)
    expect(Math.round(years)).toBe(10)
    expect(certificate.subjectAltName).toBe('DNS:sftp.rollcall.example')
  })

  it('is taken by OpenSSL even when it is strict', () => {
    const { certificateFile } = make()
    const args = ['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_hostname', 'sftp.rollcall.example']
    expect(execFileSync('openssl', [...args, '-CAfile', certificateFile, certificateFile]).toString()).toMatch(/: OK/)
  })

  it('is made once, and its key is nobody else’s to read', () => {
    const made = readCertificate(make())
    const again = readCertificate(make('another.name.example'))
    expect(again).toEqual(made)
    expect(statSync(make().keyFile).mode & 0o077).toBe(0)
    expect(isMadeOutTo(made, 'sftp.rollcall.example')).toBe(true)
    expect(isMadeOutTo(made, 'another.name.example')).toBe(false)
  })

  it('without its key is not quietly replaced', () => {
    make()
    unlinkSync(path.join(folder, 'key.pem'))
    expect(() => make()).toThrow(/key\.pem is missing: restore it/)
  })

  it('is valid beyond the year 2049', () => {
    const { privateKey } = readCertificate(make())
    const validTo = new Date('2061-02-03T04:05:06Z')
    const pem = makeCertificate({ hostName: 'x.example', privateKey, validFrom: new Date(), validTo })
    expect(new Date(new X509Certificate(pem).validTo)).toEqual(validTo)
  })
})

describe('a certificate that cannot be used is named in one sentence', () => {
  const written = (name: string, text: string) => {
    const file = path.join(folder, name)
    writeFileSync(file, text)
    return file
  }

  it.each([
    [
      'a file that is not there',
      () => ({ ...make(), certificateFile: '/nowhere.pem' }),
      /nowhere\.pem cannot be read \(ENOENT\)/,
    ],
    [
      'a certificate that is none',
      () => ({ ...make(), certificateFile: written('c', 'x') }),
      /usable certificate in PEM/,
    ],
    ['a key that is none', () => ({ ...make(), keyFile: written('k', 'x') }), /usable private key in PEM/],
    [
      'the key of another certificate',
      () => ({ ...make(), keyFile: keepSelfMadeCertificate(path.join(folder, 'other'), 'x').keyFile }),
      /key\.pem is not the key of .*certificate\.pem/,
    ],
    [
      'an expired certificate',
      () => {
        const files = make()
        const { privateKey } = readCertificate(files)
        const [validFrom, validTo] = [new Date('2020-01-01'), new Date('2021-01-01')]
        const old = makeCertificate({ hostName: 'x.example', privateKey, validFrom, validTo })
        return { ...files, certificateFile: written('old.pem', old) }
      },
      /old\.pem has expired: replace it/,
    ],
  ])('%s', (_, files, sentence) => {
    expect(() => readCertificate(files())).toThrow(sentence)
  })
})
