// The tokens a field allows (enum), exact by the standard. Where tolerated, a token in the wrong case is read with a
// warning; where the list is open, a token outside it is kept with one. The enum of a boolean or a grade names its
// spellings and is read by its kind.
import { allowedTokens } from '@/lib/import-types/import-type'
import type { Finding } from '../roster-value'
import type { RuleCompiler } from './value-rule'
import { itemsOf } from './value-rule'

export const tokens: RuleCompiler = (field, { tolerance }) => {
  if (!field.enum || field.kind === 'boolean' || field.kind === 'grade') return undefined
  const { enumPrefix: prefix, enumOpen: isOpen } = field
  const allowed = new Set(field.enum)
  const byLowerCase = new Map(field.enum.map((token) => [token.toLowerCase(), token]))
  const isAllowed = (item: string) =>
    allowed.has(item) || (prefix !== undefined && item.startsWith(prefix) && item.length > prefix.length)
  const params = { allowed: allowedTokens(field) }

  return (value): Finding | undefined => {
    if (typeof value === 'string' && allowed.has(value)) return undefined
    const items = itemsOf(value)
    if (items.every(isAllowed)) return undefined
    const known = items.map((item) => (isAllowed(item) ? item : byLowerCase.get(item.toLowerCase())))
    if (tolerance === 'tolerant' && known.every((token) => token !== undefined)) {
      return { code: 'value-enum-case', params: { read: known }, value: typeof value === 'object' ? known : known[0] }
    }
    return isOpen ? { code: 'value-enum-other', params, value } : { code: 'value-enum', params }
  }
}
