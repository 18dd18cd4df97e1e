/** A row of a roster is seldom shorter; where rows are, what is kept of them grows as they come. */
const ROW_BYTES = 90

/** About how many rows there are in so many bytes. */
export function rowsExpectedIn(bytes: number): number {
  return Math.ceil(bytes / ROW_BYTES)
}
