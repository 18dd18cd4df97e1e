// What the forms of a transfer login send. One entry a line; blank lines do not count.
import { z } from 'zod'
import { isId } from '@/lib/accounts/is-id'
import { OVERLAP_HOURS_MAX } from '@/lib/accounts/transfer-passwords'

const TEXT_MAX = 100_000

/** Keys in the RFC 4716 form span lines; every other key is one line. */
const keyPattern = /---- BEGIN SSH2[\s\S]*?---- END SSH2[^\n]*|[^\n]+/g

const lines = z
  .string()
  .max(TEXT_MAX)
  .default('')
  .transform((text) => text.split(/\r?\n/).flatMap((line) => line.trim() || []))

const keys = z
  .string()
  .max(TEXT_MAX)
  .default('')
  .transform((text) => (text.replaceAll('\r', '').match(keyPattern) ?? []).flatMap((key) => key.trim() || []))

export const accessInput = z.object({ publicKeys: keys, allowedAddresses: lines })
export const newLoginInput = accessInput.extend({
  name: z.string().trim().toLowerCase().max(100),
  /** The login it rehearses; blank: it is no rehearsal login. */
  rehearses: z
    .string()
    .max(100)
    .default('')
    .transform((id) => (isId(id) ? id : undefined)),
})

/** For how many hours the old password is good after a new one is made. */
export const overlapInput = z.int().min(0).max(OVERLAP_HOURS_MAX)

export const outboxInput = z.object({
  replyFiles: z.enum(['none', 'problems', 'rows']),
  getsCoursePlans: z.string().optional().transform(Boolean),
})
