// A date that should not lie in the future, such as a birth date: a warning, because clocks and time zones differ too.
import type { RuleCompiler } from './value-rule'

export const past: RuleCompiler = (field, { today }) => {
  if (!field.past || today === undefined) return undefined
  return (value) => (typeof value === 'string' && value > today ? { code: 'value-date-future', value } : undefined)
}
