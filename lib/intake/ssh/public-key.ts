// Checks that a client holds the private half of the key it names. The key's bytes are taken apart strictly as the
// binary form of three kinds of key and are never given to anything that might read them as a file or a text.
import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto'
import { MalformedPacket, WireReader } from '../sftp/wire'

const RSA_BITS_MIN = 2048
const RSA_BITS_MAX = 8192
const RSA_EXPONENT_BYTES_MAX = 4

const curves: Readonly<Record<string, { readonly curve: string; readonly bytes: number; readonly hash: string }>> = {
  'ecdsa-sha2-nistp256': { curve: 'P-256', bytes: 32, hash: 'sha256' },
  'ecdsa-sha2-nistp384': { curve: 'P-384', bytes: 48, hash: 'sha384' },
  'ecdsa-sha2-nistp521': { curve: 'P-521', bytes: 66, hash: 'sha512' },
}

export type KeyClaim = {
  /** ssh-ed25519, ssh-rsa or ecdsa-sha2-nistp256/384/521. */
  readonly type: string
  /** The key in SSH's binary form. */
  readonly data: Buffer
  /** For RSA the hash the client chose: sha256, sha512, or undefined for SHA-1. */
  readonly rsaHash: string | undefined
  /** SHA-1 is taken, for clients that know nothing else. */
  readonly legacy: boolean
}

/** Whether a key of this kind may sign in at all. */
export function isUsableKey({ type, rsaHash, legacy }: KeyClaim): boolean {
  if (type === 'ssh-rsa') return rsaHash === 'sha256' || rsaHash === 'sha512' || (legacy && rsaHash === undefined)
  return type === 'ssh-ed25519' || Object.hasOwn(curves, type)
}

/**
 * Whether the signature over the signed bytes was made with this key.
 * @param signature raw for Ed25519 and RSA, DER for ECDSA (as ssh2 gives it).
 */
export function signatureIsGood(claim: KeyClaim, signed: Buffer, signature: Buffer): boolean {
  try {
    if (!isUsableKey(claim)) return false
    const key = publicKeyOf(claim)
    const hash = claim.type === 'ssh-rsa' ? (claim.rsaHash ?? 'sha1') : curves[claim.type]?.hash
    return key !== undefined && verify(hash ?? null, signed, key, signature)
  } catch {
    return false
  }
}

function publicKeyOf({ type, data }: KeyClaim): KeyObject | undefined {
  const reader = new WireReader(data)
  if (reader.string().toString('latin1') !== type) return undefined
  const key = type === 'ssh-rsa' ? rsaKey(reader) : type === 'ssh-ed25519' ? ed25519Key(reader) : ecdsaKey(type, reader)
  if (reader.left > 0) throw new MalformedPacket('bytes after the key')
  return key && createPublicKey({ key, format: 'jwk' })
}

function ed25519Key(reader: WireReader): JsonWebKey | undefined {
  const point = reader.string()
  return point.length === 32 ? { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') } : undefined
}

function ecdsaKey(type: string, reader: WireReader): JsonWebKey | undefined {
  const known = curves[type]
  const curveName = reader.string().toString('latin1')
  const point = reader.string()
  if (!known || `ecdsa-sha2-${curveName}` !== type) return undefined
  if (point.length !== 1 + 2 * known.bytes || point[0] !== 4) return undefined
  const [x, y] = [point.subarray(1, 1 + known.bytes), point.subarray(1 + known.bytes)]
  return { kty: 'EC', crv: known.curve, x: x.toString('base64url'), y: y.toString('base64url') }
}

function rsaKey(reader: WireReader): JsonWebKey | undefined {
  const exponent = withoutZeros(reader.string())
  const modulus = withoutZeros(reader.string())
  const bits = modulus.length * 8
  if (exponent.length > RSA_EXPONENT_BYTES_MAX || bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) return undefined
  return { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') }
}

function withoutZeros(number: Buffer): Buffer {
  const start = number.findIndex((byte) => byte !== 0)
  return start < 0 ? number.subarray(0, 0) : number.subarray(start)
}
