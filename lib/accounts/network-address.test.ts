import { describe, expect, it } from 'vitest'
import { clientOf, isAddressBlock, isInBlocks, plainAddress } from './network-address'

describe('a network address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:cb00:7107', '203.0.113.7'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    ['', 'unknown'],
    ['203.0.113.7, 10.0.0.1', 'unknown'],
    ['localhost', 'unknown'],
  ])('%s is %s', (address, plain) => {
    expect(plainAddress(address)).toBe(plain)
  })

  it('counts an IPv6 network as one client, and IPv4 addresses one by one', () => {
    expect(clientOf('2001:db8:1:2:aaaa::1')).toBe(clientOf('2001:db8:1:2:bbbb::2'))
    expect(clientOf('2001:db8:1:2::1')).not.toBe(clientOf('2001:db8:1:3::1'))
    expect(clientOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  })
})

describe('an address block', () => {
  it.each(['203.0.113.7', '203.0.113.0/24', '0.0.0.0/0', '2001:db8::/32', '::1', '10.0.0.1/32'])(
    '%s is one',
    (text) => {
      expect(isAddressBlock(text)).toBe(true)
    },
  )

  it.each([
    '',
    '203.0.113.0/33',
    '2001:db8::/129',
    '203.0.113/24',
    '203.0.113.0/24/1',
    'any',
    '1.2.3.4/',
    '1.2.3.4/-1',
    'fe80::1%1',
  ])('%j is none', (text) => {
    expect(isAddressBlock(text)).toBe(false)
  })

  it('holds the addresses inside it, in whatever spelling they come', () => {
    const blocks = ['203.0.113.0/24', '2001:db8::/32', '198.51.100.9']
    const inside = ['203.0.113.200', '::ffff:203.0.113.200', '2001:db8:ffff::1', '198.51.100.9']
    const outside = ['203.0.114.1', '2001:db9::1', '198.51.100.10', 'unknown', '']
    expect(inside.map((address) => isInBlocks(address, blocks))).toEqual([true, true, true, true])
    expect(outside.map((address) => isInBlocks(address, blocks))).toEqual([false, false, false, false, false])
  })

  it('lets everybody in where none is named', () => {
    expect(isInBlocks('unknown', [])).toBe(true)
  })
})
