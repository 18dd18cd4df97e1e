// Fields proposed from a sample file: one a column, with the kind its values have. What looks private is proposed last of
// all: it is named, and left for a person to choose.
import type { Kind } from '@/lib/import-types/import-type'
import { normalise, wordsOf } from '@/lib/mapping/header-words'
import { holdsNationalIds, isSensitiveHeader } from '@/lib/mapping/sensitive-column'
import { kinds } from '@/lib/validation/kinds'
import { isFinding } from '@/lib/validation/roster-value'
import { dateFormats } from '@/lib/validation/validation-settings'
import { FIELDS_MAX, NAME_LENGTH_MAX } from './definition'

export type ProposedField = {
  readonly name: string
  readonly kind: Kind
  /** A birth date, an ethnicity…: masked where it is shown. */
  readonly sensitive: boolean
  /** A national id, a meal or health status: not chosen unless a person chooses it. */
  readonly isPrivate: boolean
  /** Every row has another value, and none is blank. */
  readonly isDistinct: boolean
  /** Two or three of its values; none of what is private or sensitive. */
  readonly samples: readonly string[]
}

export type Proposal = {
  readonly fields: readonly ProposedField[]
  /** The field that may be the key: the first whose values are all different; undefined if there is none. */
  readonly key: string | undefined
}

const SAMPLES_SHOWN = 3
const SAMPLE_LENGTH_MAX = 40

/** Words of headers whose values are nobody's business, though a school may need them. */
const sensitiveWords = new Set([
  ...['birth', 'sex', 'gender', 'race', 'ethnicity', 'ethnic', 'hispanic', 'latino', 'migrant', 'ell', 'lep'],
  ...['password', 'genero', 'sexo', 'etnia', 'raza', 'migrante'],
])

const keyWords = new Set(['id', 'number', 'code', 'key'])

/**
 * Proposes the fields of a type by a file of it.
 * @param header the names of its columns; a blank one is left out.
 * @param rows the first of them.
 */
export function proposeFields(header: readonly string[], rows: readonly (readonly string[])[]): Proposal {
  const seen = new Set<string>()
  const fields = header.flatMap((cell, position): ProposedField[] => {
    const name = cell.replace(/\s+/g, ' ').trim().slice(0, NAME_LENGTH_MAX)
    const alike = normalise(name) || name
    if (name === '' || name in {} || seen.has(alike) || seen.size >= FIELDS_MAX) return []
    seen.add(alike)
    return [proposeField(name, rows.map((row) => (row[position] ?? '').trim()))] // prettier-ignore
  })
  const distinct = fields.filter(({ isDistinct, isPrivate, sensitive }) => isDistinct && !isPrivate && !sensitive)
  const key = distinct.find(({ name }) => wordsOf(name).some((word) => keyWords.has(word))) ?? distinct[0]
  return { fields, key: key?.name }
}

function proposeField(name: string, cells: readonly string[]): ProposedField {
  const values = cells.filter((cell) => cell !== '')
  const isPrivate = isSensitiveHeader(name) || holdsNationalIds(values)
  const sensitive = isPrivate || wordsOf(name).some((word) => sensitiveWords.has(word))
  const isDistinct = values.length > 1 && values.length === cells.length && new Set(values).size === values.length
  return {
    ...{ name, kind: kindOf(name, values), sensitive, isPrivate, isDistinct },
    samples: sensitive ? [] : [...new Set(values)].slice(0, SAMPLES_SHOWN).map(shortened),
  }
}

/** The narrowest kind that reads every value; text where nothing is known. */
function kindOf(name: string, values: readonly string[]): Kind {
  if (values.length === 0) return 'text'
  const words = wordsOf(name)
  const reads = (kind: Kind) => values.every((value) => readsAs(kind, value))
  const isNamedId = words.some((word) => keyWords.has(word)) && !words.includes('phone')
  if (isNamedId && reads('id')) return 'id'
  // A number that begins with zero is none: the zero would be lost.
  if (values.some((value) => /^0\d/.test(value)) && values.every((value) => /^\d+$/.test(value))) {
    return words.includes('grade') && reads('grade') ? 'grade' : 'id'
  }
  if (words.includes('grade') && reads('grade')) return 'grade'
  if (words.includes('year') && reads('year')) return 'year'
  if (values.every((value) => /^(true|false|yes|no|y|n|si|sí)$/i.test(value))) return 'boolean'
  const kind = (['integer', 'decimal', 'date', 'date-time', 'email'] as const).find(reads)
  if (kind) return kind
  if ((words.includes('phone') || words.includes('mobile')) && reads('phone')) return 'phone'
  return 'text'
}

function readsAs(kind: Kind, value: string): boolean {
  const reading = kinds[kind].read(value, { tolerance: 'tolerant', dateFormats })
  return !isFinding(reading) || (kind === 'date' && reading.code === 'value-date-ambiguous')
}

function shortened(value: string): string {
  return value.length > SAMPLE_LENGTH_MAX ? `${[...value].slice(0, SAMPLE_LENGTH_MAX - 1).join('')}…` : value
}
