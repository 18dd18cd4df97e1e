// A beginning must not come after its end. Canonical dates and moments compare as text, numbers as numbers.
import type { ImportType } from '@/lib/import-types/import-type'
import { indexOfField, type RowRule } from './row-rule'

export function orderRules(type: ImportType): RowRule[] {
  return (type.ordered ?? []).map(([begin, end]) => {
    const [beginIndex, endIndex] = [indexOfField(type, begin), indexOfField(type, end)]
    const kind = type.fields[beginIndex]?.kind
    const isNumber = kind === 'integer' || kind === 'decimal' || kind === 'year'
    return (values) => {
      const [first, last] = [values[beginIndex], values[endIndex]]
      if (typeof first !== 'string' || typeof last !== 'string') return undefined
      const isAfter = isNumber ? Number(first) > Number(last) : first > last
      return isAfter ? { code: 'value-order', fieldIndex: endIndex, params: { other: begin } } : undefined
    }
  })
}
