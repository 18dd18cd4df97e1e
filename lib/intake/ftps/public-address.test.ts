import { describe, expect, it } from 'vitest'
import { publicAddressOf } from './public-address'

const outside = { address: '198.51.100.9', localAddress: '10.0.0.5' }

describe('a client asking for a passive port is told', () => {
  it.each([
    ['the public address, from outside', '192.0.2.7', outside, '192.0.2.7'],
    ['127.0.0.1, on this machine', '192.0.2.7', { address: '127.0.0.1', localAddress: '127.0.0.1' }, '127.0.0.1'],
    ['the address it reached, if the public name cannot be found', 'nowhere.invalid', outside, '10.0.0.5'],
    ['the address it reached, if the public name means this machine', '127.0.0.1', outside, '10.0.0.5'],
    [
      'nothing, over IPv6: it has to use EPSV',
      '192.0.2.7',
      { address: '2001:db8::1', localAddress: '2001:db8::2' },
      undefined,
    ],
  ])('%s', async (_, publicHost, client, expected) => {
    expect(await publicAddressOf(publicHost)(client)).toBe(expected)
  })
})
