// SSH public keys as a person pastes them. Read once, when they are saved; at sign-in the bytes are only compared.
import { timingSafeEqual } from 'node:crypto'
import ssh2 from 'ssh2'

export const PUBLIC_KEYS_MAX = 20
const TEXT_LENGTH_MAX = 8192
const RSA_BITS_MIN = 2048

const acceptedTypes = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-rsa']
/** The names under which a client may offer a key of a type. */
const signatureAlgorithms: Record<string, readonly string[]> = {
  'ssh-rsa': ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512'],
}

export type PublicKeyProblem = 'unreadable' | 'private' | 'type' | 'too-weak'

/**
 * Reads one public key: a line of authorized_keys (without options) or the RFC 4716 form.
 * @returns the line to keep, "type base64 comment".
 */
export function readPublicKey(text: string): { ok: true; line: string } | { ok: false; reason: PublicKeyProblem } {
  const trimmed = text.trim()
  if (trimmed.length === 0 || trimmed.length > TEXT_LENGTH_MAX) return { ok: false, reason: 'unreadable' }
  if (/PRIVATE KEY/.test(trimmed) || trimmed.startsWith('PuTTY-User-Key-File')) return { ok: false, reason: 'private' }
  const parsed: unknown = parse(trimmed)
  if (!isParsedKey(parsed)) return { ok: false, reason: 'unreadable' }
  if (parsed.isPrivateKey()) return { ok: false, reason: 'private' }
  if (!acceptedTypes.includes(parsed.type)) return { ok: false, reason: 'type' }
  const blob = parsed.getPublicSSH()
  if (parsed.type === 'ssh-rsa' && rsaBits(blob) < RSA_BITS_MIN) return { ok: false, reason: 'too-weak' }
  const comment = parsed.comment
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 100)
  return { ok: true, line: `${parsed.type} ${blob.toString('base64')} ${comment}`.trim() }
}

function parse(text: string): unknown {
  try {
    const parsed = ssh2.utils.parseKey(text)
    return Array.isArray(parsed) ? parsed[0] : parsed
  } catch {
    return undefined
  }
}

function isParsedKey(value: unknown): value is ssh2.ParsedKey {
  return typeof value === 'object' && value !== null && !(value instanceof Error)
}

/** The length of the modulus: string "ssh-rsa", number e, number n, each with its length in four bytes (RFC 4253 6.6). */
function rsaBits(blob: Buffer): number {
  const nameEnd = 4 + blob.readUInt32BE(0)
  const exponentEnd = nameEnd + 4 + blob.readUInt32BE(nameEnd)
  const modulus = blob.subarray(exponentEnd + 4, exponentEnd + 4 + blob.readUInt32BE(exponentEnd))
  const digits = modulus.toString('hex').replace(/^0+/, '')
  return digits === '' ? 0 : (digits.length - 1) * 4 + parseInt(digits.charAt(0), 16).toString(2).length
}

/**
 * Whether an offered key is one of the kept lines. The bytes are compared in constant time and never interpreted.
 * @param algorithm as the client names it; a key is not taken under the name of another type.
 */
export function isListedKey(lines: readonly string[], algorithm: string, blob: Buffer): boolean {
  let listed = false
  for (const line of lines) {
    const [type = '', base64 = ''] = line.split(' ')
    const kept = Buffer.from(base64, 'base64')
    const sameName = (signatureAlgorithms[type] ?? [type]).includes(algorithm)
    const sameBytes = kept.length > 0 && kept.length === blob.length && timingSafeEqual(kept, blob)
    if (sameName && sameBytes) listed = true
  }
  return listed
}
