// By what a server is known again: its host key (SFTP), or its certificate (FTPS). Nothing is accepted by itself: a person
// compares the fingerprint and confirms it, and another one stops everything until a person has looked again.
import { createHash, X509Certificate } from 'node:crypto'
import { z } from 'zod'

const TEXT_MAX = 500

export const identitySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('host-key'),
    /** ssh-ed25519 and the like. */
    type: z.string().max(100),
    /** SHA256: and base64, as OpenSSH shows it. */
    sha256: z.string().max(100),
  }),
  z.object({
    kind: z.literal('certificate'),
    /** Pairs of hexadecimal digits with colons. */
    sha256: z.string().max(100),
    subject: z.string().max(TEXT_MAX),
    issuer: z.string().max(TEXT_MAX),
    validTo: z.string().max(100),
    pem: z.string().max(20_000),
  }),
])
export type ServerIdentity = z.output<typeof identitySchema>

/** A stored identity; null where there is none. */
export function readIdentity(stored: unknown): ServerIdentity | null {
  return identitySchema.safeParse(stored).data ?? null
}

/** The identity of an SSH host key. @param blob as it is sent: name and numbers, each with its length (RFC 4253, 6.6). */
export function hostKeyIdentity(blob: Buffer): ServerIdentity {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0
  const type = blob.subarray(4, 4 + Math.min(length, 100)).toString('latin1')
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')
  return { kind: 'host-key', type, sha256: `SHA256:${digest}` }
}

/** The identity of a certificate. @param raw DER. */
export function certificateIdentity(raw: Uint8Array): ServerIdentity {
  const certificate = new X509Certificate(raw)
  const oneLine = (text: string | undefined) => (text ?? '').replaceAll('\n', ', ').slice(0, TEXT_MAX)
  return {
    kind: 'certificate',
    sha256: certificate.fingerprint256,
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validTo: new Date(certificate.validTo).toISOString(),
    pem: certificate.toString(),
  }
}
