// Keys as people paste them, and the one we make: what can be read is kept, what cannot is named.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SecretError } from '@/lib/platform/secrets'
import { makeKeyPair, openSecret, readPrivateKey, sealSecret } from './secret'

const folder = mkdtempSync(path.join(tmpdir(), 'keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

function keyFile(name: string, ...options: string[]): string {
  const file = path.join(folder, name)
  execFileSync('ssh-keygen', ['-q', '-f', file, ...options])
  return file
}
const read = (file: string) => readFileSync(file, 'utf8')

describe('a private key', () => {
  it.each([
    ['ed25519', ['-t', 'ed25519', '-N', '']],
    ['ecdsa', ['-t', 'ecdsa', '-N', '']],
    ['rsa in PEM form', ['-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', '']],
  ])('(%s) is read, with the public half that is to be installed', (name, options) => {
    const file = keyFile(name, ...options)
    const key = readPrivateKey(read(file).replaceAll('\n', '\r\n'), undefined, 'rollcall')
    const [type, base64] = read(`${file}.pub`).split(' ')
    expect(key).toMatchObject({ ok: true, publicKey: `${type} ${base64} rollcall` })
  })

  it('that is locked opens with its passphrase only', () => {
    const text = read(keyFile('locked', '-t', 'ed25519', '-N', 'open sesame'))
    expect(readPrivateKey(text, 'open sesame', 'x')).toMatchObject({ ok: true })
    for (const wrong of [undefined, 'sesame']) {
      expect(readPrivateKey(text, wrong, 'x')).toEqual({ ok: false, reason: 'passphrase' })
    }
  })

  it('that would take minutes to unlock is not even tried', () => {
    const text = read(keyFile('slow', '-t', 'ed25519', '-N', 'x'))
    const [head = '', ...lines] = text.trim().split('\n')
    const bytes = Buffer.from(lines.slice(0, -1).join(''), 'base64')
    // After the magic, two names and the salt: the number of rounds.
    const rounds = bytes.indexOf('bcrypt') + 'bcrypt'.length + 4 + 4 + 16
    expect(bytes.readUInt32BE(rounds)).toBeLessThan(100)
    bytes.writeUInt32BE(0x7fffffff, rounds)
    const slow = [head, bytes.toString('base64'), lines.at(-1)].join('\n')
    expect(readPrivateKey(slow, 'x', 'x')).toEqual({ ok: false, reason: 'unreadable' })
  })

  it('that is none, public, or too weak is named', () => {
    expect(readPrivateKey('hello', undefined, 'x')).toEqual({ ok: false, reason: 'unreadable' })
    const weak = keyFile('weak', '-t', 'rsa', '-b', '1024', '-N', '')
    expect(readPrivateKey(read(`${weak}.pub`), undefined, 'x')).toEqual({ ok: false, reason: 'public' })
    expect(readPrivateKey(read(weak), undefined, 'x')).toEqual({ ok: false, reason: 'too-weak' })
  })
})

describe('a sealed secret', () => {
  it('opens for its own source alone', () => {
    const { secret, publicKey } = makeKeyPair('rollcall-x')
    expect(publicKey).toMatch(/^ssh-ed25519 \S+ rollcall-x$/)
    expect(openSecret(sealSecret(secret, 'one'), 'one')).toEqual(secret)
    expect(() => openSecret(sealSecret(secret, 'one'), 'other')).toThrow(SecretError)
  })
})
