// Who calls the HTTP API: the owner of a bearer key, or of OPERATOR_API_KEY. Cookies count for nothing here, so no other
// site can make a browser call it.
import { createHash, timingSafeEqual } from 'node:crypto'
import { apiKeyCaller } from '@/lib/accounts/api-keys'
import type { Caller } from '@/lib/accounts/caller'
import { env } from '@/lib/platform/env'

const HEADER_LENGTH_MAX = 1000

/** The caller, or null without a key that is good. */
export async function apiCaller(request: { headers: { get(name: string): string | null } }): Promise<Caller | null> {
  const header = request.headers.get('authorization') ?? ''
  if (header.length > HEADER_LENGTH_MAX) return null
  const [, key] = /^Bearer +(\S+) *$/i.exec(header) ?? []
  if (!key) return null
  const { operatorApiKey } = env()
  if (operatorApiKey && isEqual(key, operatorApiKey)) {
    return { kind: 'apiKey', apiKeyId: null, role: 'operator', accountId: null }
  }
  return apiKeyCaller(key)
}

// Digests have one length whatever was sent, and are compared in constant time.
function isEqual(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
