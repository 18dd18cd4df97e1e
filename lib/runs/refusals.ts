// The ends of a run in which nothing of its files is applied because of what they are.
import type { Ending } from './end-run'
import { noCounts, type RunCounts } from './run-counts'

type Rejection = Extract<Ending, { state: 'rejected' }>

/** A newer full file of the template was applied meanwhile. */
export const superseded: Ending = { state: 'discarded', failure: { reason: 'superseded' }, counts: noCounts }

/** The file, or a file of the bundle, cannot be used at all. */
export function unusable(issue: NonNullable<Rejection['issue']>, counts: RunCounts): Ending {
  const { code, line, column } = issue
  return rejected({ reason: 'file-issue', code, line, column }, counts, issue)
}

export function rejected(
  failure: Rejection['failure'],
  counts: RunCounts = noCounts,
  issue?: Rejection['issue'],
): Ending {
  return { state: 'rejected', failure, counts, issue }
}
