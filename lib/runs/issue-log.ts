// The issues of one run: counted completely, kept in part. Errors are kept before warnings, so that a flood of the
// harmless does not hide what has to be repaired. Where not all can be kept, all of them go to a file (issue-list.ts).
import type { IssueCode } from '@/lib/issues/catalogue'
import type { Issue, Severity } from '@/lib/issues/issue'
import { issueList } from './issue-list'

/** Issues stored one by one; beyond it they are counted, and stand in the run's list. */
export const ISSUES_STORED_MAX = 10_000

/** Lines named for each kind of issue in a message. */
const GROUP_LINES_MAX = 5

/** All issues of one code and column. */
export type IssueGroup = {
  readonly code: IssueCode
  readonly severity: Severity
  readonly column: string | undefined
  count: number
  readonly lines: number[]
}

export type IssueLog = {
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
  kept(): readonly Issue[]
  /** Finishes the file of all of them. @returns its key; null if all are kept, and there is no file. */
  finishList(): string | null
  /** Destroys what was written of that file, unless it is finished: the run did not come to its end. */
  discard(): void
}

/** @param storedMax how many are kept; lowered by tests. */
export function issueLog(storedMax = ISSUES_STORED_MAX): IssueLog {
  const kept: Record<Severity, Issue[]> = { error: [], warning: [] }
  const totals: Record<Severity, number> = { error: 0, warning: 0 }
  const groups = new Map<string, IssueGroup>()
  const list = issueList(storedMax)

  const groupOf = (code: IssueCode, severity: Severity, column: string | undefined): IssueGroup => {
    const name = `${severity} ${code} ${column ?? ''}`
    const group = groups.get(name) ?? { code, severity, column, count: 0, lines: [] }
    groups.set(name, group)
    return group
  }
  return {
    add(issue) {
      const { code, severity, column, line } = issue
      totals[severity]++
      list.add(issue)
      if (kept[severity].length < storedMax) kept[severity].push(issue)
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
      return [...kept.error, ...kept.warning.slice(0, room)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    },
    finishList: list.finish,
    discard: list.discard,
  }
}
