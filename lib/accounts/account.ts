// An account as the rest of Rollcall sees it, and the shapes of its parts.
import { z } from 'zod'
import type { Account as Row } from '@/lib/generated/prisma/client'
import { locales, toLocale, type Locale } from '@/lib/words/locales'
import { accountSettingsChangesSchema, readAccountSettings, type AccountSettings } from './account-settings'
import { emailAddressSchema } from './email-address'

export const RECIPIENTS_MAX = 50

export type Account = Omit<Row, 'settings' | 'locale'> & { readonly locale: Locale; readonly settings: AccountSettings }

/** Whether the text is a time zone this machine knows, such as America/Chicago. */
export function isTimeZone(text: string): boolean {
  try {
    // Offsets such as +05:00 are zones to Intl, but they know no summer.
    return /^[A-Za-z]/.test(text) && Boolean(new Intl.DateTimeFormat('en', { timeZone: text }))
  } catch {
    return false
  }
}

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u)
const timeZone = z.string().max(64).refine(isTimeZone, { error: 'must be an IANA time zone, such as America/Chicago' })

export const newAccountSchema = z.object({
  name,
  /** Part of every login name: name_admin_<slug>_<state>. */
  slug: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must have 1 to 40 small letters, digits or hyphens'),
  state: z.string().regex(/^[a-z]{2,3}$/, 'must have 2 or 3 small letters'),
  timeZone,
  locale: z.enum(locales).default('en'),
})

/** Slug and state never change: they are part of the names that districts have typed into their systems. */
export const accountChangesSchema = z
  .object({
    name,
    timeZone,
    locale: z.enum(locales),
    reportRecipients: z.array(emailAddressSchema).max(RECIPIENTS_MAX),
    settings: accountSettingsChangesSchema,
  })
  .partial()

export type NewAccount = z.input<typeof newAccountSchema>
export type AccountChanges = z.input<typeof accountChangesSchema>

/** The row with its stored JSON read. */
export function toAccount(row: Row): Account {
  return { ...row, locale: toLocale(row.locale), settings: readAccountSettings(row.settings) }
}
