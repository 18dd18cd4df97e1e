// Whether a pattern typed in by a person can be checked in linear time, whatever stands in a cell. JavaScript's engine
// goes back and tries again where a text can be matched in several ways; with nested or neighbouring repetitions that may
// take longer than the world lasts. So only patterns are taken in which the next character always tells how to go on
// (strongly one-unambiguous in the sense of Brüggemann-Klein and Wood): the engine then never has a second way to try.
import { NotTaken, parsePattern, type Piece, type Range } from './parse-pattern'

export type PatternProblem = 'too-long' | 'not-a-pattern' | 'not-taken' | 'ambiguous' | 'too-large'

export const PATTERN_LENGTH_MAX = 200
/** Characters a match may be made of, repetitions written out. */
const PLACES_MAX = 600

/** What keeps the pattern from being used; undefined if it can be. */
export function patternProblem(pattern: string): PatternProblem | undefined {
  if (pattern.length > PATTERN_LENGTH_MAX) return 'too-long'
  try {
    new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    return 'not-a-pattern'
  }
  try {
    const places = new Places()
    const whole = places.of(parsePattern(pattern))
    places.requireOneWay(whole.first)
    return undefined
  } catch (problem) {
    if (problem instanceof NotTaken) return 'not-taken'
    if (problem instanceof Ambiguous) return 'ambiguous'
    if (problem instanceof TooLarge) return 'too-large'
    throw problem
  }
}

class Ambiguous extends Error {}
class TooLarge extends Error {}

/** Places of a part: those where it may begin and end, and whether it may match nothing. */
type Part = { readonly first: readonly number[]; readonly last: readonly number[]; readonly mayBeEmpty: boolean }

const nothing: Part = { first: [], last: [], mayBeEmpty: true }

/** The places of Glushkov's automaton: one for each character of the pattern, with what may come after it. */
class Places {
  private readonly ranges: (readonly Range[])[] = []
  private readonly next: Set<number>[] = []

  of(piece: Piece): Part {
    if (piece.type === 'character') return this.place(piece.ranges)
    if (piece.type === 'choice') return this.choice(piece.pieces.map((one) => this.of(one)))
    if (piece.type === 'sequence') {
      return piece.pieces.map((one) => this.of(one)).reduceRight((rest, part) => this.join(part, rest), nothing)
    }
    return this.repeat(piece.piece, piece.least, piece.most)
  }

  /** No character may be in two of the places: the engine would have to try both. */
  requireOneWay(places: readonly number[]): void {
    const all = places.flatMap((place) => this.ranges[place] ?? []).toSorted(([a], [b]) => a - b)
    if (all.some(([first], index) => first <= (all[index - 1]?.[1] ?? -1))) throw new Ambiguous()
  }

  private place(ranges: readonly Range[]): Part {
    const place = this.ranges.push(ranges) - 1
    if (place >= PLACES_MAX) throw new TooLarge()
    this.next.push(new Set())
    return { first: [place], last: [place], mayBeEmpty: false }
  }

  private choice(parts: readonly Part[]): Part {
    if (parts.filter(({ mayBeEmpty }) => mayBeEmpty).length > 1) throw new Ambiguous()
    const first = parts.flatMap((part) => part.first)
    this.requireOneWay(first)
    return { first, last: parts.flatMap(({ last }) => last), mayBeEmpty: parts.some(({ mayBeEmpty }) => mayBeEmpty) }
  }

  private join(part: Part, rest: Part): Part {
    this.follow(part.last, rest.first)
    const first = part.mayBeEmpty ? [...part.first, ...rest.first] : part.first
    this.requireOneWay(first)
    const last = rest.mayBeEmpty ? [...part.last, ...rest.last] : rest.last
    return { first, last, mayBeEmpty: part.mayBeEmpty && rest.mayBeEmpty }
  }

  /** X{2,4} is X X (X (X)?)?; of X{2,} the last one goes round. */
  private repeat(piece: Piece, least: number, most: number): Part {
    const copies = Number.isFinite(most) ? most : Math.max(1, least)
    if (copies > PLACES_MAX) throw new TooLarge()
    const parts = Array.from({ length: copies }, () => this.of(piece))
    // A repetition of what may be nothing goes round without getting anywhere.
    if (parts.some(({ mayBeEmpty }) => mayBeEmpty)) throw new Ambiguous()
    const turning = parts.at(-1)
    if (!Number.isFinite(most) && turning) this.follow(turning.last, turning.first)
    return parts.reduceRight<Part>((rest, part, index) => {
      const joined = this.join(part, rest)
      return index < least ? joined : { ...joined, mayBeEmpty: true }
    }, nothing)
  }

  private follow(last: readonly number[], first: readonly number[]): void {
    for (const place of last) {
      const next = this.next[place]
      if (!next) continue
      for (const one of first) {
        // The same step by two ways is the nested repetition of (a+)+.
        if (next.has(one)) throw new Ambiguous()
        next.add(one)
      }
      this.requireOneWay([...next])
    }
  }
}

/** A pattern as people write it, without the marks of beginning and end: the whole value must match it anyway. */
export function withoutAnchors(pattern: string): string {
  const inner = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')
  // ^a|b$ means something else than (?:a|b).
  return inner === pattern || !hasTopLevelChoice(inner) ? inner : pattern
}

function hasTopLevelChoice(pattern: string): boolean {
  try {
    return parsePattern(pattern).type === 'choice'
  } catch {
    return true
  }
}
