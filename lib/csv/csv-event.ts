// What reading a CSV file yields. Cells are arrays in the order of the file, never objects by header.
import type { Issue } from '@/lib/issues/issue'

export type CsvEvent = HeaderEvent | RowEvent | BadRowEvent | FooterEvent | FileIssueEvent

export type HeaderEvent = {
  readonly type: 'header'
  /** Physical line where the row begins, counted from 1. */
  readonly line: number
  /** As they stand in the file, not even trimmed. */
  readonly cells: string[]
}

export type RowEvent = { readonly type: 'row'; readonly line: number; readonly cells: string[] }

/** A row that cannot be taken as it stands. Its cells are as far as they could be read: enough to find its key. */
export type BadRowEvent = {
  readonly type: 'badRow'
  readonly line: number
  readonly cells: string[]
  readonly issue: Issue
}

/** The last row of a file that is no record: what the program that wrote the file says of it (footer.ts). */
export type FooterEvent = {
  readonly type: 'footer'
  readonly line: number
  readonly cells: string[]
  readonly issue: Issue
}

/** The file is refused; reading has stopped. A broken header brings the row's own issue (row-nul, row-quote…) here. */
export type FileIssueEvent = { readonly type: 'fileIssue'; readonly issue: Issue }
