// Arithmetic of the measurements. Absolute times swing from minute to minute on a shared machine; the ratio of two times
// of the same round swings much less, so what is judged is the median of those ratios.

/** The middle one, or of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half]
  if (upper === undefined || sorted.length % 2 === 1) return upper
  return ((sorted[half - 1] ?? upper) + upper) / 2
}

export type Spread = { readonly median: number; readonly min: number; readonly max: number }

/** Median, least and greatest; undefined for no value at all. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const middle = median(values)
  return middle === undefined ? undefined : { median: middle, min: Math.min(...values), max: Math.max(...values) }
}

/** Quotients of the values of the same round; rounds in which one of the two is missing are left out. */
export function sameRoundRatios(
  values: readonly (number | undefined)[],
  bases: readonly (number | undefined)[],
): number[] {
  return values.flatMap((value, round) => {
    const base = bases[round]
    return value === undefined || base === undefined || base === 0 ? [] : [value / base]
  })
}
