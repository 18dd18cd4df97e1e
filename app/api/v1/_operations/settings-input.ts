// The settings of a job and template as callers give and see them.
import { z } from 'zod'
import { settingsChangeSchema, type SettingsChange } from '@/lib/templates/settings-change'
import { templateSettingsSchema, type TemplateSettings } from '@/lib/templates/template-settings'

/** What this version runs: at once. Another wish is refused rather than quietly not kept. */
const fixedSettings = { schedule: z.literal('immediate'), expectBy: z.null() }

/** Any of the settings; what is left out is as it was, or the default. */
export const settingsInput = settingsChangeSchema.extend({
  schedule: fixedSettings.schedule.optional(),
  expectBy: fixedSettings.expectBy.optional(),
})

export const settingsSchema = templateSettingsSchema.extend(fixedSettings).meta({ id: 'Settings' })

/** What lib keeps of the settings given. */
export function toSettingsChange(input: z.output<typeof settingsInput>): SettingsChange {
  const { schedule: _, expectBy: __, ...change } = input
  return change
}

export const shownSettings = (settings: TemplateSettings) => ({ ...settings, schedule: 'immediate', expectBy: null })
