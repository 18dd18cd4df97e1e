// What belongs to this machine or its networks is not connected to, however it is written and whatever a name answers.
import { describe, expect, it } from 'vitest'
import { env, readEnv } from './env'
import { isOutside, outsideAddresses, OutsideError } from './outside-address'

const inside = [
  ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
  ...['0.0.0.0', '100.64.0.1', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', 'fd00:ec2::254'],
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '::127.0.0.1', 'ff02::1'],
]
const outside = ['8.8.8.8', '172.32.0.1', '193.0.0.1', '2606:4700::1111', '2a00:1450::8']

/** Does something with the variable set. */
async function withVariable(text: string, work: () => unknown): Promise<void> {
  const before = env().pullPrivateAddresses
  Object.assign(env(), { pullPrivateAddresses: readEnv({ PULL_PRIVATE_ADDRESSES: text }).pullPrivateAddresses })
  try {
    await work()
  } finally {
    Object.assign(env(), { pullPrivateAddresses: before })
  }
}

describe('without the operator’s leave', () => {
  it.each(inside)('%s is not connected to', (address) =>
    withVariable('off', () => expect(isOutside(address)).toBe(false)),
  )
  it.each(outside)('%s is', (address) => withVariable('', () => expect(isOutside(address)).toBe(true)))

  it.each(['localhost', '127.0.0.1', '0x7f.1', '017700000001', '2130706433', '::1'])(
    'a host written as %s is judged by the address it stands for',
    (host) =>
      withVariable('off', async () => {
        const error: unknown = await outsideAddresses(host).catch((thrown: unknown) => thrown)
        expect(error).toBeInstanceOf(OutsideError)
        expect(error).toMatchObject({ reason: 'not-allowed' })
      }),
  )

  it('a name that nobody has is said to be one', () =>
    withVariable('off', async () => {
      await expect(outsideAddresses('no-such-host.invalid')).rejects.toMatchObject({ reason: 'no-such-name' })
    }))
})

describe('with it', () => {
  it('only what is in the list is added', () =>
    withVariable('10.1.0.0/16, fd00:1::/32', () => {
      expect(['10.1.2.3', 'fd00:1::5', '8.8.8.8'].map(isOutside)).toEqual([true, true, true])
      expect(['10.2.0.1', '127.0.0.1', 'fd00:2::5', '::1'].map(isOutside)).toEqual([false, false, false, false])
    }))

  it('or everything', () => withVariable('on', () => expect(inside.every(isOutside)).toBe(true)))

  it('what is no list is refused at start', () => {
    for (const text of ['yes', '10.0.0.0/33', 'on,10.0.0.1', 'localhost']) {
      expect(() => readEnv({ PULL_PRIVATE_ADDRESSES: text })).toThrow(/PULL_PRIVATE_ADDRESSES/)
    }
  })
})
