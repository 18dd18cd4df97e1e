// The moment an address of the roster names (?asOf=), if it names one.
import { now } from '@/lib/platform/clock'
import type { Account } from '@/lib/accounts/account'
import { pastAt, type Past, type PastRefusal } from '@/lib/roster/as-of'
import { asOfMoment } from '@/lib/roster/as-of-moment'

export type AsOf = {
  /** As the address has it; undefined: as things stand. */
  readonly text: string | undefined
  readonly past: Past | undefined
  /** Why the roster of that moment cannot be shown. */
  readonly refusal: PastRefusal | { readonly reason: 'unreadable' } | undefined
}

export async function asOfQuery(account: Account, text: string | undefined): Promise<AsOf> {
  if (!text) return { text: undefined, past: undefined, refusal: undefined }
  const at = asOfMoment(text, account.timeZone, now())
  if (!at) return { text, past: undefined, refusal: { reason: 'unreadable' } }
  const asked = await pastAt(account.id, at)
  return asked.ok ? { text, past: asked.past, refusal: undefined } : { text, past: undefined, refusal: asked.refusal }
}
