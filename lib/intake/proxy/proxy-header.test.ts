// Every form of header the standard knows, every piece of one, and what only looks like one.
import { describe, expect, it } from 'vitest'
import { type ProxyHeader, readProxyHeader } from './proxy-header'

const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex')

function block(command: number, family: number, content: Buffer): Buffer {
  const fixed = Buffer.from([command, family, content.length >> 8, content.length & 0xff])
  return Buffer.concat([SIGNATURE, fixed, content])
}

const IPV4 = Buffer.from([203, 0, 113, 9, 198, 51, 100, 1, 0xd0, 0x01, 0, 22])
const IPV6 = Buffer.from(`20010db8${'0'.repeat(23)}1${'0'.repeat(20)}ffffcb007107c3500016`, 'hex')
const ipv4 = { address: '203.0.113.9', localAddress: '198.51.100.1' }
const ipv6 = { address: '2001:db8::1', localAddress: '::ffff:cb00:7107' }

const line = (text: string) => Buffer.from(`${text}\r\n`)
const read = (bytes: Buffer): ProxyHeader => readProxyHeader(bytes)

const whole: [string, Buffer, object | undefined][] = [
  ['a line for IPv4', line('PROXY TCP4 203.0.113.9 198.51.100.1 53249 22'), ipv4],
  ['a line for IPv6', line('PROXY TCP6 2001:db8::1 ::ffff:cb00:7107 50000 22'), ipv6],
  ['a line of the balancer’s own', line('PROXY UNKNOWN'), undefined],
  ['such a line with something behind it', line('PROXY UNKNOWN ffff::1 ffff::2 1 2'), undefined],
  ['a block for IPv4', block(0x21, 0x11, IPV4), ipv4],
  ['a block for IPv6', block(0x21, 0x21, IPV6), ipv6],
  ['a block with more in it', block(0x21, 0x11, Buffer.concat([IPV4, Buffer.alloc(300, 4)])), ipv4],
  ['a block of the balancer’s own', block(0x20, 0x00, Buffer.alloc(0)), undefined],
  ['a block for what is no address', block(0x21, 0x00, Buffer.alloc(5)), undefined],
]

describe('a header of the PROXY protocol', () => {
  it.each(whole)('%s is read, and not a byte behind it', (_, bytes, endpoints) => {
    const header = read(Buffer.concat([bytes, Buffer.from('SSH-2.0-x\r\n')]))
    expect(header).toEqual(endpoints ? { bytes: bytes.length, endpoints } : { bytes: bytes.length })
  })

  it.each(whole)('%s is waited for until its last byte', (_, bytes) => {
    for (let length = 0; length < bytes.length; length += 1) expect(read(bytes.subarray(0, length))).toBe('incomplete')
  })

  it.each<[string, Buffer]>([
    ['a client’s own first words', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')],
    ['a TLS greeting', Buffer.from([22, 3, 1, 2, 0])],
    ['small letters', line('proxy TCP4 203.0.113.9 198.51.100.1 1 2')],
    ['an address that is none', line('PROXY TCP4 203.0.113.999 198.51.100.1 1 2')],
    ['an address of the other family', line('PROXY TCP4 2001:db8::1 198.51.100.1 1 2')],
    ['an address with a zone', line('PROXY TCP6 fe80::1%eth0 ::1 1 2')],
    ['a port too high', line('PROXY TCP4 203.0.113.9 198.51.100.1 65536 22')],
    ['a port with a zero before it', line('PROXY TCP4 203.0.113.9 198.51.100.1 01 22')],
    ['a missing port', line('PROXY TCP4 203.0.113.9 198.51.100.1 1')],
    ['two spaces', line('PROXY TCP4  203.0.113.9 198.51.100.1 1 2')],
    ['a line without an end', Buffer.from(`PROXY UNKNOWN ${'x'.repeat(200)}`)],
    ['a block of another version', block(0x31, 0x11, IPV4)],
    ['a command nobody knows', block(0x22, 0x11, IPV4)],
    ['a datagram', block(0x21, 0x12, IPV4)],
    ['a block too short for its addresses', block(0x21, 0x11, IPV4.subarray(0, 11))],
    ['a block beyond 536 bytes', block(0x21, 0x11, Buffer.alloc(521))],
  ])('%s is malformed', (_, bytes) => {
    expect(read(bytes)).toBe('malformed')
  })

  it('is never read for longer than its longest form', () => {
    expect(read(Buffer.concat([Buffer.from('PROXY '), Buffer.alloc(100, 65)]))).toBe('incomplete')
    expect(read(Buffer.concat([Buffer.from('PROXY '), Buffer.alloc(101, 65)]))).toBe('malformed')
    expect(read(block(0x21, 0x11, Buffer.alloc(520)).subarray(0, 535))).toBe('incomplete')
  })
})
