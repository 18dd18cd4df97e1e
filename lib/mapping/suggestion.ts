// What a suggestion is made of. Reasons are codes with params; their words are mapping.reason.<code>.

/** A column of a sample. */
export type SampleColumn = {
  /** As it stands in the file; for a file without header, the position as text. */
  readonly header: string
  /** Counted from 0. */
  readonly position: number
  /** Different values of the column; the more, the better the evidence. */
  readonly samples: readonly string[]
  /** Fields whose own or referenced records the account already has: the share of these values among their keys. */
  readonly knownKeys?: Readonly<Record<string, number>>
}

export type ReasonCode =
  | 'history-account'
  | 'history-installation'
  | 'system'
  | 'known-keys'
  | 'name'
  | 'name-alike'
  | 'title'
  | 'synonym'
  | 'prefix'
  | 'words'
  | 'values'

export type Reason = {
  readonly code: ReasonCode
  /**
   * matched: the name, title or synonym that was met; prefix: what was taken off the header; system: the one the file
   * looks like an export of; samples and percent: how many values were looked at and how many of them the field can take; hasValues: yes if there were any, else no.
   */
  readonly params: Readonly<Record<string, string | number>>
}

export type Suggestion = {
  readonly position: number
  readonly header: string
  readonly field: string
  /** From 0 to 1. */
  readonly confidence: number
  readonly reason: Reason
}

/** How a header was mapped before; null: it was ignored on purpose, and is not suggested for anything. */
export type PastMapping = {
  readonly header: string
  readonly field: string | null
  /** This account, or another one of the installation; this account if left out. */
  readonly from?: 'account' | 'installation'
}

/** Of one import type, the latest first. */
export type MappingHistory = readonly PastMapping[]
