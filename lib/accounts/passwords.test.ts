import { hash } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { checkPassword, hashPassword, isPossiblePassword } from './passwords'

const password = 'a lantern above the gymnasium'

describe('a password', () => {
  it('is kept as argon2id with 19 MiB and two passes, salted anew each time', async () => {
    const [first, second] = await Promise.all([hashPassword(password), hashPassword(password)])
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(first).not.toBe(second)
  })

  it('matches its hash, and nothing else does', async () => {
    const kept = await hashPassword(password)
    expect(await checkPassword(password, kept)).toEqual({ matches: true })
    expect(await checkPassword(`${password} `, kept)).toEqual({ matches: false })
    expect(await checkPassword('', kept)).toEqual({ matches: false })
    expect(await checkPassword(password, null)).toEqual({ matches: false })
  })

  it('matches in every Unicode form of the same text', async () => {
    const kept = await hashPassword('contraseña de la dirección'.normalize('NFD'))
    expect(await checkPassword('contraseña de la dirección'.normalize('NFC'), kept)).toEqual({ matches: true })
  })

  it('is never cut: the last of 1,024 bytes counts', async () => {
    const kept = await hashPassword(`${'x'.repeat(1023)}y`)
    expect(await checkPassword(`${'x'.repeat(1023)}z`, kept)).toEqual({ matches: false })
    expect(await checkPassword(`${'x'.repeat(1023)}y`, kept)).toEqual({ matches: true })
  })

  it('is refused without hashing when it is empty, holds NUL or is longer than 1,024 bytes', async () => {
    expect(['', 'a\0b', 'x'.repeat(1025), 'ñ'.repeat(513), 'x'.repeat(1024 * 1024)].map(isPossiblePassword)).toEqual(
      Array(5).fill(false),
    )
    expect(isPossiblePassword('ñ'.repeat(512))).toBe(true)
    const began = performance.now()
    expect(await checkPassword('x'.repeat(1024 * 1024), await hashPassword(password))).toEqual({ matches: false })
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('kept with older parameters still matches and is hashed anew', async () => {
    const old = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })
    const { matches, renewed } = await checkPassword(password, old)
    expect(matches).toBe(true)
    expect(renewed).toMatch(/m=19456,t=2,p=1/)
    expect(await checkPassword('wrong', old)).toEqual({ matches: false })
  })

  it('takes its turn when many are compared at once', async () => {
    const kept = await hashPassword(password)
    const tries = Array.from({ length: 12 }, (_, index) => checkPassword(index % 2 ? password : 'wrong', kept))
    const results = await Promise.all(tries)
    expect(results.map((result) => result.matches)).toEqual(results.map((_, index) => index % 2 === 1))
  })
})
