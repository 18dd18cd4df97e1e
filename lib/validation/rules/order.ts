// A beginning must not come after its end. Canonical dates and moments compare as text, numbers as numbers, grades by
// their place at school.
import type { ImportType, Kind } from '@/lib/import-types/import-type'
import { grades } from '../kinds/grade'
import { indexOfField, type RowRule } from './row-rule'

export function orderRules(type: ImportType): RowRule[] {
  return (type.ordered ?? []).map(([begin, end]) => {
    const [beginIndex, endIndex] = [indexOfField(type, begin), indexOfField(type, end)]
    const isAfter = comparisonOf(type.fields[beginIndex]?.kind)
    return (values) => {
      const [first, last] = [values[beginIndex], values[endIndex]]
      if (typeof first !== 'string' || typeof last !== 'string' || !isAfter(first, last)) return undefined
      return { code: 'value-order', fieldIndex: endIndex, params: { other: begin } }
    }
  })
}

function comparisonOf(kind: Kind | undefined): (first: string, last: string) => boolean {
  if (kind === 'integer' || kind === 'decimal' || kind === 'year') return (first, last) => Number(first) > Number(last)
  if (kind === 'grade') return (first, last) => grades.indexOf(first) > grades.indexOf(last)
  return (first, last) => first > last
}
