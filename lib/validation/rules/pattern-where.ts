// The form a value must have where another field has a certain value. Kept with a warning where tolerated, as an
// identifier with odd characters is.
import type { ImportType } from '@/lib/import-types/import-type'
import type { Tolerance } from '../validation-settings'
import { indexOfField, type RowRule } from './row-rule'

export function patternWhereRules(type: ImportType, tolerance: Tolerance): RowRule[] {
  return (type.patternsWhere ?? []).map(({ field, pattern, where }) => {
    const [fieldIndex, whereIndex] = [indexOfField(type, field), indexOfField(type, where.field)]
    const form = new RegExp(`^(?:${pattern})$`, 'u')
    return (values) => {
      const value = values[fieldIndex]
      if (values[whereIndex] !== where.value || typeof value !== 'string' || form.test(value)) return undefined
      return {
        code: 'value-pattern',
        fieldIndex,
        params: { pattern },
        severity: tolerance === 'strict' ? 'error' : 'warning',
      }
    }
  })
}
