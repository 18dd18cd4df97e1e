import { describe, expect, it } from 'vitest'
import { addressGroup, plainAddress } from './address'

describe('client addresses', () => {
  it('IPv4 in IPv6 clothes is IPv4', () => {
    expect(plainAddress('::ffff:10.1.2.3')).toBe('10.1.2.3')
    expect(plainAddress('2001:db8::1')).toBe('2001:db8::1')
    expect(plainAddress(undefined)).toBe('unknown')
  })

  it('a network of 64 bits counts as one client, however it is written', () => {
    const group = addressGroup('2001:db8:0:7::1')
    for (const same of ['2001:db8::7:1:2:3:4', '2001:0DB8:0000:0007::ffff']) expect(addressGroup(same)).toBe(group)
    for (const other of ['2001:db8:0:8::1', '::1', '10.1.2.3']) expect(addressGroup(other)).not.toBe(group)
    expect(addressGroup('10.1.2.3')).not.toBe(addressGroup('10.1.2.4'))
  })
})
