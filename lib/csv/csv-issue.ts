import { catalogue, type IssueCode } from '@/lib/issues/catalogue'
import type { Issue } from '@/lib/issues/issue'

/** An issue with the level and severity its code has in the catalogue. */
export function csvIssue(code: IssueCode, rest: Pick<Issue, 'line' | 'column' | 'value' | 'params'> = {}): Issue {
  return { code, ...catalogue[code], ...rest }
}
