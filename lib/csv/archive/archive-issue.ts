import { shorten, type Issue } from '@/lib/issues/issue'
import type { IssueCode } from '@/lib/issues/catalogue'
import { csvIssue } from '../csv-issue'

/** Why the parts of an archive contradict each other. */
export type Contradiction = 'record' | 'extra' | 'headers'

/** The issue of an archive; `name` is the member it is about, made fit to be shown. */
export function archiveIssue(code: IssueCode, params: { name?: string } & Issue['params'] = {}): Issue {
  const { name, ...rest } = params
  return csvIssue(code, { params: { ...rest, ...(name !== undefined && { name: shownName(name) }) } })
}

/** The issue of an archive whose parts contradict each other: different programs would unpack different files from it. */
export function contradiction(reason: Contradiction, name = ''): Issue {
  return archiveIssue('file-archive-inconsistent', { reason, name })
}

/** A name with nothing in it that cannot be seen: line breaks and direction marks as their code points. */
function shownName(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => `U+${hex(sign.codePointAt(0) ?? 0)}`)
  return shorten(visible)
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0')
}
