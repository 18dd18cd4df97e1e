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

/** Reads stored settings; what was not set has its default. */
export function readAccountSettings(stored: unknown): AccountSettings {
  return accountSettingsSchema.parse(stored ?? {})
}
