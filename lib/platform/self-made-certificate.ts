// A self-signed X.509 certificate (RFC 5280, version 3) for a server that was given none. One fixed shape, written down
// in DER by hand: a library for it would bring a dozen packages for something done once in the life of an installation.
import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

const TAG = {
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  NULL: 0x05,
  UTF8_STRING: 0x0c,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  SEQUENCE: 0x30,
  SET: 0x31,
} as const
/** In the encoding of DER, without tag and length. */
const OID = {
  sha256WithRsa: '2a864886f70d01010b',
  commonName: '550403',
  subjectKeyIdentifier: '551d0e',
  keyUsage: '551d0f',
  subjectAlternativeName: '551d11',
  basicConstraints: '551d13',
  extendedKeyUsage: '551d25',
  serverAuthentication: '2b06010505070301',
} as const
const COMMON_NAME_CHARACTERS_MAX = 64
const DIGITAL_SIGNATURE_AND_KEY_ENCIPHERMENT = Buffer.from([0x03, 0x02, 0x05, 0xa0])

export type CertificateWish = {
  /** The name or address clients connect to. */
  readonly hostName: string
  /** RSA, as PEM. */
  readonly privateKey: string
  readonly validFrom: Date
  readonly validTo: Date
}

/** Makes the certificate, as PEM. */
export function makeCertificate({ hostName, privateKey, validFrom, validTo }: CertificateWish): string {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const algorithm = sequence(oid(OID.sha256WithRsa), der(TAG.NULL))
  const name = sequence(
    der(TAG.SET, sequence(oid(OID.commonName), der(TAG.UTF8_STRING, hostName.slice(0, COMMON_NAME_CHARACTERS_MAX)))),
  )
  const version3 = explicit(0, integer(Buffer.from([2])))
  const body = sequence(
    ...[version3, integer(serialNumber()), algorithm, name, sequence(time(validFrom), time(validTo)), name, publicKey],
    explicit(3, sequence(...extensions(hostName))),
  )
  const signature = sign('sha256', body, createPrivateKey(privateKey))
  const certificate = sequence(body, algorithm, bitString(signature))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function extensions(hostName: string): Buffer[] {
  const alternative = isIP(hostName) ? tagged(0x87, addressBytes(hostName)) : tagged(0x82, Buffer.from(hostName))
  return [
    extension(OID.basicConstraints, sequence(), { critical: true }),
    extension(OID.keyUsage, DIGITAL_SIGNATURE_AND_KEY_ENCIPHERMENT, { critical: true }),
    extension(OID.extendedKeyUsage, sequence(oid(OID.serverAuthentication))),
    extension(OID.subjectAlternativeName, sequence(alternative)),
    extension(OID.subjectKeyIdentifier, der(TAG.OCTET_STRING, randomBytes(20))),
  ]
}

function extension(id: string, value: Buffer, { critical = false } = {}): Buffer {
  const isCritical = critical ? [Buffer.from([0x01, 0x01, 0xff])] : []
  return sequence(oid(id), ...isCritical, der(TAG.OCTET_STRING, value))
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const groups = (text: string) => (text ? text.split(':') : [])
  const zeros = tail === undefined ? [] : Array<string>(8 - groups(head).length - groups(tail).length).fill('0')
  const all = [...groups(head), ...zeros, ...groups(tail ?? '')]
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex')
}

// Positive, and random as the CA/Browser Forum asks of serial numbers.
function serialNumber(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes
}

// RFC 5280, section 4.1.2.5: years up to 2049 have two digits.
function time(moment: Date): Buffer {
  const digits = `${moment.toISOString().replace(/\D/g, '').slice(0, 14)}Z`
  return moment.getUTCFullYear() < 2050 ? der(TAG.UTC_TIME, digits.slice(2)) : der(TAG.GENERALIZED_TIME, digits)
}

const sequence = (...parts: Buffer[]): Buffer => der(TAG.SEQUENCE, ...parts)
const explicit = (number: number, content: Buffer): Buffer => tagged(0xa0 + number, content)
const integer = (bytes: Buffer): Buffer => der(TAG.INTEGER, bytes)
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'))
const bitString = (bytes: Buffer): Buffer => der(TAG.BIT_STRING, Buffer.from([0]), bytes)

function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  return tagged(tag, Buffer.concat(parts.map((part) => Buffer.from(part as string))))
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const bytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}
