// What an issue is. Code and params are stored; the words are made when it is shown (lib/words, namespace "issues").
import { catalogue, type IssueCode } from './catalogue'

export type IssueLevel = 'file' | 'header' | 'row' | 'cell'

/** An error blocks its row or file; a warning lets it through and is reported. */
export type Severity = 'error' | 'warning'

export type IssueParams = Readonly<Record<string, string | number | readonly string[]>>

export type Issue = {
  readonly code: IssueCode
  readonly severity: Severity
  readonly level: IssueLevel
  /** Physical line in the file where the row begins; the header is line 1. */
  readonly line?: number
  /** The column's header as it stands in the file. */
  readonly column?: string
  /** The field of the import type. */
  readonly field?: string
  /** The offending text, cut to VALUE_LENGTH_MAX; absent for sensitive fields. */
  readonly value?: string
  readonly params?: IssueParams
}

export const VALUE_LENGTH_MAX = 100

type Place = Partial<Pick<Issue, 'severity' | 'line' | 'column' | 'field' | 'value' | 'params'>>

/** An issue with the level and severity of the catalogue, unless a rule says otherwise. The value is cut to length. */
export function issueOf(code: IssueCode, { severity, line, column, field, value, params }: Place = {}): Issue {
  return {
    code,
    severity: severity ?? catalogue[code].severity,
    level: catalogue[code].level,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(field !== undefined && { field }),
    ...(value !== undefined && { value: shorten(value) }),
    ...(params !== undefined && { params }),
  }
}

/** The text as an issue may carry it: cut to VALUE_LENGTH_MAX characters, never in the middle of a code point. */
export function shorten(text: string): string {
  const points = [...text.slice(0, VALUE_LENGTH_MAX * 2 + 2)]
  return points.length > VALUE_LENGTH_MAX ? points.slice(0, VALUE_LENGTH_MAX - 1).join('') + '…' : text
}
