// What the mapping table knows of the file's columns and of the type's fields, with all words already made.

export type GridColumn = {
  /** As it stands in the file; may be blank. For a file without column names, blank. */
  readonly header: string
  /** As the mapping stores it: the header, or, without one, the position as text. */
  readonly key: string
  /** Counted from 0. */
  readonly position: number
  /** A few real values, blank ones left out. */
  readonly samples: readonly string[]
  /** Looks like a national id, lunch, disability, health or immigration data: nothing is ever suggested for it. */
  readonly isSensitive: boolean
  readonly suggestion: ColumnSuggestion | null
}

export type ColumnSuggestion = {
  readonly field: string
  /** 0 to 1. */
  readonly confidence: number
  /** The evidence, in the person's language. */
  readonly why: string
}

export type FieldChoice = {
  readonly name: string
  readonly title: string
  readonly required: boolean
  /** Part of the key by which a record is known from one night to the next. */
  readonly isKey: boolean
  /** Birth date, race, password…: never chosen for the person. */
  readonly sensitive: boolean
  /** How its text is read, in words. */
  readonly kind: string
  /** The tokens allowed, if only some are. */
  readonly allowed?: readonly string[]
  /** Other names, by which the search finds it. */
  readonly synonyms: readonly string[]
}

export { LIKELY, SURE } from '@/lib/mapping/confidence'
