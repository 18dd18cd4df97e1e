import type { Caller } from '@/lib/accounts/caller'

/** The member who asked; null where a program did. */
export function callerId(caller: Caller): string | null {
  return caller.kind === 'member' ? caller.memberId : null
}

/** Who asked, as it is kept with a run: a member's name or an API key's. */
export function callerName(caller: Caller): string {
  return caller.kind === 'member' ? caller.name : `API key ${caller.apiKeyId ?? 'OPERATOR_API_KEY'}`
}
