// What the words of an issue may use. Words live in lib/words, namespace "issues": issues.<code>.title names the trouble
// for a group of issues, issues.<code>.sentence says of one issue what is wrong and what to do.
import type { Issue } from './issue'

/** Parts of the words that only some issues of a code have, with what stands for "absent". */
const absent = {
  line: 0,
  column: '',
  field: '',
  value: '',
  title: '',
  name: '',
  found: '',
  closest: '',
  characters: '',
  difference: 'none',
  suggestion: '',
  count: 1,
}

const KIB = 1024

/**
 * The params to format an issue's words with, in any language.
 * - line, column (the header, or the field where no column is known), field, value of the issue;
 * - its own params, lists joined with ", ";
 * - hasValue, hasColumn, hasTitle, hasName, hasSuggestion: "yes" or "no", for a select, because a sensitive value is not there;
 * - limitSize, size: limitBytes and sizeBytes as people write sizes, such as "1 GB".
 */
export function issueParams(issue: Issue): Record<string, string | number> {
  const own = Object.fromEntries(Object.entries(issue.params ?? {}).map(([name, value]) => [name, joined(value)]))
  const column = issue.column ?? issue.field ?? ''
  return {
    ...absent,
    ...own,
    ...(typeof own.sizeBytes === 'number' && { size: sizeInWords(own.sizeBytes) }),
    ...(typeof own.limitBytes === 'number' && { limitSize: sizeInWords(own.limitBytes) }),
    line: issue.line ?? 0,
    column,
    field: issue.field ?? '',
    value: issue.value ?? '',
    hasValue: issue.value ? 'yes' : 'no',
    hasColumn: column === '' ? 'no' : 'yes',
    hasTitle: own.title ? 'yes' : 'no',
    hasName: own.name ? 'yes' : 'no',
    hasSuggestion: own.suggestion ? 'yes' : 'no',
  }
}

function joined(value: string | number | readonly string[]): string | number {
  return typeof value === 'object' ? value.join(', ') : value
}

function sizeInWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  const power = bytes < KIB ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10))
  return `${Number((bytes / KIB ** power).toFixed(1))} ${units[power]}`
}
