// A rule about one value that has been read. Rules are compiled once per field and template version.
import type { Field } from '@/lib/import-types/import-type'
import type { Finding, RosterValue } from '../roster-value'
import type { Tolerance } from '../validation-settings'

export type ValueRule = (value: RosterValue) => Finding | undefined

export type RuleSettings = { readonly tolerance: Tolerance; readonly today: string | undefined }

/** The rule for the field, or nothing if the field does not ask for it. */
export type RuleCompiler = (field: Field, settings: RuleSettings) => ValueRule | undefined

/** A value's items: those of a list, or the value itself as text. */
export function itemsOf(value: RosterValue): readonly string[] {
  return typeof value === 'object' ? value : [String(value)]
}
