// A record as people and programs see it: values by the field's own name, dates and moments in ISO 8601.
import type { RosterTable } from './table-names'

export type FieldValue = string | number | boolean | readonly string[] | null
export type RecordData = Readonly<Record<string, FieldValue>>

/** The columns of a row of the table (as to_jsonb gives it) by field name. */
export function recordData(table: RosterTable, row: Readonly<Record<string, unknown>>): RecordData {
  const entries = table.columns.map(({ field, column, sqlType }) => {
    // The empty text of a key field that may be blank.
    const value = (field.blankInKey && row[column] === '' ? null : (row[column] ?? null)) as FieldValue
    // PostgreSQL writes moments with the offset of the session.
    return [field.name, sqlType === 'timestamptz' && typeof value === 'string' ? new Date(value).toISOString() : value]
  })
  return Object.fromEntries(entries) as RecordData
}

/** A key as one text: the value itself, or for a key of several fields a JSON array of them. */
export function keyText(parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? '') : JSON.stringify(parts)
}

/** The parts of a key given as one text; undefined if the text is no key of this type. */
export function keyParts(table: RosterTable, text: string): string[] | undefined {
  if (table.key.length === 1) return [text]
  try {
    const parts: unknown = JSON.parse(text)
    const isKey =
      Array.isArray(parts) && parts.length === table.key.length && parts.every((part) => typeof part === 'string')
    return isKey ? (parts as string[]) : undefined
  } catch {
    return undefined
  }
}
