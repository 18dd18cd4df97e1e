// The tokens a field allows (enum), exact by the standard. Where tolerated, a token in the wrong case is read with a
// warning. A boolean's enum names its spellings and is read by its kind.
import type { RuleCompiler } from './value-rule'
import { itemsOf } from './value-rule'

export const tokens: RuleCompiler = (field, { tolerance }) => {
  if (!field.enum || field.kind === 'boolean') return undefined
  const allowed = new Set(field.enum)
  const byLowerCase = new Map(field.enum.map((token) => [token.toLowerCase(), token]))
  const forbidden = { code: 'value-enum', params: { allowed: field.enum } } as const

  return (value) => {
    if (typeof value === 'string' && allowed.has(value)) return undefined
    const items = itemsOf(value)
    if (items.every((item) => allowed.has(item))) return undefined
    const read = items.map((item) => byLowerCase.get(item.toLowerCase()))
    if (tolerance === 'strict' || !read.every((token) => token !== undefined)) return forbidden
    const corrected = typeof value === 'object' ? read : (read[0] ?? '')
    return { code: 'value-enum-case', params: { read }, value: corrected }
  }
}
