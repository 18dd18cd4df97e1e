// The settings of a job and of the template it becomes, with their defaults (api.md lists them).
import { z } from 'zod'
import { thresholdsSchema } from '@/lib/changes/thresholds'
import { dateFormatSchema, toleranceSchema } from '@/lib/validation/validation-settings'

export const modes = ['full', 'partial', 'add-only'] as const

export const templateSettingsSchema = z.object({
  /** Full: absent records are deactivated. Partial: they are left alone. Add-only: existing ones are not changed either. */
  mode: z.enum(modes).default('full'),
  columnMatching: z.enum(['by-name', 'strict-order']).default('by-name'),
  hasHeader: z.boolean().default(true),
  dateFormats: z.array(dateFormatSchema).min(1).max(4).default(['YYYY-MM-DD']),
  tolerance: toleranceSchema.default('tolerant'),
  /** More rejected rows than this and the whole file is rejected, in per cent of all rows. */
  maxRejectedPercent: z.number().min(0).max(100).default(100),
  thresholds: thresholdsSchema.prefault({}),
  notifyOnSuccess: z.boolean().default(false),
  /** In addition to the account's own recipients. */
  recipients: z.array(z.email().max(254)).max(20).default([]),
  /** Members of a bundle that are deliberately not imported. */
  ignoredMembers: z.array(z.string().min(1).max(255)).max(100).default([]),
  /** How long the delivered file is kept after processing; 0: destroyed at once. */
  keepDays: z.number().int().min(0).max(365).default(0),
})

export type Mode = (typeof modes)[number]
export type TemplateSettings = z.output<typeof templateSettingsSchema>
