// The settings as a form sends them: text and ticks, read into a SettingsChange or into what is wrong with each field.
import { z } from 'zod'
import type { SettingsChange } from '@/lib/templates/settings-change'
import { modes, templateSettingsSchema } from '@/lib/templates/template-settings'
import { dateFormatSchema, toleranceSchema, type DateFormat } from '@/lib/validation/validation-settings'
import { numberBounds } from './number-bounds'

export type SettingsProblem =
  | { readonly code: 'choice' | 'dateFormats' | 'dateConflict' | 'name' }
  | { readonly code: 'recipients'; readonly address: string }
  | { readonly code: 'number'; readonly minimum: number; readonly maximum: number }

export type SettingsRead =
  | { readonly ok: true; readonly settings: SettingsChange }
  | { readonly ok: false; readonly problems: Readonly<Record<string, SettingsProblem>> }

type NumberName = keyof typeof numberBounds

/** Reads all settings from a form that shows all of them (settings-fields.tsx). */
export function readSettings(form: FormData): SettingsRead {
  const problems: Record<string, SettingsProblem> = {}
  const choice = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const read = schema.safeParse(form.get(name))
    if (!read.success) problems[name] = { code: 'choice' }
    return read.data
  }
  const number = (name: NumberName): number | undefined => {
    const [minimum, maximum] = numberBounds[name]
    const text = String(form.get(name) ?? '').trim()
    const value = Number(text)
    if (text !== '' && value >= minimum && value <= maximum && (name !== 'keepDays' || Number.isInteger(value)))
      return value
    problems[name] = { code: 'number', minimum, maximum }
    return undefined
  }
  const dateFormats = form.getAll('dateFormats').flatMap((text) => dateFormatSchema.safeParse(text).data ?? [])
  const dateProblem = dateFormatsProblem(dateFormats)
  if (dateProblem) problems.dateFormats = { code: dateProblem }
  const settings: SettingsChange = {
    mode: choice('mode', z.enum(modes)),
    columnMatching: choice('columnMatching', templateSettingsSchema.shape.columnMatching.unwrap()),
    tolerance: choice('tolerance', toleranceSchema),
    hasHeader: form.has('hasHeader'),
    notifyOnSuccess: form.has('notifyOnSuccess'),
    dateFormats,
    keepDays: number('keepDays'),
    maxRejectedPercent: number('maxRejectedPercent'),
    thresholds: {
      deactivatedPercent: number('deactivatedPercent'),
      changedPercent: number('changedPercent'),
      minRows: number('minRows'),
    },
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, settings }
}

const RECIPIENTS_MAX = 20

/** E-mail addresses, one a line or separated by commas. */
export function readRecipients(
  text: string,
): { ok: true; recipients: string[] } | { ok: false; problem: SettingsProblem } {
  const recipients = [...new Set(text.split(/[\s,;]+/).filter((address) => address !== ''))]
  const wrong =
    recipients.find((address) => !z.email().max(254).safeParse(address).success) ?? recipients[RECIPIENTS_MAX]
  return wrong === undefined ? { ok: true, recipients } : { ok: false, problem: { code: 'recipients', address: wrong } }
}

function dateFormatsProblem(formats: readonly DateFormat[]): 'dateFormats' | 'dateConflict' | undefined {
  if (formats.length < 1 || formats.length > 4) return 'dateFormats'
  const isMixed = ['/', '-'].some((sign) => {
    const monthFirst = formats.some((format) => /^M/.test(format) && format.includes(sign))
    const dayFirst = formats.some((format) => /^D/.test(format) && format.includes(sign))
    return monthFirst && dayFirst
  })
  return isMixed ? 'dateConflict' : undefined
}
