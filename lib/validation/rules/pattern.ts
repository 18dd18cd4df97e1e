// A form the whole value must have. Patterns come from our own declarations, which are reviewed for linear time; a
// pattern typed in by a user must not reach this rule before it has been proved linear.
import type { RuleCompiler } from './value-rule'
import { itemsOf } from './value-rule'

export const pattern: RuleCompiler = (field) => {
  if (field.pattern === undefined) return undefined
  const form = new RegExp(`^(?:${field.pattern})$`, 'u')
  const mismatch = { code: 'value-pattern', params: { pattern: field.pattern } } as const
  return (value) => (itemsOf(value).every((item) => form.test(item)) ? undefined : mismatch)
}
