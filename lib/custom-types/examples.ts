// Made-up rows for a type nobody wrote any for: for the CSV template "with examples" and the field guide. Each passes
// every check of its type in strict mode; where no value can be thought of that does, there are no rows.
import type { Field, ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import { compileField } from '@/lib/validation/compile-field'
import { compileValidator } from '@/lib/validation/compile-validator'
import { parsePattern, type Piece } from './parse-pattern'

type Example = Readonly<Record<string, string>>

const ROWS = 3
const strict = { dateFormats: ['YYYY-MM-DD'], tolerance: 'strict' } as const

/**
 * Up to three rows.
 * @param given a value for a field, as an administrator wrote it; it stands in the first row.
 * @param examplesOf the rows of another type.
 */
export function exampleRowsOf(
  type: ImportType,
  given: ReadonlyMap<string, string>,
  examplesOf: (importType: string) => readonly Example[],
): Example[] {
  const validator = compileValidator(type, strict)
  const checks = new Map(type.fields.map((field) => [field, compileField(field, type, strict)]))
  const isRight = (field: Field, value: string) => {
    const issues: Issue[] = []
    checks.get(field)?.(value, 0, issues)
    return issues.length === 0
  }
  const rows: Record<string, string>[] = []
  const used = new Map<string, Set<string>>()
  for (let index = 0; index < ROWS; index++) {
    const row: Record<string, string> = {}
    for (const field of type.fields) {
      if (field.former) continue
      const taken = used.get(field.name) ?? new Set()
      used.set(field.name, taken)
      const mustDiffer = field.unique === true || (type.key.length === 1 && type.key[0] === field.name)
      const written = index === 0 ? given.get(field.name) : undefined
      const known = field.reference ? referred(field, type, rows, examplesOf) : []
      const thought = thoughts(field, index)
      const candidates = [...(written === undefined ? [] : [written]), ...rotated(known, index), ...thought]
      const value = candidates.find((one) => !(mustDiffer && taken.has(one)) && isRight(field, one))
      if (value === undefined) continue
      taken.add(value)
      row[field.name] = value
    }
    rows.push(row)
  }
  return distinct(
    rows.filter((row) => passes(row, type, validator)),
    type.key,
  )
}

function passes(row: Example, type: ImportType, validator: ReturnType<typeof compileValidator>): boolean {
  return (
    validator.check(
      type.fields.map(({ name }) => row[name] ?? null),
      0,
    ).issues.length === 0
  )
}

function distinct(rows: readonly Example[], key: readonly string[]): Example[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const text = JSON.stringify(key.map((name) => row[name]))
    return !seen.has(text) && seen.add(text)
  })
}

/** What the field may refer to among made-up rows: those of the other type, or the rows before of this one. */
function referred(
  { reference }: Field,
  type: ImportType,
  rows: readonly Example[],
  examplesOf: (importType: string) => readonly Example[],
): string[] {
  if (!reference) return []
  const others = reference.importType === type.name ? rows : examplesOf(reference.importType)
  return others.flatMap((row) => row[reference.field] ?? [])
}

function rotated<T>(values: readonly T[], by: number): T[] {
  const at = values.length > 0 ? by % values.length : 0
  return [...values.slice(at), ...values.slice(0, at)]
}

/** Values that may do, the most natural ones first. */
function thoughts(field: Field, index: number): string[] {
  const tokens = field.kind === 'boolean' || field.kind === 'grade' ? [] : (field.enum ?? [])
  if (tokens.length > 0) return rotated(tokens, index)
  const fromPattern = field.pattern === undefined ? [] : matching(field.pattern, index, field.maxLength)
  return [...fromPattern, ...usual(field, index), ...shortest(field, index)]
}

function usual(field: Field, index: number): string[] {
  const number = index + 1
  switch (field.kind) {
    case 'id':
      return [`A${100 + number}`]
    case 'text':
    case 'list':
      return [`${field.title.en} ${number}`.replaceAll(',', ' '), `${number}`]
    case 'integer':
      return numbersIn(field, number)
    case 'decimal':
      return [String(number + 0.5), ...numbersIn(field, number)]
    case 'year':
      return [String(2024 + number), ...numbersIn(field, number)]
    case 'boolean':
      return field.enum ? rotated(field.enum, index) : [index % 2 === 0 ? 'true' : 'false']
    case 'date':
      return [`${field.past ? 2010 + number : 2026}-0${number}-15`]
    case 'date-time':
      return [`2026-0${number}-15T08:30:00Z`]
    case 'email':
      return [`person${number}@example.org`]
    case 'phone':
      return [`555-010-010${number}`]
    case 'grade':
      return field.enum ? rotated(field.enum, index) : [`0${number}`]
  }
}

/** Numbers that may be within the bounds: small ones, those from the lower bound on, and those up to the upper. */
function numbersIn({ minimum, maximum }: Field, number: number): string[] {
  const from = minimum === undefined ? undefined : Math.ceil(minimum) + number - 1
  const to = maximum === undefined ? undefined : Math.floor(maximum) - number + 1
  return [number, from, to, minimum, maximum].flatMap((one) => (one === undefined ? [] : String(one)))
}

/** For a short text: letters. */
function shortest({ maxLength = 10 }: Field, index: number): string[] {
  return [String.fromCharCode(65 + index).repeat(Math.min(maxLength, 3)), String.fromCharCode(65 + index)]
}

/** Texts that match a pattern: each repetition as often as it must be, or once more. */
function matching(pattern: string, index: number, lengthMax = 200): string[] {
  try {
    const piece = parsePattern(pattern)
    const texts = [0, 1].flatMap((more) => [index, 0, 1, 2].map((which) => textOf(piece, which, more)))
    return [...new Set(texts)].filter((text) => text.trim() !== '' && text.length <= lengthMax)
  } catch {
    return []
  }
}

function textOf(piece: Piece, which: number, more: number): string {
  if (piece.type === 'character') return characterOf(piece, which)
  if (piece.type === 'choice') return textOf(piece.pieces[which % piece.pieces.length] ?? piece, which, more)
  if (piece.type === 'sequence') return piece.pieces.map((one) => textOf(one, which, more)).join('')
  const times = Math.min(piece.most, Math.max(piece.least, more))
  return Array.from({ length: times }, (_, at) => textOf(piece.piece, at === times - 1 ? which : 0, more)).join('')
}

/** A letter or a digit, if the piece takes any. */
function characterOf({ ranges }: Extract<Piece, { type: 'character' }>, which: number): string {
  const wanted = ['A', 'a', '1', '-', '.', ' '].map((one) => one.charCodeAt(0))
  const start = wanted.find((code) => ranges.some(([first, last]) => first <= code && code <= last))
  const from = start ?? ranges[0]?.[0] ?? 0
  const within = ranges.some(([first, last]) => first <= from && from + which <= last)
  return String.fromCodePoint(within ? from + which : from)
}
