import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/platform/db'
import { emptyDatabase } from '@/lib/platform/test-database'
import { apiKeyCaller, createApiKey, listApiKeys, revokeApiKey } from './api-keys'
import { anAccount } from './test-accounts'

beforeEach(emptyDatabase)

async function aKey(accountId: string | null, name = 'Provisioning') {
  const made = await createApiKey(accountId, name)
  if (!made.ok) throw new Error(made.reason)
  return made
}

describe('an API key', () => {
  it('is "rk_" and 256 random bits, shown once; only its SHA-256 is kept', async () => {
    const { id } = await anAccount()
    const { key } = await aKey(id)
    expect(key).toMatch(/^rk_[A-Za-z0-9_-]{43}$/)
    expect(JSON.stringify(await db.apiKey.findMany())).not.toContain(key)
    expect(JSON.stringify(await listApiKeys(id))).not.toMatch(/[0-9a-f]{64}/)
    expect((await listApiKeys(id))[0]?.prefix).toBe(key.slice(0, 11))
  })

  it('calls as an administrator of its account, or as an operator', async () => {
    const { id } = await anAccount()
    const own = await aKey(id)
    const operator = await aKey(null)
    expect(await apiKeyCaller(own.key)).toEqual({
      kind: 'apiKey',
      apiKeyId: own.apiKey.id,
      role: 'administrator',
      accountId: id,
    })
    expect(await apiKeyCaller(operator.key)).toMatchObject({ role: 'operator', accountId: null })
  })

  it('is nobody’s when wrong, cut, longer or empty', async () => {
    const { key } = await aKey((await anAccount()).id)
    const wrong = [key.slice(0, -1), `${key}x`, key.toUpperCase(), '', 'rk_', `rk_${'x'.repeat(43)}`]
    expect(await Promise.all(wrong.map(apiKeyCaller))).toEqual(wrong.map(() => null))
  })

  it('is dead once revoked, and only its own account can revoke it', async () => {
    const { id } = await anAccount()
    const other = await anAccount('shelbyville')
    const { key, apiKey } = await aKey(id)
    expect(await revokeApiKey(other.id, apiKey.id)).toBe(false)
    expect(await revokeApiKey(null, apiKey.id)).toBe(false)
    expect(await revokeApiKey(id, 'no id')).toBe(false)
    expect(await apiKeyCaller(key)).not.toBeNull()
    expect(await revokeApiKey(id, apiKey.id)).toBe(true)
    expect(await revokeApiKey(id, apiKey.id)).toBe(false)
    expect(await apiKeyCaller(key)).toBeNull()
  })

  it('notes its use once a minute at most', async () => {
    const { id } = await anAccount()
    const { key } = await aKey(id)
    await apiKeyCaller(key)
    const first = (await listApiKeys(id))[0]?.lastUsedAt
    await apiKeyCaller(key)
    expect((await listApiKeys(id))[0]?.lastUsedAt).toEqual(first)
    await db.apiKey.updateMany({ data: { lastUsedAt: new Date(Date.now() - 61_000) } })
    await apiKeyCaller(key)
    expect((await listApiKeys(id))[0]?.lastUsedAt?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Infinity)
  })

  it('needs a name, and there are a hundred at most', async () => {
    const { id } = await anAccount()
    expect(await createApiKey(id, ' \n ')).toEqual({ ok: false, reason: 'name' })
    const data = Array.from({ length: 100 }, (_, index) => ({
      accountId: id,
      name: 'x',
      prefix: 'rk_',
      keyHash: String(index),
    }))
    await db.apiKey.createMany({ data })
    expect(await createApiKey(id, 'one more')).toEqual({ ok: false, reason: 'too-many' })
  })
})
