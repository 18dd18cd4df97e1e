// Reads the line or block a balancer writes before a client's first byte, so that a server behind it knows who its
// client is: the PROXY protocol, versions 1 and 2 (haproxy.org/download/2.9/doc/proxy-protocol.txt). Strict: what is not
// exactly in its form is malformed, because a wrong guess would give one client the address of another.
import { isIPv4, isIPv6 } from 'node:net'

/** Of a whole header; the standard promises senders that as much passes anywhere (section 2). */
export const HEADER_BYTES_MAX = 536

const LINE_BYTES_MAX = 107
const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex')
const FIXED_BYTES = 16
const COMMAND = { local: 0x20, proxy: 0x21 } as const
const FAMILY = { unspecified: 0x00, tcp4: 0x11, tcp6: 0x21 } as const
const IPV4_BLOCK_BYTES = 12
const IPV6_BLOCK_BYTES = 36

/** Who connected, and which address of the balancer's they connected to. */
export type Endpoints = { readonly address: string; readonly localAddress: string }

export type ProxyHeader =
  | 'incomplete'
  | 'malformed'
  /** Without endpoints the balancer speaks for itself, as in its health checks. */
  | { readonly bytes: number; readonly endpoints?: Endpoints }

/** Reads a header from the beginning of what has come so far. */
export function readProxyHeader(received: Buffer): ProxyHeader {
  if (startsAs(received, SIGNATURE)) return received.length < FIXED_BYTES ? 'incomplete' : readBlock(received)
  if (startsAs(received, Buffer.from('PROXY '))) return readLine(received)
  return 'malformed'
}

function startsAs(received: Buffer, wanted: Buffer): boolean {
  const length = Math.min(received.length, wanted.length)
  return received.subarray(0, length).equals(wanted.subarray(0, length))
}

function readLine(received: Buffer): ProxyHeader {
  const end = received.subarray(0, LINE_BYTES_MAX).indexOf('\r\n')
  if (end < 0) return received.length < LINE_BYTES_MAX ? 'incomplete' : 'malformed'
  const bytes = end + 2
  const [, family, address = '', localAddress = '', ...ports] = received.toString('latin1', 0, end).split(' ')
  if (family === 'UNKNOWN') return { bytes }
  const isAddress = family === 'TCP4' ? isIPv4 : family === 'TCP6' ? isPlainIpv6 : undefined
  if (!isAddress?.(address) || !isAddress(localAddress)) return 'malformed'
  return ports.length === 2 && ports.every(isPort) ? { bytes, endpoints: { address, localAddress } } : 'malformed'
}

const isPlainIpv6 = (text: string) => isIPv6(text) && !text.includes('%')
const isPort = (text: string) => /^(0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65_535

function readBlock(received: Buffer): ProxyHeader {
  const command = received[12]
  const family = received[13]
  const bytes = FIXED_BYTES + received.readUInt16BE(14)
  if (command !== COMMAND.local && command !== COMMAND.proxy) return 'malformed'
  if (bytes > HEADER_BYTES_MAX) return 'malformed'
  if (received.length < bytes) return 'incomplete'
  // Whatever stands in it then is to be passed over.
  if (command === COMMAND.local || family === FAMILY.unspecified) return { bytes }
  const block = received.subarray(FIXED_BYTES, bytes)
  if (family === FAMILY.tcp4 && block.length >= IPV4_BLOCK_BYTES) return { bytes, endpoints: between(block, 4, ipv4) }
  if (family === FAMILY.tcp6 && block.length >= IPV6_BLOCK_BYTES) return { bytes, endpoints: between(block, 16, ipv6) }
  return 'malformed'
}

function between(block: Buffer, length: number, written: (bytes: Buffer) => string): Endpoints {
  return { address: written(block.subarray(0, length)), localAddress: written(block.subarray(length, 2 * length)) }
}

const ipv4 = (bytes: Buffer) => bytes.join('.')

function ipv6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16))
  // The URL parser writes every IPv6 address in one way.
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}
