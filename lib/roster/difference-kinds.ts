// What a difference can be. Of the rows and records, what an edited template says beside the version there is; and what
// it would change in the roster as it stands.

/** Beside the version there is: what is to be looked at first comes first. */
export const rowDifferenceKinds = [
  /** A row, accepted so far. */
  'newly-rejected',
  'newly-accepted',
  /** A record that would be deactivated now, by its row or because no row stands for it. */
  'newly-deactivated',
  'no-longer-deactivated',
  /** A row accepted by both, with other values. */
  'differs',
] as const

/** Beside the roster. */
export const rosterDifferenceKinds = ['added', 'changed', 'deactivated'] as const

export const differenceKinds = [...rowDifferenceKinds, ...rosterDifferenceKinds] as const

export type RowDifferenceKind = (typeof rowDifferenceKinds)[number]
export type DifferenceKind = (typeof differenceKinds)[number]

/** So many of each kind are kept with a run; all are counted. */
export const DIFFERENCES_KEPT_MAX = 5_000
