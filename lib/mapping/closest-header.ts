// What stands in a file instead of a column that is missing, and how it differs. It only explains: nothing is matched.
import { normalise } from './header-words'

export type Difference = 'none' | 'case' | 'characters' | 'similar'

export type ClosestHeader = {
  readonly difference: Difference
  readonly closest: string
  /** The characters one cannot see or tell apart, such as "U+200B". */
  readonly characters: string
}

/** Longer headers are not compared letter by letter. */
const LENGTH_MAX = 100

const none: ClosestHeader = { difference: 'none', closest: '', characters: '' }

/**
 * The header nearest to the one that is wanted.
 * @param headers those of the file that nothing else has claimed.
 */
export function closestHeader(wanted: string, headers: readonly string[]): ClosestHeader {
  const caseOnly = headers.find((header) => isSameButForCase(header, wanted))
  if (caseOnly !== undefined) return { difference: 'case', closest: caseOnly, characters: '' }
  const disguised = headers.find((header) => strangeCharacters(header, wanted) !== '' && isNear(header, wanted))
  if (disguised !== undefined) {
    return { difference: 'characters', closest: disguised, characters: strangeCharacters(disguised, wanted) }
  }
  const written = headers.find((header) => normalise(header) === normalise(wanted) && normalise(wanted) !== '')
  const similar = written ?? headers.find((header) => isNear(header, wanted))
  return similar === undefined ? none : { difference: 'similar', closest: similar, characters: '' }
}

/** Equal but for capital letters and white space, as long as the same words stay apart. */
export function isSameButForCase(header: string, wanted: string): boolean {
  return withoutCase(header) === withoutCase(wanted)
}

/** What headers that are equal but for capital letters and white space have in common. */
export function withoutCase(header: string): string {
  return header.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** Things by what their headers have in common. */
export function groupedWithoutCase<T>(items: readonly T[], headerOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = withoutCase(headerOf(item))
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}

/** Characters outside printable ASCII that the wanted name does not have, as code points. */
function strangeCharacters(header: string, wanted: string): string {
  const strange = [...header].filter((character) => !/[ -~]/.test(character) && !wanted.includes(character))
  const points = strange.map((character) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0'))
  return [...new Set(points)].map((point) => `U+${point}`).join(', ')
}

/** One slip in a short name, two in a longer one. */
function isNear(header: string, wanted: string): boolean {
  const [from, to] = [header.trim().toLowerCase(), wanted.trim().toLowerCase()]
  const slips = to.length < 5 ? 1 : 2
  if (Math.max(from.length, to.length) > LENGTH_MAX || Math.abs(from.length - to.length) > slips) return false
  return to.length > 2 && editDistance(from, to) <= slips
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
