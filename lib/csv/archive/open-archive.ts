// Opens a ZIP: everything that can be told from its directory and headers is judged before a byte is unpacked.
import type { Issue } from '@/lib/issues/issue'
import type { Archive, RandomAccess } from './archive'
import { archiveIssue } from './archive-issue'
import { defaultArchiveLimits, type ArchiveLimits } from './archive-limits'
import { findEndRecord } from './end-record'
import { isClutter, judgeEntries } from './judge-entries'
import { locateMembers } from './locate-members'
import { readDirectory, type ArchiveEntry } from './read-directory'
import { readMember } from './read-member'
import { recogniseFile } from '../recognise-file'

/** Enough to recognise what a file is. */
const FIRST_BYTES = 64 * 1024

/**
 * Opens an archive (ZIP with plain or deflated members, zip64 too; PKWARE's APPNOTE.TXT, and the narrower profile of
 * ISO/IEC 21320-1). An archive with anything in it that two programs could read differently is refused as a whole.
 * @param limits any of the limits, to lower them
 * @returns the one issue that refuses the archive, or what it holds
 */
export async function openArchive(
  source: RandomAccess,
  limits: Partial<ArchiveLimits> = {},
): Promise<{ ok: true; archive: Archive } | { ok: false; issue: Issue }> {
  const allowed = { ...defaultArchiveLimits, ...limits }
  const end = await findEndRecord(source)
  if (!end.ok) return { ok: false, issue: await named(source, end.issue) }
  const directory = await readDirectory(source, end.record, allowed)
  if (!directory.ok) return directory
  const { entries } = directory
  if (isWorkbook(entries)) {
    return { ok: false, issue: archiveIssue('file-not-csv', { found: 'workbook' }) }
  }
  const issue = judgeEntries(entries, allowed)
  if (issue) return { ok: false, issue }
  const located = await locateMembers(source, entries, end.record.directoryAt)
  if (!located.ok) return located
  const members = located.members.filter(({ name }) => !isClutter(name))
  if (members.length === 0) return { ok: false, issue: archiveIssue('file-archive-empty') }
  return {
    ok: true,
    archive: {
      members: members.map((member) => ({
        name: member.name,
        sizeBytes: member.sizeBytes,
        packedBytes: member.packedBytes,
        bytes: () => readMember(source, member),
      })),
      clutter: entries.map(({ name }) => name).filter(isClutter),
    },
  }
}

/** What a file is that is no archive: the page of a sign-in saved under the archive's name. */
async function named(source: RandomAccess, issue: Issue): Promise<Issue> {
  if (issue.code !== 'file-not-archive') return issue
  const found = recogniseFile(await source.read(0, FIRST_BYTES))
  return found && found.params?.found !== 'zip' ? found : issue
}

/** Workbooks and text documents are ZIPs themselves: Office Open XML and OpenDocument. */
function isWorkbook(entries: readonly ArchiveEntry[]): boolean {
  return entries.some(({ name }) => ['[Content_Types].xml', 'META-INF/manifest.xml'].includes(name))
}
