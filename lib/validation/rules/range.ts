// The smallest and largest number a field takes.
import type { Finding } from '../roster-value'
import type { RuleCompiler } from './value-rule'

export const range: RuleCompiler = ({ minimum, maximum }) => {
  if (minimum === undefined && maximum === undefined) return undefined
  return (value): Finding | undefined => {
    const number = Number(value)
    if (minimum !== undefined && number < minimum) return { code: 'value-minimum', params: { minimum } }
    if (maximum !== undefined && number > maximum) return { code: 'value-maximum', params: { maximum } }
    return undefined
  }
}
