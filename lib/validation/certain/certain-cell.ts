// The quick way to a value: most cells of most files are good as they stand, which can be seen from their bytes. A cell
// is certain if the field's check (compile-field.ts) would give exactly this value for it, without an issue. What is not
// certain is not wrong: the check decides. An empty cell is never certain here.
import type { Field, ImportType } from '@/lib/import-types/import-type'
import type { Issue } from '@/lib/issues/issue'
import type { Remarked } from '../cell'
import { compileField } from '../compile-field'
import { grades } from '../kinds/grade'
import type { RosterValue } from '../roster-value'
import type { ValidatorSettings } from '../validation-settings'
import { COMMA, tokenFinder, type ByteReader, type ByteTest, type TokenFinder } from './bytes'
import { dateReader, moment } from './moments'
import { decimalTest, integerReader, yearReader } from './numbers'
import { email, id, idBytes, phone, text, textBytes } from './texts'

export type Certain = {
  /** Few texts, each with its value, or undefined if that text is not certain. They come before the form. */
  readonly tokens: TokenFinder
  readonly values: readonly (RosterValue | null | undefined)[]
  /** Any other text. */
  readonly form: Form | undefined
}

export type Form =
  /** The value is the cell's own text. */
  | { readonly is: 'text'; readonly test: ByteTest; readonly quick?: QuickText }
  | { readonly is: 'decimal'; readonly test: ByteTest }
  /** The value is the list of the texts between the commas; each of them has to pass. */
  | { readonly is: 'list'; readonly test: ByteTest; readonly item: ByteTest }
  /** The cell is not read. */
  | { readonly is: 'nothing'; readonly test: ByteTest }
  /** Days since 1970, milliseconds since 1970, a whole number. */
  | { readonly is: 'date' | 'date-time' | 'integer'; readonly read: ByteReader }

/** A cell of no more bytes, all of them of the class and neither end a blank, passes the test. */
export type QuickText = { readonly class: Uint8Array; readonly bytesMax: number }

/** What is done to a cell's text before it is checked, if it leaves nearly all texts as they are. */
export type Changes = {
  readonly change: (text: string) => string | Remarked
  /** The texts that become another one. Any other text without blanks at its ends stays. */
  readonly texts: readonly string[]
}

const unchanged: Changes = { change: (cell) => cell, texts: [] }

/** Compiles what is certain of a field's cells under these settings. */
export function certainCell(
  field: Field,
  type: ImportType,
  settings: ValidatorSettings,
  { change, texts }: Changes = unchanged,
): Certain {
  const check = compileField(field, type, settings)
  // A quote is doubled in the file, so its bytes are not the text's.
  const tokens = [...new Set([...texts, ...allowedTexts(field)])].filter((token) => token !== '' && !/"/.test(token))
  const valueOf = (token: string) => {
    const issues: Issue[] = []
    const value = check(change(token), 0, issues)
    return issues.length === 0 ? value : undefined
  }
  return {
    tokens: tokenFinder(tokens),
    values: tokens.map(valueOf),
    form: isIgnored(field, settings)
      ? ignoredForm(field, type, settings)
      : formOf(field, settings, (token) => valueOf(token) !== undefined),
  }
}

/** Full files: what the field says is not looked at, unless it says that the record has gone. */
function isIgnored({ partialOnly }: Field, { partial }: ValidatorSettings): boolean {
  return partialOnly === true && !partial
}

function ignoredForm({ name }: Field, { departure }: ImportType, { tolerance }: ValidatorSettings): Form | undefined {
  return tolerance === 'strict' || name === departure?.field ? undefined : { is: 'nothing', test: () => true }
}

/** The texts a field takes, where they can be listed. */
function allowedTexts(field: Field): readonly string[] {
  if (field.kind === 'list') return []
  const allowed = field.enum ?? []
  if (field.kind === 'boolean') return field.enum ?? ['true', 'false']
  if (field.kind === 'grade') return [...grades, 'K', ...grades.map((grade) => String(Number(grade))), ...allowed]
  return allowed
}

function formOf(field: Field, settings: ValidatorSettings, isGood: (token: string) => boolean): Form | undefined {
  const { kind, maxLength, minimum, maximum } = field
  const dateFormats = settings.dateFormatsOf?.(field.name) ?? settings.dateFormats
  const isNumber = kind === 'integer' || kind === 'year' || kind === 'decimal'
  const isLimited = (minimum !== undefined || maximum !== undefined) && !isNumber
  if (isLimited || field.pattern !== undefined || (field.past && kind !== 'date')) return undefined
  if (kind === 'list') return listForm(field, isGood)
  const test = field.enum ? undefined : tests[kind]
  if (test) return textForm(field, test)
  if (maxLength !== undefined) return undefined
  switch (kind) {
    case 'integer':
      return { is: 'integer', read: integerReader(minimum, maximum) }
    case 'year':
      return { is: 'integer', read: yearReader(minimum, maximum) }
    case 'decimal':
      return { is: 'decimal', test: decimalTest(minimum, maximum) }
    case 'date':
      return { is: 'date', read: dateReader(dateFormats, field.past ? settings.today : undefined) }
    case 'date-time':
      return { is: 'date-time', read: moment }
    default:
      return undefined
  }
}

const tests: Partial<Record<Field['kind'], ByteTest>> = { text, id, email, phone }

const quickClasses: Partial<Record<Field['kind'], Uint8Array>> = { text: textBytes, id: idBytes }

function textForm({ kind, maxLength }: Field, test: ByteTest): Form {
  const quickClass = quickClasses[kind]
  return {
    is: 'text',
    test: maxLength === undefined ? test : shortTest(test, maxLength),
    ...(quickClass && { quick: { class: quickClass, bytesMax: maxLength ?? Number.MAX_SAFE_INTEGER } }),
  }
}

/** A text of few bytes is one of few characters. */
function shortTest(test: ByteTest, bytesMax: number): ByteTest {
  return (bytes, start, end) => end - start <= bytesMax && test(bytes, start, end)
}

function listForm(field: Field, isGood: (token: string) => boolean): Form {
  const { maxLength } = field
  const any = field.enum ? oneOf(field.enum.filter(isGood)) : field.reference ? id : text
  const item = maxLength === undefined ? any : shortTest(any, maxLength)
  const test: ByteTest = (bytes, start, end) => {
    let from = start
    for (let at = start; at < end; at++) {
      if (bytes[at] !== COMMA) continue
      if (at === from || !item(bytes, from, at)) return false
      from = at + 1
    }
    return from < end && item(bytes, from, end)
  }
  return { is: 'list', test, item }
}

function oneOf(tokens: readonly string[]): ByteTest {
  const find = tokenFinder(tokens)
  return (bytes, start, end) => find(bytes, start, end) >= 0
}
