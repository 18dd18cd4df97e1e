// The secrets of the installation: made at the first start, kept in DATA_DIR for ever, never overwritten.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ssh2 from 'ssh2'
import { env } from './env'

export type HostKey = {
  readonly type: string
  readonly privateKey: string
  /** The public half as known_hosts has it: type and base64. */
  readonly publicKey: string
  /** As OpenSSH shows it: SHA256: and base64. */
  readonly sha256: string
  /** As clients before 2015 show it: pairs of hexadecimal digits. */
  readonly md5: string
}

/** Thrown when a secret is there but must not be used; the message says what to do. */
export class SecretError extends Error {}

/** Reads a secret, made now if it is not there. @throws SecretError if others can read it or it is empty. */
export function keepSecret(file: string, make: () => string): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if (!existsSync(file)) makeOnce(file, make)
  if (statSync(file).mode & 0o077) {
    throw new SecretError(`${file} can be read by others: run chmod 600 on it, or replace it if it may have leaked.`)
  }
  const content = readFileSync(file, 'utf8').trim()
  if (!content) throw new SecretError(`${file} is empty: restore it from a backup, or delete it to have it made anew.`)
  return content
}

// Two processes may start at once: the first to write wins, and both use what it wrote.
function makeOnce(file: string, make: () => string): void {
  try {
    writeFileSync(file, make(), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

const secretFile = (name: string) => path.join(env().dataDir, 'secrets', name)
const random = () => randomBytes(32).toString('base64')

/** Signs the session cookies of the web pages. */
export function authSecret(): string {
  return keepSecret(secretFile('auth'), random)
}

/** Signs what the intake hands over to the web process (Standard Webhooks, base64). */
export function deliveryKey(): string {
  return keepSecret(secretFile('delivery'), random)
}

/** Seals the passwords and keys of servers that files are fetched from (sealed-text.ts). */
export function foreignSecretsKey(): string {
  return keepSecret(secretFile('foreign'), random)
}

// OpenSSH's own format for ed25519, which ssh2 reads in no other; PEM for the others.
const keyMakers: Record<string, () => string> = {
  ed25519: newEd25519Key,
  ecdsa: () =>
    pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' })),
  rsa: () =>
    pem(generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey.export({ type: 'pkcs1', format: 'pem' })),
}

/** A new Ed25519 private key in OpenSSH's format. ssh2 drops a leading zero and cannot read such a key back: one in 256. */
export function newEd25519Key(): string {
  for (;;) {
    const { private: key } = ssh2.utils.generateKeyPairSync('ed25519')
    if (!(ssh2.utils.parseKey(key) instanceof Error)) return key
  }
}

const pem = (text: string | Buffer) => text.toString()

/**
 * The SSH host keys, made once. A changed host key stops a district's nightly export until somebody accepts it by hand,
 * so a key that is damaged or readable by others is refused, never silently replaced.
 * @throws SecretError
 */
export function hostKeys(): HostKey[] {
  return Object.entries(keyMakers).map(([name, make]) => {
    const file = path.join(env().dataDir, 'host-keys', name)
    const privateKey = keepSecret(file, make)
    const parsed = ssh2.utils.parseKey(privateKey)
    if (parsed instanceof Error) throw new SecretError(`${file} is not a private key: restore it from a backup.`)
    const bytes = parsed.getPublicSSH()
    const sha256 = createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '')
    const md5 = createHash('md5').update(bytes).digest('hex').match(/../g)?.join(':') ?? ''
    const publicKey = `${parsed.type} ${bytes.toString('base64')}`
    return { type: parsed.type, privateKey, publicKey, sha256: `SHA256:${sha256}`, md5 }
  })
}
