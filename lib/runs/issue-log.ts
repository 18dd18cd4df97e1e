// The issues of one run: counted completely, kept in part. Errors are kept before warnings, so that a flood of the
// harmless does not hide what has to be repaired. Where not all can be kept, all of them go to a file (issue-list.ts).
import type { IssueCode } from '@/lib/issues/catalogue'
import type { Issue, Severity } from '@/lib/issues/issue'
import { issueList } from './issue-list'

/** Issues stored one by one; beyond it they are counted, and stand in the run's list. */
export const ISSUES_STORED_MAX = 10_000

/** Lines named for each kind of issue in a message. */
const GROUP_LINES_MAX = 5

/** An issue with the member of the bundle it is about; without one it is about the delivered file. */
export type FoundIssue = Issue & { readonly file?: string }

/** All issues of one code and column of one file. */
export type IssueGroup = {
  /** The member of a bundle; undefined in a run of one file. */
  readonly file?: string
  readonly code: IssueCode
  readonly severity: Severity
  readonly column: string | undefined
  count: number
  readonly lines: number[]
}

export type IssueLog = {
  /** What is added from now on is about this member of a bundle; undefined: about the delivered file. */
  enter(file: string | undefined): void
  add(issue: Issue): void
  /** Counts issues of a kind without keeping them. */
  count(code: IssueCode, severity: Severity, times: number): void
  readonly errors: number
  readonly warnings: number
  /** How many of each code. */
  counts(): Record<string, number>
  /** The most frequent first. */
  groups(): readonly IssueGroup[]
  /** Those kept, in the order of the file. */
  kept(): readonly FoundIssue[]
  /** Finishes the file of all of them. @returns its key; null if all are kept, and there is no file. */
  finishList(): string | null
  /** Destroys what was written of that file, unless it is finished: the run did not come to its end. */
  discard(): void
}

/** @param storedMax how many are kept; lowered by tests. */
export function issueLog(storedMax = ISSUES_STORED_MAX): IssueLog {
  const kept: Record<Severity, FoundIssue[]> = { error: [], warning: [] }
  const totals: Record<Severity, number> = { error: 0, warning: 0 }
  const groups = new Map<string, IssueGroup>()
  const list = issueList(storedMax)
  /** Files in the order in which they were entered. */
  const files: (string | undefined)[] = [undefined]
  let file: string | undefined

  const groupOf = (code: IssueCode, severity: Severity, column: string | undefined): IssueGroup => {
    const name = `${severity} ${code} ${column ?? ''} ${file ?? ''}`
    const group = groups.get(name) ?? {
      ...(file !== undefined && { file }),
      code,
      severity,
      column,
      count: 0,
      lines: [],
    }
    groups.set(name, group)
    return group
  }
  const placeOf = (issue: FoundIssue) => files.indexOf(issue.file)
  return {
    enter(next) {
      file = next
      if (!files.includes(next)) files.push(next)
    },
    add(issue) {
      const { code, severity, column, line } = issue
      const found: FoundIssue = file === undefined ? issue : { ...issue, file }
      totals[severity]++
      list.add(found)
      if (kept[severity].length < storedMax) kept[severity].push(found)
      const group = groupOf(code, severity, column)
      group.count++
      if (line !== undefined && group.lines.length < GROUP_LINES_MAX) group.lines.push(line)
    },
    count(code, severity, times) {
      if (times === 0) return
      totals[severity] += times
      groupOf(code, severity, undefined).count += times
    },
    get errors() {
      return totals.error
    },
    get warnings() {
      return totals.warning
    },
    counts() {
      const counts: Record<string, number> = {}
      for (const { code, count } of groups.values()) counts[code] = (counts[code] ?? 0) + count
      return counts
    },
    groups: () => [...groups.values()].sort((a, b) => b.count - a.count),
    kept() {
      const room = storedMax - kept.error.length
      const all = [...kept.error, ...kept.warning.slice(0, room)]
      return all.sort((a, b) => placeOf(a) - placeOf(b) || (a.line ?? 0) - (b.line ?? 0))
    },
    finishList: list.finish,
    discard: list.discard,
  }
}
