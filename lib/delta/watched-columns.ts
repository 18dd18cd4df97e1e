// Which cells of a file's rows count: those that are its key, and those whose content makes it the same or another.

/** Which cells are watched, decided once the header is known. */
export type WatchedColumns = {
  /**
   * Positions of the cells that make the key, in the order of the key; undefined if a cell is never its own key: every
   * row's key is unclear then.
   */
  readonly key: readonly number[] | undefined
  /** Positions of the cells whose content counts, in a fixed order. */
  readonly content: readonly number[]
  /** Cells that name others: a row is listed, also if it is the same, where one of them may name a lost value (`lose`). */
  readonly names?: readonly NamingCell[]
}

export type NamingCell = {
  readonly position: number
  /** Between the items of a list, which are values of their own; undefined: the cell is one value. */
  readonly separator?: string
}
