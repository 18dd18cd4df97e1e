// A change of settings names only what changes. The defaults of template-settings.ts must not creep back in with it.
import { z } from 'zod'
import { thresholdsSchema } from '@/lib/changes/thresholds'
import { templateSettingsSchema, type TemplateSettings } from './template-settings'

type WithoutDefault<T> = T extends z.ZodDefault<infer Inner> ? Inner : T extends z.ZodPrefault<infer Inner> ? Inner : T
type Change<Shape extends z.ZodRawShape> = { [Key in keyof Shape]: z.ZodOptional<WithoutDefault<Shape[Key]>> }

/** The same object with every key optional and no default: what is not named stays undefined. */
function changeOf<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>): z.ZodObject<Change<Shape>> {
  const entries = Object.entries<unknown>(schema.shape).map(([key, value]) => {
    const bare = value instanceof z.ZodDefault || value instanceof z.ZodPrefault ? value.unwrap() : value
    return [key, (bare as z.ZodType).optional()]
  })
  return z.object(Object.fromEntries(entries) as Change<Shape>)
}

/** Any part of TemplateSettings, thresholds one by one. */
export const settingsChangeSchema = changeOf(templateSettingsSchema).extend({
  thresholds: changeOf(thresholdsSchema).optional(),
})

export type SettingsChange = z.output<typeof settingsChangeSchema>

/** The settings after a change; what the change does not name stays as it was. */
export function changeSettings(current: TemplateSettings, change: SettingsChange): TemplateSettings {
  const { thresholds, ...rest } = change
  const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const namedThresholds = Object.fromEntries(
    Object.entries(thresholds ?? {}).filter(([, value]) => value !== undefined),
  )
  return templateSettingsSchema.parse({
    ...current,
    ...named,
    thresholds: { ...current.thresholds, ...namedThresholds },
  })
}

/** Settings from nothing but a change: the defaults for the rest. */
export function settingsFrom(change: SettingsChange = {}): TemplateSettings {
  return changeSettings(templateSettingsSchema.parse({}), change)
}
