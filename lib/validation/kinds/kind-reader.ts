// What every kind offers: a way to read its text, and the column type that holds what was read.
import type { Finding, RosterValue } from '../roster-value'
import type { DateFormat, Tolerance } from '../validation-settings'

/** The PostgreSQL type of a kind's column. Integers and years are bigint; canonical text goes in as it is. */
export type SqlType = 'text' | 'boolean' | 'date' | 'timestamptz' | 'numeric' | 'bigint' | 'text[]'

export type ReadOptions = {
  readonly tolerance: Tolerance
  readonly dateFormats: readonly DateFormat[]
  /** For a boolean and a grade: the spellings of the format (a field's enum). */
  readonly tokens?: readonly string[]
  /** For a list: its items are identifiers. */
  readonly itemsAreIds?: boolean
}

export type KindReader = {
  readonly sqlType: SqlType
  /**
   * Reads one cell. Never answers an unreadable text with a default.
   * @param text not blank; in tolerant mode without blanks around it.
   * @returns the canonical value, or what is wrong.
   */
  read(text: string, options: ReadOptions): RosterValue | Finding
}
