// What an account has decided once for all its templates: the stored JSON of accounts.settings.
import { z } from 'zod'
import { thresholdsSchema } from '@/lib/changes/thresholds'

export const accountSettingsSchema = z.object({
  /** What a new template starts with. */
  thresholds: thresholdsSchema.prefault({}),
  /** How long delivered files are kept after processing unless a template says otherwise; 0: destroyed at once. */
  keepDays: z.number().int().min(0).max(365).default(0),
})

export type AccountSettings = z.output<typeof accountSettingsSchema>

/** What may be sent to change them: any part. */
export const accountSettingsChangesSchema = accountSettingsSchema
  .extend({ thresholds: thresholdsSchema.partial() })
  .partial()

export type AccountSettingsChanges = z.input<typeof accountSettingsChangesSchema>

/** The settings with the given parts replaced. What was not given stays, also within the thresholds. */
export function changeAccountSettings(current: AccountSettings, given: AccountSettingsChanges): AccountSettings {
  const thresholds = { ...current.thresholds, ...withoutUndefined(given.thresholds ?? {}) }
  return accountSettingsSchema.parse({ ...current, ...withoutUndefined(given), thresholds })
}

function withoutUndefined(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** Reads stored settings; what was not set has its default. */
export function readAccountSettings(stored: unknown): AccountSettings {
  return accountSettingsSchema.parse(stored ?? {})
}
