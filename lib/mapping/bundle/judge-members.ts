// Which members of a bundle are imported tonight, and how: what the template knows, what its manifest declares and what
// is really there must agree. A file that is declared and missing would, if it were taken for an empty one, deactivate a
// whole table; so it stops the bundle.
import { importTypeNamed } from '@/lib/import-types'
import type { ImportType } from '@/lib/import-types/import-type'
import { issueOf, shorten, type Issue } from '@/lib/issues/issue'
import type { Tolerance } from '@/lib/validation/validation-settings'
import type { FileMapping } from '../file-mapping'
import { declaredName, isManifest, type FileMode, type Manifest } from './manifest'

export type ExpectedMember = Pick<FileMapping, 'name' | 'mayBeAbsent'> & { readonly type: ImportType }

export type JudgedMembers = {
  /** Those that are there and to be imported, with what the manifest says of each. */
  readonly present: readonly { readonly name: string; readonly declared: Exclude<FileMode, 'absent'> | undefined }[]
  /** An error stops the whole bundle. Each names the member it is about. */
  readonly issues: readonly { readonly file: string; readonly issue: Issue }[]
}

type Found = {
  /** Names of the archive's members. */
  readonly members: readonly string[]
  /** Undefined: the bundle has none. */
  readonly manifest: Manifest | undefined
}

/**
 * @param expected the members the template maps, the manifest left out.
 * @param ignored the names a person chose not to import.
 */
export function judgeMembers(
  expected: readonly ExpectedMember[],
  ignored: readonly string[],
  { members, manifest }: Found,
  tolerance: Tolerance,
): JudgedMembers {
  const there = new Set(members)
  const issues: { file: string; issue: Issue }[] = []
  const add = (file: string, issue: Issue) => issues.push({ file, issue })
  const present = expected.flatMap(({ name, type, mayBeAbsent }) => {
    const declared = manifest && modeOf(manifest, type)
    if (there.has(name)) {
      if (declared === 'absent') add(name, issueOf('file-member-undeclared', { params: { name: shorten(name) } }))
      return [{ name, declared: declared === 'absent' ? undefined : declared }]
    }
    const isMissing = declared === undefined ? !mayBeAbsent : declared !== 'absent'
    if (isMissing) add(name, missingMember(name, declared === undefined ? 'template' : 'manifest'))
    return []
  })
  for (const { name, issue } of strangers(members, expected, ignored)) add(name, issue)
  if (manifest) for (const { name, issue } of declaredInVain(manifest, expected, there, ignored)) add(name, issue)
  else if (tolerance === 'strict' && expected.some(({ type }) => isOneRoster(type))) {
    add(MANIFEST_NAME, missingMember(MANIFEST_NAME, 'standard'))
  }
  return { present, issues }
}

/** The name of a OneRoster package's manifest. */
export const MANIFEST_NAME = 'manifest.csv'

function isOneRoster({ family }: ImportType): boolean {
  return importTypeNamed(`${family}/manifest`) !== undefined
}

/** What a manifest says of a type; undefined for types it has nothing to say about. */
function modeOf({ modes }: Manifest, type: ImportType): FileMode | undefined {
  return isOneRoster(type) && !isManifest(type) ? (modes.get(declaredName(type)) ?? 'absent') : undefined
}

/** A member that should be in the archive and is not; told with who says that it should. */
export function missingMember(name: string, expectedBy: 'template' | 'manifest' | 'standard'): Issue {
  return issueOf('file-member-missing', { params: { name: shorten(name), expectedBy } })
}

/** Files that nobody has decided about. */
function strangers(members: readonly string[], expected: readonly ExpectedMember[], ignored: readonly string[]) {
  const known = new Set([...expected.map(({ name }) => name), ...ignored, MANIFEST_NAME])
  return members
    .filter((name) => !known.has(name))
    .map((name) => ({ name, issue: issueOf('file-member-unknown', { params: { name: shorten(name) } }) }))
}

/** Files the manifest promises, that are not there and that this template would not have imported anyway. */
function declaredInVain(
  { modes }: Manifest,
  expected: readonly ExpectedMember[],
  there: ReadonlySet<string>,
  ignored: readonly string[],
) {
  const mapped = new Set(expected.map(({ type }) => declaredName(type)))
  return [...modes].flatMap(([declared, mode]) => {
    const name = `${declared}.csv`
    if (mode === 'absent' || mapped.has(declared) || there.has(name) || ignored.includes(name)) return []
    const params = { name: shorten(name), expectedBy: 'manifest' }
    return [{ name, issue: issueOf('file-member-missing', { severity: 'warning', params }) }]
  })
}
