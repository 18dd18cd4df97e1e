// The import types an account may use: the built-in ones and those it made itself. Whoever looks a type up by name for an
// account asks its catalogue, because two accounts may each have made a custom/bus-passes of their own.
import type { ImportType } from './import-type'
import { importTypeNamed, importTypes } from './index'

export type Catalogue = {
  /** Every type: the built-in ones in their order, then the account's own. */
  readonly types: readonly ImportType[]
  /** The account's own. */
  readonly own: readonly ImportType[]
  /** Those something new can be begun with: archived ones are left out. */
  readonly offered: readonly ImportType[]
  named(name: string): ImportType | undefined
}

/** The family of the types accounts make. */
export const OWN_FAMILY = 'custom'

/** What every account has. */
export const builtInTypes: Catalogue = {
  types: importTypes,
  own: [],
  offered: importTypes,
  named: importTypeNamed,
}

const catalogues = new WeakMap<ImportType, Catalogue>()

/**
 * The built-in types, and those of one account.
 * @param archived the names of those that nothing new is begun with.
 */
export function catalogueWith(own: readonly ImportType[], archived: ReadonlySet<string> = new Set()): Catalogue {
  if (own.length === 0) return builtInTypes
  const byName = new Map(own.map((type) => [type.name, type]))
  const catalogue: Catalogue = {
    types: [...importTypes, ...own],
    own,
    offered: [...importTypes, ...own.filter(({ name }) => !archived.has(name))],
    named: (name) => importTypeNamed(name) ?? byName.get(name),
  }
  for (const type of own) catalogues.set(type, catalogue)
  return catalogue
}

/** The type that a reference of this one names. An account's own type may refer to others of the same account. */
export function typeReferredTo(from: ImportType, name: string): ImportType | undefined {
  return (catalogues.get(from) ?? builtInTypes).named(name)
}
