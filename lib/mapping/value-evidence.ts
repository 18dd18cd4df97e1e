// What the values of a column say about the field it may fill. They confirm or contradict a header; alone they speak only
// of values of an unmistakable form, and never of sensitive fields.
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { kinds } from '@/lib/validation/kinds'
import { isFinding } from '@/lib/validation/roster-value'
import { dateFormats, type DateFormat } from '@/lib/validation/validation-settings'
import { wordsOf } from './header-words'
import type { SampleColumn } from './suggestion'

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
  const fit =
    field.kind === 'date' && samples.some((sample) => datesOfCentury.test(sample)) ? undefined : fitOf(field, samples)
  return fit !== undefined && (isStrong ? fit.percent === 0 : fit.percent < FITTING_MIN * 100)
}

/** 3/9/15 is a date, though none that can be read without knowing its century. */
const datesOfCentury = /^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\s*$/

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
  if (field.kind === 'list' && field.reference) return value.split(',').every((item) => !/\S\s+\S/.test(item))
  if (field.kind === 'text' && field.maxLength !== undefined && [...value].length > field.maxLength) return false
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

/** What stands beside "e-mail" where it is simply the address of whom the row is about. */
const besideEmail = new Set([
  ...['email', 'address', 'google', 'gmail', 'school', 'district', 'work', 'institutional', 'institucional', 'primary'],
  ...[
    'main',
    'office',
    '365',
    'microsoft',
    'outlook',
    'domain',
    'sso',
    'login',
    'user',
    'account',
    'cuenta',
    'escolar',
  ],
  ...['student', 'teacher', 'staff', 'employee', 'guardian', 'parent', 'contact'],
])

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
 * @param subject what the rows are about, as headers call it.
 */
export function fieldByValues(
  type: ImportType,
  header: string,
  samples: readonly string[],
  isNamed: boolean,
  subject: readonly string[],
): Field | undefined {
  const values = [...new Set(samples.map((sample) => sample.trim()).filter((value) => value !== ''))]
  const said = isNamed ? wordsOf(header) : []
  const fields = type.fields.filter((field) => {
    if (field.sensitive || field.discarded || !isUnmistakable(field, values)) return false
    if (!isNamed) return true
    // A recovery address, or one of a household, is not the one that is meant.
    const isPlain = field.kind !== 'email' || said.every((word) => subject.includes(word) || besideEmail.has(word))
    return isPlain && said.includes(thingOf(field)) && isSamePerson(said, field, subject)
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

function isSamePerson(said: readonly string[], field: Field, subject: readonly string[]): boolean {
  return peopleIn(said, subject) === peopleIn(wordsOf(field.title.en), subject)
}

function peopleIn(words: readonly string[], subject: readonly string[]): string {
  return words
    .filter((word) => people.has(word) && !subject.includes(word))
    .sort()
    .join(' ')
}

/** From this share on, values are the keys of records the account has; below the other, they are other keys. */
const KNOWN_MIN = 0.9
const KNOWN_OTHER_MAX = 0.1
/** Fewer values are no evidence. */
const KNOWN_SAMPLES_MIN = 4

/** The only field whose records the account knows by these values. The header must not speak of somebody else. */
export function fieldByKeys(
  type: ImportType,
  { header, samples, knownKeys = {} }: SampleColumn,
  subject: readonly string[],
  isNamed: boolean,
): Field | undefined {
  if (samples.length < KNOWN_SAMPLES_MIN) return undefined
  const said = isNamed ? wordsOf(header) : []
  const known = type.fields.filter(({ name, sensitive }) => !sensitive && (knownKeys[name] ?? 0) >= KNOWN_MIN)
  const [field] = known
  return known.length === 1 && field && (!isNamed || isSamePerson(said, field, subject)) ? field : undefined
}

/**
 * The column holds other keys than those the account knows the field's records by, while another column of the file holds
 * just those: PowerSchool's internal ID beside the student number that everything else is joined by.
 */
export function holdsOtherKeys(
  { name }: Field,
  { samples, knownKeys }: SampleColumn,
  columns: readonly SampleColumn[],
): boolean {
  const share = knownKeys?.[name]
  if (share === undefined || share > KNOWN_OTHER_MAX || samples.length < KNOWN_SAMPLES_MIN) return false
  return columns.some(
    (other) => other.samples.length >= KNOWN_SAMPLES_MIN && (other.knownKeys?.[name] ?? 0) >= KNOWN_MIN,
  )
}
