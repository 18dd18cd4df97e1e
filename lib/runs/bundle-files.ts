// The files of a bundle: its archive is opened, its manifest read if it has one, and its members are put in the order in
// which they can be applied. One member that cannot be relied on refuses the bundle: nothing of it is applied.
import type { Archive, RandomAccess } from '@/lib/csv/archive/archive'
import { openArchive } from '@/lib/csv/archive/open-archive'
import { BUNDLE } from '@/lib/mapping/bundle/bundle'
import { judgeMembers, MANIFEST_NAME, missingMember } from '@/lib/mapping/bundle/judge-members'
import { isManifest, readManifest, type Manifest, type OneRosterVersion } from '@/lib/mapping/bundle/manifest'
import { orderOfApplication } from '@/lib/mapping/bundle/order-of-application'
import type { Mode } from '@/lib/templates/template-settings'
import type { ClaimedRun, Member } from './claim-run'
import { rowsExpectedIn } from './rows-expected'
import type { FileIssue, RefusedFiles, RunFile, RunFiles } from './run-file'

/** Opens the archive of a run and decides which of its members are imported, and how. */
export async function membersOf(run: ClaimedRun, source: RandomAccess): Promise<RunFiles | RefusedFiles> {
  const opened = await openArchive(source)
  if (!opened.ok) return { refused: [{ issue: opened.issue }] }
  const { members } = opened.archive
  const { tolerance, ignoredMembers } = run.settings
  const files = run.members.filter(({ type }) => !isManifestOf(run, type))
  const { name: manifestName, manifest, issues } = await manifestOf(run, opened.archive)

  const expected = files.map(({ type, mapping }) => ({ type, name: mapping.name, mayBeAbsent: mapping.mayBeAbsent }))
  const names = members.map(({ name }) => name)
  const judged = judgeMembers(expected, [...ignoredMembers, manifestName], { members: names, manifest }, tolerance)
  const all: FileIssue[] = [...issues, ...judged.issues]
  if (all.some(({ issue }) => issue.severity === 'error')) return { refused: all }

  const declaredOf = new Map(judged.present.map(({ name, declared }) => [name, declared]))
  const present = inOrder(files.filter(({ mapping }) => declaredOf.has(mapping.name)))
  const memberNamed = (name: string) => members.find((member) => member.name === name)!
  return {
    files: present.map(({ type, mapping }): RunFile => {
      const { name } = mapping
      const declared = declaredOf.get(name)
      const mode = modeFor(run.settings.mode, declared)
      const member = memberNamed(name)
      const rowsExpected = rowsExpectedIn(member.sizeBytes)
      return { name, type, mapping, mode, declared, rowsExpected, open: () => Promise.resolve(member.bytes()) }
    }),
    bytesTotal: present.reduce((sum, { mapping }) => sum + memberNamed(mapping.name).sizeBytes, 0),
    issues: all,
  }
}

/** A manifest sent on its own, packed, is a file like any other. */
function isManifestOf({ importType }: ClaimedRun, type: Member['type']): boolean {
  return importType === BUNDLE && isManifest(type)
}

type FoundManifest = { name: string; manifest: Manifest | undefined; issues: FileIssue[] }

/** The manifest, by the template's mapping or by its name. One the template was made with must be there again. */
async function manifestOf(run: ClaimedRun, archive: Archive): Promise<FoundManifest> {
  const { members, settings } = run
  const mapped = members.find(({ type }) => isManifestOf(run, type))
  const name = mapped?.mapping.name ?? MANIFEST_NAME
  const version = versionOf(members)
  const member = archive.members.find((one) => one.name === name)
  if (!member || (!mapped && !version)) {
    const issues = mapped ? [{ file: name, issue: missingMember(name, 'template') }] : []
    return { name, manifest: undefined, issues }
  }
  const { manifest, issues } = await readManifest(member.bytes(), settings.tolerance, version)
  return { name, manifest, issues: issues.map((issue) => ({ file: name, issue })) }
}

/** The edition of OneRoster a bundle is mapped for; undefined for other systems. */
function versionOf(members: readonly Member[]): OneRosterVersion | undefined {
  const editions = new Set(members.map(({ type }) => /^oneroster-(1\.[12])$/.exec(type.family)?.[1]))
  return editions.has('1.2') ? '1.2' : editions.has('1.1') ? '1.1' : undefined
}

function inOrder(files: readonly Member[]): Member[] {
  const order = orderOfApplication(files.map(({ type }) => type))
  return files.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
}

/** The manifest decides between full and partial. Who lets files only add records wants that of every one of them. */
function modeFor(mode: Mode, declared: 'bulk' | 'delta' | undefined): Mode {
  if (declared === undefined || mode === 'add-only') return mode
  return declared === 'delta' ? 'partial' : 'full'
}
