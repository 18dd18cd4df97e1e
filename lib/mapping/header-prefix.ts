// The table name that PowerSchool and others put before a column: CC.ID, [Students]Student_Number, [39]field.
import { normalise, wordsOf } from './header-words'

export type Prefixed = { readonly prefix: string; readonly rest: string }

/** Tables whose name says whose value it is, so that it must not be lost: TEACHERS.FIRST_NAME is not a first name. */
const telling = new Set([
  ...['student', 'teacher', 'guardian', 'parent', 'contact', 'person', 'user', 'staff', 'employee', 'emergency'],
  ...['school', 'course', 'section', 'class', 'term', 'organization'],
])

/** Prefix and rest, or undefined if the header has none. OneRoster's metadata.* columns have no prefix. */
export function splitPrefix(header: string): Prefixed | undefined {
  const match = /^\[([^\]]{1,60})\](.+)$/.exec(header.trim()) ?? /^(\w{1,60})\.([^.]+)$/.exec(header.trim())
  const [, prefix = '', rest = ''] = match ?? []
  return match && prefix.toLowerCase() !== 'metadata' ? { prefix, rest: rest.trim() } : undefined
}

/**
 * The header without its prefix; where the table's name tells whose value it is and the file is about somebody else,
 * the two as one name ("TEACHERS FIRST_NAME").
 * @param subject what the rows of the file are about.
 */
export function withoutPrefix({ prefix, rest }: Prefixed, subject: readonly string[]): string {
  const tells = wordsOf(prefix).some(
    (word) => telling.has(word) && !subject.includes(word) && !normalise(rest).startsWith(word),
  )
  return tells ? `${prefix} ${rest}` : rest
}
