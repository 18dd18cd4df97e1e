import { importTypes } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'

/**
 * The types in an order in which no file refers to one that comes after it, as far as there is one: parents before
 * children, by the references the types declare. Types that do not depend on each other keep the catalogue's order.
 */
export function orderOfApplication(types: readonly ImportType[]): ImportType[] {
  const waiting = types.toSorted((a, b) => placeOf(a) - placeOf(b))
  const ordered: ImportType[] = []
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name))
    const ready = waiting.findIndex((type) => !refersToAny(type, names))
    // Types that refer to each other in a circle: the catalogue knows which of them is usually filled first.
    ordered.push(...waiting.splice(Math.max(ready, 0), 1))
  }
  return ordered
}

/** An account's own types stand behind those they can refer to. */
function placeOf(type: ImportType): number {
  const place = importTypes.indexOf(type)
  return place < 0 ? importTypes.length : place
}

/** A reference to the type itself, such as a parent organization's, is resolved within its file. */
function refersToAny(type: ImportType, names: ReadonlySet<string>): boolean {
  return type.fields.some(({ reference }) => {
    return reference !== undefined && reference.importType !== type.name && names.has(reference.importType)
  })
}
