// The longest text a field takes, in characters as people count them (code points). An identifier that is too long is
// kept with a warning where tolerated: cutting it would make it another one.
import type { RuleCompiler } from './value-rule'
import { itemsOf } from './value-rule'

export const length: RuleCompiler = (field, { tolerance }) => {
  const limit = field.maxLength
  if (limit === undefined) return undefined
  const isKept = tolerance === 'tolerant' && field.kind === 'id'

  return (value) => {
    if (typeof value === 'string' && value.length <= limit) return undefined
    if (itemsOf(value).every((item) => item.length <= limit || [...item].length <= limit)) return undefined
    return { code: 'value-too-long', params: { limit }, ...(isKept && { value }) }
  }
}
