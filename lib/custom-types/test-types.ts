// For tests only: types an account made.
import { createCustomType, type SavedType } from './save-type'
import type { Definition, FieldDefinition } from './definition'
import type { CustomType } from './stored-type'

export const busPasses: Definition = {
  title: 'Bus passes',
  key: ['Pass Number'],
  fields: [
    { name: 'Pass Number', kind: 'id' },
    { name: 'Student ID', kind: 'id', reference: { importType: 'visitor-aware/students', field: 'Student ID' } },
    { name: 'Route', kind: 'text', enum: ['Red', 'Green', 'Blue'] },
    { name: 'Stop', kind: 'integer', minimum: 1, maximum: 99 },
    { name: 'Valid until', kind: 'date' },
  ],
}

/** The definition with other fields under the same names, or more of them. */
export function withFields(definition: Definition, ...fields: FieldDefinition[]): Definition {
  const named = (name: string) => fields.find((field) => field.name === name)
  const changed = definition.fields.map((field) => named(field.name) ?? field)
  const added = fields.filter((field) => !definition.fields.some(({ name }) => name === field.name))
  return { ...definition, fields: [...changed, ...added] }
}

export async function testType(accountId: string, definition = busPasses, slug = 'bus-passes'): Promise<CustomType> {
  return saved(await createCustomType({ accountId, slug, definition }))
}

/** @throws where it was not saved. */
export function saved(result: SavedType): CustomType {
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.type
}
