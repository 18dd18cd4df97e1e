// Whether a row is a header at all that the columns of a template belong to. Where a file comes without its header, its
// first row of data stands in that place: then nothing of it may be shown, kept or sent as the name of a column.
import type { ImportType } from '@/lib/import-types/import-type'
import { fillsOf, type ColumnMapping } from './file-mapping'
import { splitPrefix, withoutPrefix } from './header-prefix'
import { normalise } from './header-words'
import { vocabularyOf } from './vocabulary'

/**
 * Whether at least one column that fills something stands in the row by its name, be it spelled otherwise, or more than
 * half of the fields are named in it by what others call them.
 * @param columns of the template, and of earlier versions where they are known.
 */
export function isKnownHeader(columns: readonly ColumnMapping[], header: readonly string[], type: ImportType): boolean {
  const mapped = columns.filter((column) => column.header.trim() !== '' && fillsOf(column).length > 0)
  const names = new Set(mapped.flatMap((column) => spellingsOf(column.header, type)))
  if (header.some((cell) => spellingsOf(cell, type).some((name) => names.has(name)))) return true
  const fields = new Set(mapped.flatMap(fillsOf).map(({ field }) => field))
  const { namingsOf } = vocabularyOf(type)
  const named = new Set(header.flatMap((cell) => namingsOf(cell).map((way) => way.field.name)))
  return [...fields].filter((field) => named.has(field)).length * 2 > fields.size
}

/** As it stands, without case and punctuation, and without the table's name in front. */
function spellingsOf(header: string, type: ImportType): string[] {
  const spelled = [`=${header.trim()}`, normalise(header), normalise(bareHeader(header, type))]
  return spelled.filter((name) => name !== '' && name !== '=')
}

/** Without the table's name in front, unless that says whose value it is. */
export function bareHeader(header: string, { subject = [] }: ImportType): string {
  const prefixed = splitPrefix(header)
  return prefixed ? withoutPrefix(prefixed, subject) : header
}
