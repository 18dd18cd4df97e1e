// Several values in one cell, with commas between them (OneRoster 1.1): an item cannot hold a comma. Blanks around items
// and blank items are dropped where tolerated; the order is kept.
import { findControlCharacter } from '../rules/control-characters'
import { isFinding, type Finding } from '../roster-value'
import { id } from './id'
import type { KindReader, ReadOptions } from './kind-reader'

export const LIST_SEPARATOR = ','

export const list: KindReader = {
  sqlType: 'text[]',
  read(cell, options) {
    const items = cell.split(LIST_SEPARATOR).map((item) => (options.tolerance === 'tolerant' ? item.trim() : item))
    const kept = items.filter((item) => item.trim() !== '')
    if (kept.length === 0 || (options.tolerance === 'strict' && kept.length < items.length))
      return { code: 'value-list' }
    return readIds(kept, options) ?? findControlCharacter(cell, kept, options.tolerance) ?? kept
  },
}

/** What the first item with a fault has; an error comes before a warning. */
function readIds(items: readonly string[], options: ReadOptions): Finding | undefined {
  if (!options.itemsAreIds) return undefined
  const findings = items.map((item) => id.read(item, options)).filter(isFinding)
  const error = findings.find((finding) => finding.value === undefined)
  const first = error ?? findings[0]
  return first && (error ? first : { ...first, value: items })
}
