import type { Caller } from '@/lib/accounts/caller'

/** Who asked, as it is kept with a run: a member's name or an API key's. */
export function callerName(caller: Caller): string {
  return caller.kind === 'member' ? caller.name : `API key ${caller.apiKeyId ?? 'OPERATOR_API_KEY'}`
}
