import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ssh2 from 'ssh2'
import { beforeEach, describe, expect, it } from 'vitest'
import { env } from './env'
import { authSecret, hostKeys, SecretError } from './secrets'

const file = (name: string) => path.join(env().dataDir, name)

beforeEach(() => {
  for (const folder of ['secrets', 'host-keys']) rmSync(file(folder), { recursive: true, force: true })
})

describe('secrets', () => {
  it('are made once and never again', () => {
    const [secret, keys] = [authSecret(), hostKeys()]
    expect(authSecret()).toBe(secret)
    expect(hostKeys()).toEqual(keys)
    expect(keys.map((key) => key.type)).toEqual(['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ssh-rsa'])
  })

  it('refuses a host key that others can read, and one that is damaged, and replaces neither', () => {
    hostKeys()
    chmodSync(file('host-keys/rsa'), 0o644)
    expect(() => hostKeys()).toThrow(SecretError)
    chmodSync(file('host-keys/rsa'), 0o600)
    writeFileSync(file('host-keys/rsa'), 'damaged')
    expect(() => hostKeys()).toThrow('is not a private key')
    expect(readFileSync(file('host-keys/rsa'), 'utf8')).toBe('damaged')
  })

  it('makes no host key that cannot be read back, which ssh2 does once in 256 times', () => {
    for (let made = 0; made < 600; made++) {
      rmSync(file('host-keys/ed25519'), { force: true })
      const ed25519 = hostKeys()[0]
      expect(ssh2.utils.parseKey(ed25519?.privateKey ?? '')).not.toBeInstanceOf(Error)
    }
  })
})
