// Which column of a file stands in the place of one that is gone. Names decide: another spelling, a table in front, what
// the mapper takes the name for, what an earlier version of the template called it. Place and values only confirm, deny,
// or hint. One for one; and where two are equally likely by name, nothing is sure.
import { closestHeader } from './closest-header'
import { evidences, type Evidence } from './column-change'
import type { HeaderInput, Place } from './column-changes'
import type { ColumnMapping } from './file-mapping'
import { normalise } from './header-words'
import { bareHeader, isKnownHeader } from './known-header'
import { holdsNationalIds, isSensitiveHeader } from './sensitive-column'
import type { SampleColumn, Suggestion } from './suggestion'
import { suggestMapping } from './suggest-mapping'
import { fitOf } from './value-evidence'

/** Of so many columns on either side at most; a file of wholly other columns is another file. */
const COMPARED_MAX = 200
/** Fewer fitting values than this, in per cent, and it is another column. */
const FITTING_MIN = 50
/** From here on, the values are of the field's kind. */
const FITTING_WELL = 95

/** How much a name says. From WEIGHT_SURE on it may be sure. */
const weights: Readonly<Partial<Record<Evidence, number>>> = { earlier: 70, spelling: 60, prefix: 50, similar: 20 }
const WEIGHT_FIELD = { sure: 40, likely: 30 }
const WEIGHT_SURE = 30

export type Renamed = Place & {
  readonly isSure: boolean
  readonly evidence: Evidence[]
  readonly version?: number
}

type Pair = {
  readonly gone: number
  readonly free: number
  /** What the names say, and what place and values add. */
  readonly byName: number
  readonly besides: number
  readonly evidence: Evidence[]
  readonly version: number | undefined
}

type Context = HeaderInput & { readonly placed: readonly Place[] }

/**
 * @param gone the columns of the template that are not in the file.
 * @param free the columns of the file that the template does not know.
 */
export function renamedColumns(
  gone: readonly ColumnMapping[],
  free: readonly SampleColumn[],
  context: Context,
): Renamed[] {
  const candidates = free.filter(({ header, samples }) => mayStandIn(header, samples)).slice(0, COMPARED_MAX)
  const wanted = gone.filter(({ header }) => header.trim() !== '').slice(0, COMPARED_MAX)
  if (candidates.length === 0 || wanted.length === 0) return []
  const suggestions = suggestMapping(candidates, context.type)
  // In the place of a header that is missing there stands a row, and its values are nobody's names.
  const isHeader = isKnownHeader(context.mapping.columns, context.header, context.type)
  const isInPlace = isHeader ? placeFinder(context) : () => false
  const pairs = wanted.flatMap((known, from) =>
    candidates.flatMap((column, to): Pair[] => {
      const found = compare(known, column, suggestions[to] ?? null, isInPlace(known, column), context)
      return found ? [{ gone: from, free: to, ...found }] : []
    }),
  )
  return oneForOne(pairs).flatMap((pair): Renamed[] => {
    const [known, now] = [wanted[pair.gone], candidates[pair.free]]
    if (!known || !now) return []
    const rivals = pairs.filter((one) => one !== pair && (one.free === pair.free || one.gone === pair.gone))
    const isSure = pair.byName >= WEIGHT_SURE && rivals.every((one) => one.byName < pair.byName)
    const version = pair.version === undefined ? {} : { version: pair.version }
    return [{ known, position: now.position, isSure, evidence: pair.evidence, ...version }]
  })
}

/** The likeliest pairs first, each column in one of them. Where two are equally likely, neither is taken. */
function oneForOne(pairs: readonly Pair[]): Pair[] {
  const [gone, free] = [new Set<number>(), new Set<number>()]
  const chosen: Pair[] = []
  const rankOf = ({ byName, besides }: Pair) => byName + besides
  for (const rank of [...new Set(pairs.map(rankOf))].sort((a, b) => b - a)) {
    const equals = pairs.filter((pair) => rankOf(pair) === rank && !gone.has(pair.gone) && !free.has(pair.free))
    for (const pair of equals) {
      const isRival = (other: Pair) => other !== pair && (other.gone === pair.gone || other.free === pair.free)
      if (!equals.some(isRival)) chosen.push(pair)
    }
    for (const pair of equals) {
      gone.add(pair.gone)
      free.add(pair.free)
    }
  }
  return chosen
}

/** A person's number must not become another one's because a column of the same name stood there. */
function mayStandIn(header: string, samples: readonly string[]): boolean {
  return header.trim() !== '' && !isSensitiveHeader(header) && !holdsNationalIds(samples)
}

/** @returns undefined if nothing speaks for the pair, or the values speak against it. */
function compare(
  known: ColumnMapping,
  column: SampleColumn,
  suggestion: Suggestion | null,
  isInPlace: boolean,
  { type, earlier = [] }: Context,
): Omit<Pair, 'gone' | 'free'> | undefined {
  const field = known.field === null ? undefined : type.fields.find(({ name }) => name === known.field)
  const percent = field && known.transforms.length === 0 ? fitOf(field, column.samples)?.percent : undefined
  if (percent !== undefined && percent < FITTING_MIN) return undefined
  const past = earlier.find(({ columns }) =>
    columns.some((one) => one.header === column.header && one.field !== null && one.field === known.field),
  )
  const named: Evidence[] = past ? ['earlier'] : []
  if (isSameName(known.header, column.header)) named.push('spelling')
  else if (isSameName(bareHeader(known.header, type), bareHeader(column.header, type))) named.push('prefix')
  const isNamedField = suggestion !== null && suggestion.reason.code !== 'values'
  if (field && isNamedField && suggestion.field === field.name) named.push('field')
  // Its name says that it is something else.
  else if (named.length === 0 && isNamedField && suggestion.field !== known.field) return undefined
  if (named.length === 0 && isSimilar(known.header, column.header)) named.push('similar')
  const isTypical = field !== undefined && percent !== undefined && percent >= FITTING_WELL
  const besides = (isInPlace ? 2 : 0) + (isTypical ? 1 : 0)
  // An ignored column is followed under another spelling of its name, and no further.
  const isFollowed = field ? named.length > 0 || (isInPlace && isTypical) : named.some((one) => one !== 'similar')
  if (!isFollowed) return undefined
  const likely = suggestion && suggestion.confidence < 0.9 ? WEIGHT_FIELD.likely : WEIGHT_FIELD.sure
  const byName = Math.max(0, ...named.map((one) => (one === 'field' ? likely : (weights[one] ?? 0))))
  const all = [...named, ...(isInPlace ? (['place'] as const) : []), ...(isTypical ? (['values'] as const) : [])]
  return { byName, besides, evidence: evidences.filter((one) => all.includes(one)), version: past?.version }
}

function isSameName(one: string, other: string): boolean {
  return normalise(one) !== '' && normalise(one) === normalise(other)
}

/** A slip of the pen. Another number is another thing: Phone1 and Phone2. */
function isSimilar(one: string, other: string): boolean {
  const digits = (header: string) => header.replace(/\D/g, '')
  return digits(one) === digits(other) && closestHeader(one, [other]).difference !== 'none'
}

/** Whether a column of the file stands where one of the template stood: between the same two that are still there. */
function placeFinder({ mapping, header, placed }: Context) {
  const width = Math.max(-1, ...mapping.columns.map(({ position }) => position)) + 1
  const before = neighbours(width, new Map(placed.map(({ known, position }) => [known.position, position])))
  const now = neighbours(header.length, new Map(placed.map(({ position }) => [position, position])))
  return (known: ColumnMapping, { position }: SampleColumn): boolean =>
    before.left[known.position] === now.left[position] && before.right[known.position] === now.right[position]
}

/** For each place, what stands at the nearest marked place to its left and to its right. */
function neighbours(width: number, marked: ReadonlyMap<number, number>) {
  const left: (number | undefined)[] = []
  const right: (number | undefined)[] = []
  for (let at = 0, last: number | undefined; at < width; at++) {
    left[at] = last
    last = marked.get(at) ?? last
  }
  for (let at = width - 1, next: number | undefined; at >= 0; at--) {
    right[at] = next
    next = marked.get(at) ?? next
  }
  return { left, right }
}
