// What a check is given of one cell: its text, or a text with something to say about how it was made.
import type { IssueCode } from '@/lib/issues/catalogue'
import type { IssueParams, Severity } from '@/lib/issues/issue'

/** A template's changes met a text they have no answer to, such as one that is not on their list. */
export type Remarked = {
  /** What goes on to the check after a warning. After an error nothing does. */
  readonly text: string
  readonly code: IssueCode
  readonly params?: IssueParams
  readonly severity: Severity
  /** The text that is to blame, as the issue shows it. */
  readonly value: string
}

/** Null: nothing fills the field. */
export type Cell = string | Remarked | null

export function isRemarked(cell: Cell): cell is Remarked {
  return typeof cell === 'object' && cell !== null
}

/** What the cell says, whatever there is to say about it. */
export function textOf(cell: string | Remarked): string {
  return typeof cell === 'string' ? cell : cell.text
}
