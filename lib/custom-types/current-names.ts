import type { ImportType } from '@/lib/import-types/import-type'
import type { FileMapping } from '@/lib/mapping/file-mapping'

/** The mapping with fields by the names they have now, where it was made when they were called otherwise. */
export function withCurrentNames(mapping: FileMapping, type: ImportType): FileMapping {
  const current = new Map(
    type.fields.flatMap(({ name, formerNames = [] }) => formerNames.map((former) => [former, name] as const)),
  )
  if (current.size === 0) return mapping
  const named = <T extends string | null>(field: T) => (field === null ? field : (current.get(field) ?? field)) as T
  return {
    ...mapping,
    columns: mapping.columns.map((column) => ({ ...column, field: named(column.field) })),
    constants: Object.fromEntries(Object.entries(mapping.constants).map(([field, value]) => [named(field), value])),
  }
}
