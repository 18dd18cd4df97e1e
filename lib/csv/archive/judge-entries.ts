// Whether every entry of a directory is one a district could have meant: a plain file at the top of the archive, packed
// in an ordinary way, under a name of its own. One that is not refuses the whole archive: what was meant by the others is
// not known any more.
import type { Issue } from '@/lib/issues/issue'
import { archiveIssue } from './archive-issue'
import type { ArchiveLimits } from './archive-limits'
import type { ArchiveEntry } from './read-directory'

const FLAG_ENCRYPTED = 0x1
const FLAG_HIDDEN_HEADERS = 0x2000
const METHOD_AES = 99
const STORED = 0
const DEFLATED = 8
const FILE_TYPE_BITS = 0o170000
const REGULAR_FILE = 0o100000
const FOLDER = 0o040000
const NAME_BYTES_MAX = 255

/** The programs' own names of other ways to pack (APPNOTE.TXT, 4.4.5). */
const methodNames: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
}

/** The first thing that is wrong with any of the entries. */
export function judgeEntries(entries: readonly ArchiveEntry[], limits: ArchiveLimits): Issue | undefined {
  for (const entry of entries) {
    const issue = judgeName(entry.name) ?? judgeKind(entry)
    if (issue) return issue
  }
  return firstTwin(entries) ?? judgeSizes(entries, limits)
}

/** Whether a file manager put it there by itself: macOS beside every file, Windows in every folder. */
export function isClutter(name: string): boolean {
  return /^__MACOSX\//.test(name) || /^(\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/i.test(name)
}

/**
 * Names are never used as paths, but one that tries to be one, in any spelling, was made by nobody who means well. That
 * includes signs that only look like dots and slashes, and their percent codes.
 */
function judgeName(name: string): Issue | undefined {
  const plain = name.normalize('NFKC').replace(/%(2e|2f|5c|00)/gi, (code) => decodeURIComponent(code))
  const parts = plain.split(/[/\\]/)
  // A folder's own entry ends with a slash.
  if (parts.length > 1 && parts.at(-1) === '') parts.pop()
  const climbs = parts.some((part) => /^\s*\.{0,2}\s*$/.test(part))
  const isUnsafe =
    climbs || plain.includes('\\') || /^[/~]|^[a-z]:|\p{Cc}/iu.test(plain) || Buffer.byteLength(name) > NAME_BYTES_MAX
  if (isUnsafe) return archiveIssue('file-archive-name', { name })
  if (name.includes('/') && !isClutter(name)) return archiveIssue('file-archive-folder', { name })
  return undefined
}

function judgeKind({ name, flags, method, mode }: ArchiveEntry): Issue | undefined {
  if (flags & (FLAG_ENCRYPTED | FLAG_HIDDEN_HEADERS) || method === METHOD_AES) {
    return archiveIssue('file-archive-encrypted', { name })
  }
  const fileType = mode & FILE_TYPE_BITS
  if (fileType === FOLDER && !isClutter(name)) return archiveIssue('file-archive-folder', { name })
  if (![0, REGULAR_FILE, FOLDER].includes(fileType)) return archiveIssue('file-archive-special', { name })
  if (method === STORED || method === DEFLATED) return undefined
  return archiveIssue('file-archive-method', { name, method: methodNames[method] ?? String(method) })
}

/** Two names that some file system takes for one: only capitals differ, or how an accent is written. */
function firstTwin(entries: readonly ArchiveEntry[]): Issue | undefined {
  const seen = new Map<string, string>()
  for (const { name } of entries) {
    const folded = name.normalize('NFKC').toLowerCase()
    const other = seen.get(folded)
    if (other !== undefined)
      return archiveIssue('file-archive-duplicate', { name, isExact: other === name ? 'yes' : 'no' })
    seen.set(folded, name)
  }
  return undefined
}

function judgeSizes(entries: readonly ArchiveEntry[], limits: ArchiveLimits): Issue | undefined {
  const total = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  // A total beyond what can be counted is not smaller than the limit either.
  if (!(total <= limits.bytesMax)) return archiveIssue('file-archive-too-large', { limitBytes: limits.bytesMax })
  const bomb = entries.find(
    ({ sizeBytes, packedBytes }) => sizeBytes > limits.ratioFreeBytes && sizeBytes > packedBytes * limits.ratioMax,
  )
  return bomb && archiveIssue('file-archive-ratio', { name: bomb.name, limit: limits.ratioMax })
}
