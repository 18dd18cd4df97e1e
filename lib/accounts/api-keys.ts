// Bearer keys for the HTTP API: "rk_" and 256 random bits, shown once. Random bits need no slow hash: SHA-256 is kept.
import { createHash, randomBytes } from 'node:crypto'
import type { ApiKey as Row } from '@/lib/generated/prisma/client'
import { now, secondsFrom } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { ApiKeyCaller } from './caller'
import { isId } from './is-id'

const KEY_BYTES = 32
const PREFIX_LENGTH = 11
const NAME_LENGTH_MAX = 100
const KEYS_MAX = 100
const LAST_USED_EVERY_SECONDS = 60
const shape = /^rk_[A-Za-z0-9_-]{43}$/

/** A key without its secret. */
export type ApiKey = Omit<Row, 'keyHash'>
type AccountId = string | null

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')
const withoutSecret = { keyHash: true } as const

/**
 * Makes a key for an account, or (null) an operator's key, good for every account.
 * @returns the key, this once.
 */
export async function createApiKey(
  accountId: AccountId,
  name: string,
): Promise<{ ok: true; apiKey: ApiKey; key: string } | { ok: false; reason: 'name' | 'too-many' }> {
  const label = name.replace(/\p{Cc}/gu, ' ').trim()
  if (label.length === 0 || label.length > NAME_LENGTH_MAX) return { ok: false, reason: 'name' }
  if ((await db.apiKey.count({ where: { accountId, revokedAt: null } })) >= KEYS_MAX)
    return { ok: false, reason: 'too-many' }
  const key = `rk_${randomBytes(KEY_BYTES).toString('base64url')}`
  const data = { accountId, name: label, prefix: key.slice(0, PREFIX_LENGTH), keyHash: hashOf(key) }
  return { ok: true, apiKey: await db.apiKey.create({ data, omit: withoutSecret }), key }
}

/** The keys of an account (null: the operators'), newest first, revoked ones included. */
export async function listApiKeys(accountId: AccountId): Promise<ApiKey[]> {
  if (accountId !== null && !isId(accountId)) return []
  return db.apiKey.findMany({ where: { accountId }, orderBy: { id: 'desc' }, omit: withoutSecret })
}

/** Ends a key at once. False where the account has no such key in use. */
export async function revokeApiKey(accountId: AccountId, id: string): Promise<boolean> {
  if (!isId(id) || (accountId !== null && !isId(accountId))) return false
  const { count } = await db.apiKey.updateMany({
    where: { id, accountId, revokedAt: null },
    data: { revokedAt: now() },
  })
  return count > 0
}

/** Who calls with this key, or null. Found by its hash, so that the time says nothing about the key. */
export async function apiKeyCaller(key: string): Promise<ApiKeyCaller | null> {
  if (!shape.test(key)) return null
  const row = await db.apiKey.findUnique({ where: { keyHash: hashOf(key) } })
  if (!row || row.revokedAt) return null
  const moment = now()
  const stale = secondsFrom(moment, -LAST_USED_EVERY_SECONDS)
  if (!row.lastUsedAt || row.lastUsedAt < stale) {
    await db.apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: moment } })
  }
  return {
    kind: 'apiKey',
    apiKeyId: row.id,
    role: row.accountId ? 'administrator' : 'operator',
    accountId: row.accountId,
  }
}
