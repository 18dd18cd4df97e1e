// From everything that may fit to one field for a column and one column for a field: of all such choices the one that is
// likeliest as a whole. Where two are equally likely, neither is chosen: a person decides. Wrong is worse than nothing.
import { heaviestPairs } from './heaviest-pairs'
import type { Reason } from './suggestion'

export type Candidate = {
  /** Index of the column. */
  readonly column: number
  readonly field: string
  /** Larger is surer; it decides between candidates of the same confidence. */
  readonly rank: number
  readonly confidence: number
  readonly reason: Reason
}

/** Ranks tell candidates of one confidence apart, and weigh nothing beside it. */
const RANK_WEIGHT = 0.0001
/** Weights closer than this are equal. */
const EQUAL = RANK_WEIGHT / 4
/** Surer than this is sure: then the rank decides, so that what the account did before comes first. */
const CONFIDENCE_MAX = 0.985

/** The candidates that were chosen, surest first. */
export function assignFields(candidates: readonly Candidate[]): Candidate[] {
  const best = surestOfEachPair(candidates)
  const columns = [...new Set(best.map(({ column }) => column))]
  const fields = [...new Set(best.map(({ field }) => field))]
  const [columnAt, fieldAt] = [placesOf(columns), placesOf(fields)]
  const pairs = heaviestPairs(
    best.map((candidate) => ({
      row: fieldAt.get(candidate.field) ?? 0,
      column: columnAt.get(candidate.column) ?? 0,
      weight: weightOf(candidate),
    })),
  )
  const isChosen = new Set(pairs.map(({ row, column }) => `${column} ${row}`))
  const chosen = best.filter(({ column, field }) => isChosen.has(`${columnAt.get(column)} ${fieldAt.get(field)}`))
  return withoutTies(chosen, best).sort((a, b) => weightOf(b) - weightOf(a))
}

/** The likelihood that it is right against that it is not; what is less likely than not has no weight. */
function weightOf({ confidence, rank }: Candidate): number {
  const sure = Math.min(confidence, CONFIDENCE_MAX)
  return Math.log(sure / (1 - sure)) + rank * RANK_WEIGHT
}

function surestOfEachPair(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const pair = `${candidate.column} ${candidate.field}`
    const known = best.get(pair)
    if (!known || weightOf(candidate) > weightOf(known)) best.set(pair, candidate)
  }
  return [...best.values()].filter((candidate) => weightOf(candidate) > 0)
}

function placesOf<T>(things: readonly T[]): ReadonlyMap<T, number> {
  return new Map(things.map((thing, place) => [thing, place]))
}

/**
 * What is left of a choice when a rival is as likely: another column for the field, or another field for the column. A
 * rival that has found something likelier is none. What falls out may leave others without that excuse.
 */
function withoutTies(chosen: readonly Candidate[], all: readonly Candidate[]): Candidate[] {
  const rivalsOf = new Map(
    chosen.map((one) => [
      one,
      all.filter(
        (other) =>
          other !== one &&
          (other.column === one.column || other.field === one.field) &&
          Math.abs(weightOf(other) - weightOf(one)) < EQUAL,
      ),
    ]),
  )
  let left = [...chosen]
  for (;;) {
    const stand = left.filter((one) =>
      (rivalsOf.get(one) ?? []).every((rival) =>
        left.some(
          (other) =>
            other !== one &&
            (other.column === rival.column || other.field === rival.field) &&
            weightOf(other) > weightOf(rival) + EQUAL,
        ),
      ),
    )
    if (stand.length === left.length) return left
    left = stand
  }
}
