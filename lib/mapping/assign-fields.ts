// From everything that may fit to one field for a column and one column for a field. Where two are equally likely,
// neither is chosen: a person decides. Wrong is worse than nothing.
import type { Reason } from './suggestion'

export type Candidate = {
  /** Index of the column. */
  readonly column: number
  readonly field: string
  /** Larger is surer. */
  readonly rank: number
  readonly confidence: number
  readonly reason: Reason
}

/** The candidates that were chosen, surest first. */
export function assignFields(candidates: readonly Candidate[]): Candidate[] {
  const closedColumns = new Set<number>()
  const closedFields = new Set<string>()
  const chosen: Candidate[] = []
  const ranks = [...new Set(candidates.map((candidate) => candidate.rank))].sort((a, b) => b - a)
  for (const rank of ranks) {
    const equals = candidates.filter(
      (candidate) =>
        candidate.rank === rank && !closedColumns.has(candidate.column) && !closedFields.has(candidate.field),
    )
    for (const candidate of equals) {
      const rivalsForField = equals.filter((other) => other !== candidate && other.field === candidate.field)
      const rivalsForColumn = equals.filter((other) => other !== candidate && other.column === candidate.column)
      if (rivalsForField.length === 0 && rivalsForColumn.length === 0) chosen.push(candidate)
      if (rivalsForColumn.length === 0) closedFields.add(candidate.field)
      if (rivalsForField.length === 0) closedColumns.add(candidate.column)
    }
  }
  return chosen
}
