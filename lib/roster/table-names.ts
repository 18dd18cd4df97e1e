// What an import type is called in SQL. Developers downstream write these names by hand, so they are plain snake_case
// words that need no quotes. Names come from declarations only, never from a file.
import type { Field, ImportType } from '@/lib/import-types/import-type'
import { sqlTypeOf, type SqlType } from '@/lib/validation/kinds'

/** What every roster table has besides its fields. */
export const ownColumns = [
  'account_id',
  'template_id',
  'state',
  'row_hash',
  'first_run',
  'last_run',
  'last_line',
  'changed_at',
] as const

export type FieldColumn = {
  readonly field: Field
  /** Position of the field in its type. */
  readonly index: number
  readonly column: string
  readonly sqlType: SqlType
}

export type RosterTable = {
  readonly type: ImportType
  /** Within schema roster. */
  readonly name: string
  /** Every field that is kept, in the order of the type. */
  readonly columns: readonly FieldColumn[]
  /** The key fields, in the order of the key. */
  readonly key: readonly FieldColumn[]
}

/** What PostgreSQL takes; the rest is cut off. */
const NAME_LENGTH_MAX = 63

/** Words of SQL that would need quotes as a column (PostgreSQL's list of reserved ones, appendix C). */
const reservedWords = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate
  collation column concurrently constraint create cross current_catalog current_date current_role current_schema
  current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
  foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading
  left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing
  primary references returning right select session_user similar some symmetric system_user table tablesample then to
  trailing true union unique user using variadic verbose when where window with`.split(/\s+/),
)

const known = new WeakMap<ImportType, RosterTable>()

/** The table of an import type, derived from its declaration alone. */
export function rosterTableOf(type: ImportType): RosterTable {
  const table = known.get(type) ?? derive(type)
  known.set(type, table)
  return table
}

/** A name as a quoted identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The table with its schema, as SQL takes it. */
export function qualified(table: RosterTable): string {
  return `roster.${quoted(table.name)}`
}

/** A column as it is declared. Texts of the key are compared as bytes: no collation of the database makes two of them one. */
export function definitionOf(table: RosterTable, column: FieldColumn): string {
  const collation = column.sqlType === 'text' && table.key.includes(column) ? ' collate "C"' : ''
  return `${quoted(column.column)} ${column.sqlType}${collation}`
}

function derive(type: ImportType): RosterTable {
  const taken = new Set<string>([...ownColumns, ...type.fields.flatMap((field) => field.column ?? [])])
  const columns = type.fields.flatMap((field, index): FieldColumn[] => {
    if (field.discarded) return []
    const column = field.column ?? columnFor(field.name, taken)
    taken.add(column)
    // A primary key takes no null, and only a text can say "blank" without one.
    return [{ field, index, column, sqlType: field.blankInKey ? 'text' : sqlTypeOf(field) }]
  })
  const key = type.key.map((name) => {
    const found = columns.find((column) => column.field.name === name)
    if (!found) throw new Error(`import type ${type.name}: the key field ${name} is not kept`)
    return found
  })
  return { type, name: type.table ?? cut(snakeCase(type.name), NAME_LENGTH_MAX), columns, key }
}

/** The column for a new field of that name, beside those that are taken. */
export function columnFor(fieldName: string, taken: ReadonlySet<string>): string {
  return freeName(snakeCase(fieldName), taken)
}

/** givenName → given_name, "Student ID" → student_id, oneroster-1.1/users → oneroster_1_1_users. */
export function snakeCase(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  if (words === '') return 'field'
  return /^\d/.test(words) ? `field_${words}` : words
}

/** A word that is ours or SQL's gets _value behind it; a second field of the same name gets a number. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const isSpoken = reservedWords.has(wanted) || (ownColumns as readonly string[]).includes(wanted)
  const base = cut(isSpoken ? `${wanted}_value` : wanted, NAME_LENGTH_MAX - 4)
  for (let number = 2, name = base; ; name = `${base}_${number++}`) if (!taken.has(name)) return name
}

function cut(name: string, length: number): string {
  return name.slice(0, length).replace(/_$/, '')
}
