// The check of a row, compiled once per import type and template version: closures over strings, no code generation.
// It knows one row; what concerns the whole file (keys twice, references) is decided in rules/duplicate-keys.ts and in SQL.
import type { ImportType } from '@/lib/import-types/import-type'
import { issueOf, type Issue } from '@/lib/issues/issue'
import type { Cell } from './cell'
import { compileField } from './compile-field'
import type { RosterValue } from './roster-value'
import { orderRules } from './rules/order'
import { pairedListRules } from './rules/paired-lists'
import { patternWhereRules } from './rules/pattern-where'
import { indexOfField, type RowRule } from './rules/row-rule'
import type { Tolerance, ValidatorSettings } from './validation-settings'

export type { RosterValue } from './roster-value'
export type { ValidatorSettings } from './validation-settings'

export type CheckedRow = {
  /**
   * In the order of the type's fields; null: blank, not mapped, unreadable, or never to be kept. A key field that may
   * be blank is an empty text then.
   */
  readonly values: (RosterValue | null)[]
  readonly issues: Issue[]
  /** No error: the row may be applied. */
  readonly ok: boolean
  /** Partial files: the row says that its record has gone (OneRoster status tobedeleted). */
  readonly deactivates: boolean
}

export type Validator = {
  /**
   * Checks a row and finds all its issues.
   * @param cells the mapped texts in the order of the type's fields; null or blank: no value.
   * @param line physical line where the row begins, the header being line 1.
   */
  check(cells: readonly Cell[], line: number): CheckedRow
  /**
   * The key of a row by its values, one text a key field; null if a part is missing or unreadable. Also good for a
   * rejected row, so that the record it stands for can be spared.
   */
  keyOf(values: readonly (RosterValue | null)[]): string[] | null
}

/** Bytes of UTF-8 that all key fields of a row may have together: what a PostgreSQL index entry takes, with room to spare. */
const KEY_BYTES_MAX = 2000

/** A key of fewer characters cannot be too long in any encoding. */
export const KEY_CHARACTERS_SAFE = KEY_BYTES_MAX / 4

/**
 * Compiles the check of one import type.
 * @throws if the declaration contradicts itself (names a field it does not have).
 */
export function compileValidator(type: ImportType, settings: ValidatorSettings): Validator {
  const fields = type.fields.map((field) => compileField(field, type, settings))
  const rowRules = compileRowRules(type, settings.tolerance)
  const keyIndexes = type.key.map((name) => indexOfField(type, name))
  const departureIndex = settings.partial && type.departure ? indexOfField(type, type.departure.field) : -1
  const columnAt = (index: number) => {
    const field = type.fields[index]?.name ?? ''
    return { field, column: settings.columnOf?.(field) }
  }

  const keyOf = (values: readonly (RosterValue | null)[]): string[] | null => {
    const key = keyIndexes.map((index) => values[index])
    return key.every((part) => part !== null && part !== undefined) ? key.map(String) : null
  }

  return {
    keyOf,
    check(cells, line) {
      const issues: Issue[] = []
      const values = fields.map((read, index) => read(cells[index] ?? null, line, issues))
      for (const rule of rowRules) {
        const finding = rule(values)
        if (!finding) continue
        const { code, severity, params, fieldIndex } = finding
        issues.push(issueOf(code, { line, severity, params, ...columnAt(fieldIndex) }))
      }
      const key = keyOf(values)
      if (key && isTooLong(key))
        issues.push(issueOf('row-key-too-long', { line, params: { limitBytes: KEY_BYTES_MAX } }))
      return {
        values,
        issues,
        ok: issues.every((issue) => issue.severity !== 'error'),
        deactivates: departureIndex >= 0 && values[departureIndex] === type.departure?.value,
      }
    },
  }
}

/** The rules about several values of one row. */
export function compileRowRules(type: ImportType, tolerance: Tolerance): RowRule[] {
  return [...orderRules(type), ...pairedListRules(type), ...patternWhereRules(type, tolerance)]
}

/** The positions of the fields that these rules are about. */
export function fieldsOfRowRules({ ordered = [], paired = [], patternsWhere = [], ...type }: ImportType): Set<number> {
  const names = [
    ...ordered.flat(),
    ...paired.flat(),
    ...patternsWhere.flatMap(({ field, where }) => [field, where.field]),
  ]
  return new Set(names.map((name) => indexOfField(type, name)))
}

function isTooLong(key: readonly string[]): boolean {
  const characters = key.reduce((sum, part) => sum + part.length, 0)
  return characters > KEY_CHARACTERS_SAFE && new TextEncoder().encode(key.join('')).length > KEY_BYTES_MAX
}
