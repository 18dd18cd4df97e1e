// What signs in at the server: a password, or a private key. Kept sealed, opened only by who connects, shown to nobody.
import ssh2 from 'ssh2'
import { z } from 'zod'
import { readPublicKey, type PublicKeyProblem } from '@/lib/accounts/public-key'
import { openText, sealText } from '@/lib/platform/sealed-text'
import { newEd25519Key } from '@/lib/platform/secrets'

export const PASSWORD_LENGTH_MAX = 1000
export const PRIVATE_KEY_LENGTH_MAX = 20_000

const secretSchema = z.union([
  z.object({ password: z.string() }),
  z.object({ privateKey: z.string(), passphrase: z.string().optional() }),
])
export type PullSecret = z.output<typeof secretSchema>

/** Seals a secret for the source of that id. */
export function sealSecret(secret: PullSecret, sourceId: string): string {
  return sealText(JSON.stringify(secret), sourceId)
}

/** @throws SecretError if it cannot be opened here. */
export function openSecret(sealed: string, sourceId: string): PullSecret {
  return secretSchema.parse(JSON.parse(openText(sealed, sourceId)))
}

export type KeyPair = { readonly secret: PullSecret; readonly publicKey: string }

/** A key pair of our own: the public half is to be installed on the server. */
export function makeKeyPair(comment: string): KeyPair {
  const privateKey = newEd25519Key()
  return { secret: { privateKey }, publicKey: publicLine(parsed(privateKey), comment) }
}

/** Each round of a passphrase's stretching takes milliseconds, in which nobody else is served. ssh-keygen makes 16 or 24. */
const STRETCHING_MAX = 128

export type PrivateKeyProblem = 'unreadable' | 'passphrase' | 'public' | Extract<PublicKeyProblem, 'type' | 'too-weak'>

/** Reads a private key as a person pastes it: OpenSSH, PEM, or PuTTY's format 2. */
export function readPrivateKey(
  text: string,
  passphrase: string | undefined,
  comment: string,
): ({ ok: true } & KeyPair) | { ok: false; reason: PrivateKeyProblem } {
  const privateKey = `${text.replaceAll('\r', '').trim()}\n`
  if (stretchingOf(privateKey) > STRETCHING_MAX) return { ok: false, reason: 'unreadable' }
  const key = parsed(privateKey, passphrase)
  if (key instanceof Error)
    return { ok: false, reason: /passphrase|decrypt/i.test(key.message) ? 'passphrase' : 'unreadable' }
  if (!key.isPrivateKey()) return { ok: false, reason: 'public' }
  const line = readPublicKey(publicLine(key, comment))
  if (!line.ok)
    return { ok: false, reason: line.reason === 'type' || line.reason === 'too-weak' ? line.reason : 'unreadable' }
  return { ok: true, secret: { privateKey, ...(passphrase ? { passphrase } : {}) }, publicKey: line.line }
}

function parsed(text: string, passphrase?: string): ssh2.ParsedKey | Error {
  try {
    const found = ssh2.utils.parseKey(text, passphrase) as ssh2.ParsedKey | ssh2.ParsedKey[] | Error
    return Array.isArray(found) ? (found[0] ?? new Error('no key')) : found
  } catch {
    return new Error('not a key')
  }
}

function publicLine(key: ssh2.ParsedKey | Error, comment: string): string {
  if (key instanceof Error) throw key
  return `${key.type} ${key.getPublicSSH().toString('base64')} ${comment}`
}

/** How many rounds of bcrypt lock an OpenSSH key (PROTOCOL.key of OpenSSH); 0 for one that is not locked, or of another form. */
function stretchingOf(text: string): number {
  const [, base64] = /BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END/.exec(text) ?? []
  const bytes = Buffer.from(base64 ?? '', 'base64')
  let at = bytes.indexOf(0) + 1
  const next = (): Buffer => {
    const length = at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0
    at += 4 + length
    return bytes.subarray(at - length, at)
  }
  const [, kdf, options] = [next(), next(), next()]
  return kdf?.toString() === 'bcrypt' && options && options.length >= 4 ? options.readUInt32BE(options.length - 4) : 0
}
