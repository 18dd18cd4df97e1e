// Which student information system a file comes from, told by the set of its headers, and what that system means by them.
// One header alone says nothing; two or more that hardly any other system has do.
import { splitPrefix, withoutPrefix } from './header-prefix'
import { normalise } from './header-words'
import { systems, type System } from './systems'

export type KnownSystem = {
  readonly name: string
  /**
   * What the system means by a header: a common name of it; null for its internal keys and others that are not what they
   * seem; undefined where the system has nothing special to say.
   * @param subject what the rows are about: behind TEACHERS, a name is another person's in a file of students.
   */
  meaningOf(header: string, subject: readonly string[]): string | null | undefined
}

/** Fewer telling headers than this may be chance. */
const TELLING_MIN = 2

/** @returns undefined where no system is told, or two as well as each other. */
export function systemOf(headers: readonly string[]): KnownSystem | undefined {
  const counted = systems.map((system) => ({ system, telling: countTelling(system, headers) }))
  const [first, second] = counted.toSorted((a, b) => b.telling - a.telling)
  if (!first || first.telling < TELLING_MIN || first.telling === second?.telling) return undefined
  const { name, meanings } = first.system
  const byName = new Map(Object.entries(meanings).map(([header, meaning]) => [normalise(header), meaning]))
  return {
    name,
    meaningOf(header, subject) {
      const whole = byName.get(normalise(header))
      if (whole !== undefined) return whole
      const prefixed = splitPrefix(header)
      const isOwn = prefixed && withoutPrefix(prefixed, subject) === prefixed.rest
      return isOwn ? byName.get(normalise(prefixed.rest)) : undefined
    },
  }
}

function countTelling({ telling, tables }: System, headers: readonly string[]): number {
  const names = new Set(headers.map(normalise))
  const known = telling.filter((name) => names.has(normalise(name))).length
  if (!tables) return known
  // However many columns of a table there are, its name is told once.
  const named = new Set(headers.flatMap((header) => splitPrefix(header)?.prefix.toLowerCase() ?? []))
  return known + [...named].filter((prefix) => tables.test(prefix)).length * 2
}
