// The certificate the installation shows over TLS: from two files that somebody else renews, or made at the first start
// and kept in DATA_DIR for as long as it is valid. Clients that were told to trust a certificate must find it again.
import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { now, secondsFrom } from './clock'
import { env } from './env'
import { keepSecret, SecretError } from './secrets'
import { makeCertificate } from './self-made-certificate'

const SELF_MADE_DAYS = 3650
const RSA_BITS = 3072

export type CertificateFiles = { readonly certificateFile: string; readonly keyFile: string }

export type Certificate = {
  /** The certificate and whatever follows it in its file, PEM. */
  readonly chain: string
  readonly privateKey: string
  /** As clients show it: pairs of hexadecimal digits with colons. */
  readonly sha256: string
  readonly validTo: Date
}

/**
 * Reads a certificate and its key.
 * @throws SecretError with one sentence that names the file if they cannot be used.
 */
export function readCertificate({ certificateFile, keyFile }: CertificateFiles): Certificate {
  const chain = read(certificateFile)
  const privateKey = read(keyFile)
  const certificate = parse(certificateFile, 'certificate', () => new X509Certificate(chain))
  const key = parse(keyFile, 'private key', () => createPrivateKey(privateKey))
  if (!certificate.checkPrivateKey(key)) throw new SecretError(`${keyFile} is not the key of ${certificateFile}.`)
  const validTo = new Date(certificate.validTo)
  if (validTo <= now()) throw new SecretError(`The certificate in ${certificateFile} has expired: replace it.`)
  return { chain, privateKey, sha256: fingerprintOf(certificate.raw), validTo }
}

/**
 * Where the certificate of this installation's FTPS door lies; a self-made one is made now if it is not there.
 * @throws SecretError
 */
export function ftpsCertificateFiles(): CertificateFiles {
  const { dataDir, ftps, transferHost } = env()
  return ftps?.certificateFiles ?? keepSelfMadeCertificate(path.join(dataDir, 'ftps'), transferHost)
}

/** The fingerprint of that certificate, for people to compare; undefined if it cannot be read here. Makes nothing. */
export function shownCertificate(): string | undefined {
  return publicCertificate()?.sha256
}

export type PublicCertificate = {
  readonly sha256: string
  /** The certificate alone, PEM. */
  readonly pem: string
  /** Nobody vouches for it: clients must be given it. */
  readonly isSelfSigned: boolean
}

/** What everybody may know of that certificate; undefined if it cannot be read here. Makes nothing. */
export function publicCertificate(): PublicCertificate | undefined {
  const { dataDir, ftps } = env()
  try {
    const { chain, sha256 } = readCertificate(ftps?.certificateFiles ?? selfMadeFiles(path.join(dataDir, 'ftps')))
    const certificate = new X509Certificate(chain)
    return { sha256, pem: certificate.toString(), isSelfSigned: certificate.verify(certificate.publicKey) }
  } catch {
    return undefined
  }
}

/** Where a self-made certificate lies. */
export function selfMadeFiles(folder: string): CertificateFiles {
  return { certificateFile: path.join(folder, 'certificate.pem'), keyFile: path.join(folder, 'key.pem') }
}

/**
 * Makes a certificate and its key in a folder, unless they are there.
 * @throws SecretError if a key is there that others can read.
 */
export function keepSelfMadeCertificate(folder: string, hostName: string): CertificateFiles {
  const files = selfMadeFiles(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (existsSync(files.certificateFile) && !existsSync(files.keyFile)) {
    throw new SecretError(
      `${files.keyFile} is missing: restore it from a backup, or delete ${folder} to have both made anew.`,
    )
  }
  const privateKey = keepSecret(files.keyFile, () => newKey())
  const [validFrom, validTo] = [secondsFrom(now(), -24 * 60 * 60), secondsFrom(now(), SELF_MADE_DAYS * 24 * 60 * 60)]
  if (!existsSync(files.certificateFile)) {
    writeFileSync(files.certificateFile, makeCertificate({ hostName, privateKey, validFrom, validTo }))
  }
  return files
}

/** Whether a certificate is made out to the name or address clients connect to. */
export function isMadeOutTo({ chain }: Certificate, hostName: string): boolean {
  const certificate = new X509Certificate(chain)
  const found = isIP(hostName) ? certificate.checkIP(hostName) : certificate.checkHost(hostName)
  return found !== undefined
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function fingerprintOf(raw: Buffer): string {
  const digest = createHash('sha256').update(raw).digest('hex').toUpperCase()
  return (digest.match(/../g) ?? []).join(':')
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new SecretError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`)
  }
}

function parse<T>(file: string, what: string, work: () => T): T {
  try {
    return work()
  } catch {
    throw new SecretError(`${file} does not hold a usable ${what} in PEM form.`)
  }
}
