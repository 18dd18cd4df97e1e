// A record as people and programs see it: values by the field's own name, dates and moments in ISO 8601.
import type { FieldColumn, RosterTable } from './table-names'

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
  const parts = table.key.length === 1 ? [text] : partsIn(text)
  const isKey = parts?.length === table.key.length && table.key.every((column, index) => fits(column, parts[index]))
  return isKey ? (parts as string[]) : undefined
}

function partsIn(text: string): unknown[] | undefined {
  try {
    const parts: unknown = JSON.parse(text)
    return Array.isArray(parts) ? parts : undefined
  } catch {
    return undefined
  }
}

/** PostgreSQL would refuse what is no date or number, where the answer is that there is no such record. */
function fits({ sqlType }: FieldColumn, part: unknown): boolean {
  if (typeof part !== 'string') return false
  if (sqlType === 'bigint') return /^-?\d{1,18}$/.test(part)
  if (sqlType !== 'date') return true
  const date = new Date(`${part}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(part) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(part)
}
