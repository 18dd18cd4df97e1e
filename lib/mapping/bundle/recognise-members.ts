// What each file of a bundle is: by its usual name, by its columns, and by the company it keeps, because users.csv is a
// file of four systems and orgs.csv is the same in two editions of one.
import { importTypes } from '@/lib/import-types'
import { mustBeFilled, type ImportType } from '@/lib/import-types/import-type'
import { normalise } from '../header-words'
import { isManifest, type OneRosterVersion } from './manifest'

export type MemberLook = {
  readonly name: string
  /** Its columns; null for a file that is no table. */
  readonly headers: readonly string[] | null
}

type Candidate = { readonly type: ImportType; readonly likeness: number }

/** A file of a usual name must have some of the columns, any other nearly all. */
const LIKENESS_WITH_NAME_MIN = 0.3
const LIKENESS_MIN = 0.75
const NAME_BONUS = 0.5
const VERSION_BONUS = 10

/**
 * Recognises the members of a bundle.
 * @param version of OneRoster, where a manifest says one.
 * @param types that they may be.
 * @returns the type of each by its name; a type at most once, and none for what nobody knows.
 */
export function recogniseMembers(
  members: readonly MemberLook[],
  version?: OneRosterVersion,
  types: readonly ImportType[] = importTypes,
): ReadonlyMap<string, ImportType> {
  const candidates = new Map(members.map((member) => [member.name, candidatesFor(member, types)]))
  const family = likeliestFamily([...candidates.values()], version)
  const claims = [...candidates].flatMap(([name, found]) => {
    const best = likeliest(found.filter(({ type }) => type.family === family)) ?? likeliest(found)
    return best ? [{ name, ...best }] : []
  })
  const found = new Map<string, ImportType>()
  // Of two files for one type the likelier one is it: each would deactivate what the other brought.
  for (const { name, type } of claims.toSorted((a, b) => b.likeness - a.likeness)) {
    if (![...found.values()].includes(type)) found.set(name, type)
  }
  return found
}

function candidatesFor({ name, headers }: MemberLook, types: readonly ImportType[]): Candidate[] {
  return types.flatMap((type) => {
    const isUsualName = type.fileNames.some((usual) => usual.toLowerCase() === name.toLowerCase())
    // A manifest may be written wide, so that its columns say nothing.
    if (isManifest(type)) return isUsualName ? [{ type, likeness: 1 }] : []
    if (!headers) return []
    const likeness = likenessOf(headers, type)
    if (likeness < (isUsualName ? LIKENESS_WITH_NAME_MIN : LIKENESS_MIN)) return []
    return [{ type, likeness: likeness + (isUsualName ? NAME_BONUS : 0) }]
  })
}

/** From 0 to 1: how much of the file is the type's, and how much of what the type needs is in the file. */
function likenessOf(headers: readonly string[], type: ImportType): number {
  const columns = new Set(headers.map(normalise).filter((header) => header !== ''))
  if (columns.size === 0) return 0
  const names = (field: ImportType['fields'][number]) => [field.name, ...(field.synonyms ?? [])].map(normalise)
  const known = new Set(type.fields.flatMap(names))
  const needed = type.fields.filter((field) => mustBeFilled(type, field))
  const filled = needed.filter((field) => names(field).some((name) => columns.has(name)))
  const share = [...columns].filter((column) => known.has(column)).length / columns.size
  return (share + filled.length / Math.max(needed.length, 1)) / 2
}

function likeliest(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>(
    (best, next) => (best && best.likeness >= next.likeness ? best : next),
    undefined,
  )
}

/** The family that explains most of the bundle. */
function likeliestFamily(all: readonly (readonly Candidate[])[], version: OneRosterVersion | undefined) {
  const totals = new Map<string, number>()
  if (version) totals.set(`oneroster-${version}`, VERSION_BONUS)
  for (const candidates of all) {
    for (const family of new Set(candidates.map(({ type }) => type.family))) {
      const best = likeliest(candidates.filter(({ type }) => type.family === family))
      totals.set(family, (totals.get(family) ?? 0) + (best?.likeness ?? 0))
    }
  }
  const [first] = [...totals].toSorted(([, a], [, b]) => b - a)
  return first?.[0]
}
