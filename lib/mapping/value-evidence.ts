// What the values of a column say about the field it may fill. They confirm or contradict a header; alone they speak only
// of values of an unmistakable form, and never of sensitive fields.
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { kinds } from '@/lib/validation/kinds'
import { isFinding } from '@/lib/validation/roster-value'
import { dateFormats, type DateFormat } from '@/lib/validation/validation-settings'
import { wordsOf } from './header-words'

/** Fewer fitting values than this share contradict the header: the column holds something else. */
const FITTING_MIN = 0.5

export type Fit = { readonly samples: number; readonly percent: number }

/** How many of the values the field can take; undefined if there are none to look at. */
export function fitOf(field: Field, samples: readonly string[]): Fit | undefined {
  const values = samples.map((sample) => sample.trim()).filter((value) => value !== '')
  if (values.length === 0) return undefined
  const fitting = values.filter((value) => canTake(field, value)).length
  return { samples: values.length, percent: Math.floor((fitting / values.length) * 100) }
}

/** @param isStrong the header names the field itself, only written otherwise: then every value must contradict it. */
export function isContradicted(field: Field, samples: readonly string[], isStrong: boolean): boolean {
  const fit = fitOf(field, samples)
  return fit !== undefined && (isStrong ? fit.percent === 0 : fit.percent < FITTING_MIN * 100)
}

/** The formats that read every one of the values as a date; none if there are no values. */
export function dateFormatsOf(samples: readonly string[]): DateFormat[] {
  const values = samples.map((sample) => sample.trim()).filter((value) => value !== '')
  if (values.length === 0) return []
  return dateFormats.filter((format) => values.every((value) => readsDate(value, [format])))
}

function canTake(field: Field, value: string): boolean {
  if (field.kind === 'date') return readsDate(value, dateFormats)
  // OneRoster's status; other systems call something else so.
  if (field.partialOnly && field.enum) return field.enum.includes(value.toLowerCase())
  // Codes of the sender are often mapped to tokens afterwards, so another token is no contradiction.
  if (field.enum) return true
  if (field.kind === 'id') return !/\s/.test(value)
  if (field.kind === 'list' && field.reference) return !/\s[^,]*\s/.test(value)
  if (field.kind === 'text') return !isPersonsName(field) || !/[\d@]/.test(value)
  const reading = kinds[field.kind].read(value, { tolerance: 'tolerant', dateFormats })
  return !isFinding(reading) || reading.value !== undefined
}

/** Ambiguous is good enough here: it is a date, only not which. */
function readsDate(value: string, formats: readonly DateFormat[]): boolean {
  const reading = kinds.date.read(value, { tolerance: 'tolerant', dateFormats: formats })
  return !isFinding(reading) || reading.code === 'value-date-ambiguous'
}

function isPersonsName(field: Field): boolean {
  const words = wordsOf(field.title.en)
  return ['first', 'last', 'middle'].some((word) => words.includes(word))
}

/** Whose value a column holds, told by its header. */
const people = new Set([
  ...['student', 'teacher', 'guardian', 'parent', 'mother', 'father', 'contact', 'emergency', 'household', 'relative'],
  ...['doctor', 'physician', 'counselor', 'principal', 'advisor', 'staff', 'employee', 'spouse', 'sibling', 'user'],
])

/**
 * The only field whose values are of the same unmistakable form as the column's: e-mail addresses, tokens of one list,
 * grades with letters among them. The header must be silent (a file without header) or name the thing as well, and must
 * not speak of other people than the field does.
 * @param isNamed false for a file without header.
 */
export function fieldByValues(
  type: ImportType,
  header: string,
  samples: readonly string[],
  isNamed: boolean,
): Field | undefined {
  const values = [...new Set(samples.map((sample) => sample.trim()).filter((value) => value !== ''))]
  const said = isNamed ? wordsOf(header) : []
  const fields = type.fields.filter((field) => {
    if (field.sensitive || field.discarded || !isUnmistakable(field, values)) return false
    return (
      !isNamed || (said.includes(thingOf(field)) && peopleIn(said, type) === peopleIn(wordsOf(field.title.en), type))
    )
  })
  return fields.length === 1 ? fields[0] : undefined
}

function isUnmistakable(field: Field, values: readonly string[]): boolean {
  const share = (test: (value: string) => boolean) => values.filter(test).length / Math.max(1, values.length)
  if (field.kind === 'email') return values.length > 1 && share((value) => canTake(field, value)) >= 0.9
  if (field.kind === 'grade')
    return values.some((value) => /[a-z]/i.test(value)) && share((value) => canTake(field, value)) === 1
  if (field.kind !== 'text' || !field.enum) return false
  const tokens = new Set(field.enum.map((token) => token.toLowerCase()))
  return values.length > 1 && share((value) => tokens.has(value.toLowerCase())) === 1
}

/** The word a header has if it speaks of such values. */
function thingOf(field: Field): string {
  if (field.kind === 'email' || field.kind === 'grade') return field.kind
  return wordsOf(field.name).at(-1) ?? ''
}

function peopleIn(words: readonly string[], { subject = [] }: ImportType): string {
  return words
    .filter((word) => people.has(word) && !subject.includes(word))
    .sort()
    .join(' ')
}
