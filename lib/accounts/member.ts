// A member as the rest of Rollcall sees one, and the shapes of its parts.
import { z } from 'zod'
import type { Member as Row } from '@/lib/generated/prisma/client'
import { locales } from '@/lib/words/locales'
import { accountRoles } from './caller'
import { emailAddressSchema } from './email-address'

/** A member without the password's hash; `invited` until a password is chosen. */
export type Member = Omit<Row, 'passwordHash'> & { readonly invited: boolean }

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u)

export const newMemberSchema = z.object({
  email: emailAddressSchema,
  name,
  role: z.enum(accountRoles),
  locale: z.enum(locales).optional(),
})

export const memberChangesSchema = z
  .object({ name, role: z.enum(accountRoles), locale: z.enum(locales).nullable() })
  .partial()

export type NewMember = z.input<typeof newMemberSchema>
export type MemberChanges = z.input<typeof memberChangesSchema>

export function toMember({ passwordHash, ...row }: Row): Member {
  return { ...row, invited: passwordHash === null }
}
