import type { ImportType } from '@/lib/import-types/import-type'
import type { FileMapping } from './file-mapping'

/** The mapping with fields by the names they have now, where it was made when they were called otherwise. */
export function withCurrentNames(mapping: FileMapping, type: ImportType): FileMapping {
  const current = new Map(
    type.fields.flatMap(({ name, formerNames = [] }) => formerNames.map((former) => [former, name] as const)),
  )
  if (current.size === 0) return mapping
  const named = <T extends string | null>(field: T) => (field === null ? field : (current.get(field) ?? field)) as T
  const keyed = <T>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(values).map(([field, value]) => [named(field), value]))
  return {
    ...mapping,
    columns: mapping.columns.map(({ alsoFills, ...column }) => ({
      ...column,
      field: named(column.field),
      ...(alsoFills && { alsoFills: alsoFills.map((fill) => ({ ...fill, field: named(fill.field) })) }),
    })),
    constants: keyed(mapping.constants),
    ...(mapping.combined && { combined: keyed(mapping.combined) }),
  }
}
