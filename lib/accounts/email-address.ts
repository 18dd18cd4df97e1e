// The one form of e-mail address Rollcall takes: a plain mailbox, nothing that a mail server could read as two.
import { z } from 'zod'

const LENGTH_MAX = 254

const atoms = /[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*/
const domain = /(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})/
const mailbox = new RegExp(`^${atoms.source}@${domain.source}$`)

/** A single mailbox in lower case: no quotes, comments, commas, groups, spaces or line breaks (faults.md 161). */
export const emailAddressSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(LENGTH_MAX)
  .pipe(z.email({ pattern: mailbox }))

/** The address as it is kept, or undefined where the text is none. */
export function readEmailAddress(text: unknown): string | undefined {
  const result = emailAddressSchema.safeParse(text)
  return result.success ? result.data : undefined
}
