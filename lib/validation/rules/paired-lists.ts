// Lists that belong together item by item, such as subjects and their codes, must be of one length.
import type { ImportType } from '@/lib/import-types/import-type'
import { indexOfField, type RowRule } from './row-rule'

export function pairedListRules(type: ImportType): RowRule[] {
  return (type.paired ?? []).map(([list, codes]) => {
    const [listIndex, codesIndex] = [indexOfField(type, list), indexOfField(type, codes)]
    return (values) => {
      const [first, second] = [values[listIndex], values[codesIndex]]
      if (!Array.isArray(first) || !Array.isArray(second) || first.length === second.length) return undefined
      return { code: 'value-list-length', fieldIndex: codesIndex, params: { other: list } }
    }
  })
}
