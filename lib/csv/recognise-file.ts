// Names what a file is when it is not CSV: the login page saved as students.csv, the workbook renamed, the ZIP inside.
import { shorten, type Issue } from '@/lib/issues/issue'
import { csvIssue } from './csv-issue'
import { detectEncoding } from './detect-encoding'
import { transcoder } from './transcode'

export type NotCsv = 'html' | 'pdf' | 'gzip' | 'zip' | 'workbook' | 'json' | 'xml' | 'sql' | 'pgp' | 'binary'

/** More of a file than this is not looked at. */
const LOOKED_AT_BYTES = 64 * 1024

/**
 * What is wrong with a file as such, judged by its first bytes (64 KiB are enough, fewer only if the file has no more):
 * 'file-empty', or 'file-not-csv' with what it is (and the title of an HTML page). Undefined: it may be CSV.
 */
export function recogniseFile(firstBytes: Uint8Array): Issue | undefined {
  const bytes = Buffer.from(firstBytes.buffer, firstBytes.byteOffset, Math.min(firstBytes.byteLength, LOOKED_AT_BYTES))
  const found = foundBySignature(bytes)
  if (found) return notCsv(found)

  const { encoding, markBytes } = detectEncoding(bytes)
  const text = Buffer.from(transcoder(encoding)(bytes.subarray(markBytes))).toString('utf8')
  if (/^[\s\uFEFF]*$/.test(text)) return csvIssue('file-empty')
  if (isMostlyControls(text)) return notCsv('binary')
  return foundByText(text)
}

function notCsv(found: NotCsv, title?: string): Issue {
  return csvIssue('file-not-csv', { params: title ? { found, title } : { found } })
}

/** First bytes, as text in Latin-1, of the formats seen or likely in place of a CSV file. */
const signatures: readonly (readonly [string, NotCsv])[] = [
  ['%PDF-', 'pdf'],
  ['\x1f\x8b', 'gzip'],
  ['PK\x05\x06', 'zip'],
  ['PK\x07\x08', 'zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'workbook'],
  ['-----BEGIN PGP ', 'pgp'],
  ['\x89PNG\r\n', 'binary'],
  ['GIF8', 'binary'],
  ['\xff\xd8\xff', 'binary'],
  ['7z\xbc\xaf\x27\x1c', 'binary'],
  ['Rar!\x1a\x07', 'binary'],
  ['BZh', 'binary'],
  ['\xfd7zXZ\x00', 'binary'],
  ['\x28\xb5\x2f\xfd', 'binary'],
  ['PAR1', 'binary'],
  ['SQLite format 3\x00', 'binary'],
  ['\x7fELF', 'binary'],
  ['{\\rtf', 'binary'],
  // UTF-32, which no sender of rosters writes.
  ['\xff\xfe\x00\x00', 'binary'],
  ['\x00\x00\xfe\xff', 'binary'],
]

function foundBySignature(bytes: Buffer): NotCsv | undefined {
  const head = bytes.toString('latin1', 0, 16)
  const known = signatures.find(([signature]) => head.startsWith(signature))
  if (known) return known[1]
  if (head.startsWith('PK\x03\x04')) return isWorkbook(bytes) ? 'workbook' : 'zip'
  return isOpenPgp(bytes) ? 'pgp' : undefined
}

/** The names of the members stand in clear in a ZIP. OpenDocument begins with its media type. */
function isWorkbook(bytes: Buffer): boolean {
  return ['[Content_Types].xml', 'xl/', 'opendocument.spreadsheet'].some((name) => bytes.includes(name, 0, 'latin1'))
}

/** A session key packet of version 3 or 6, or one made from a passphrase (RFC 9580, sections 4.2 and 5.1 to 5.3). */
function isOpenPgp(bytes: Buffer): boolean {
  const [first = 0, second, third, fourth] = bytes
  if (first === 0x84) return third === 3 && second !== undefined
  if (first === 0x85) return fourth === 3
  if (first === 0x8c) return second === 0x0d && third === 4
  return (first === 0xc1 || first === 0xc3) && (third === 3 || third === 4 || third === 6 || fourth === 3)
}

/**
 * Text has tabs and line breaks; more than a few of the other control characters are a sign of something compiled.
 * NULs at the end are the padding of a file whose writer crashed: their line is reported when it is read.
 */
function isMostlyControls(text: string): boolean {
  let end = text.length
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--
  if (end === 0) return true
  let controls = 0
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code < 32 && !(code >= 9 && code <= 13)) controls++
  }
  return controls >= 8 && controls > end * 0.05
}

function foundByText(text: string): Issue | undefined {
  const { rest, isXml } = withoutProlog(text)
  if (rest.startsWith('<')) {
    if (/^<(!doctype html|(html|head|body|title|script|meta|link|style|table|div|center|h1|p)[\s>/])/i.test(rest)) {
      return notCsv('html', titleOf(rest))
    }
    if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return notCsv('workbook')
    if (isXml || /^<(!DOCTYPE\s|[A-Za-z_][\w.:-]{0,100}(\s[^<>]{0,2000})?>\s{0,200}<)/.test(rest)) return notCsv('xml')
  }
  if (isXml) return notCsv('xml')
  // A header in brackets, such as [Student ID],[Name], is CSV.
  if (/^(\{\s{0,200}["}]|\[\s{0,200}[[{"\]])/.test(rest)) return notCsv('json')
  return isSql(rest) ? notCsv('sql') : undefined
}

/** Passes over blanks, comments and processing instructions before the first element. */
function withoutProlog(text: string): { rest: string; isXml: boolean } {
  let rest = text.replace(/^\uFEFF+/, '').trimStart()
  let isXml = false
  for (;;) {
    const [open, close] = rest.startsWith('<!--') ? ['<!--', '-->'] : ['<?', '?>']
    if (!rest.startsWith(open)) return { rest, isXml }
    isXml ||= /^<\?xml\s/i.test(rest)
    const end = rest.indexOf(close, open.length)
    if (end < 0) return { rest: '', isXml }
    rest = rest.slice(end + close.length).trimStart()
  }
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

function titleOf(html: string): string | undefined {
  const opened = html.search(/<title[\s>]/i)
  const from = opened < 0 ? -1 : html.indexOf('>', opened)
  if (from < 0) return undefined
  const text = html.slice(from + 1, from + 1000).split('<', 1)[0] ?? ''
  const title = text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
  return shorten(title.replace(/\s+/g, ' ').trim()) || undefined
}

/** A statement after the comments that dump programs write first. */
function isSql(text: string): boolean {
  const statement = withoutSqlComments(text)
  return /^(create\s+(table|database|schema|type|extension)\s|insert\s+into\s|drop\s+(table|database|schema)\s|set\s+[@\w.]+\s*=|use\s+`|begin(\s+transaction)?\s*;|start\s+transaction\s*;|alter\s+table\s|lock\s+tables\s|pragma\s+\w+\s*=|select\s+pg_catalog)/i.test(
    statement,
  )
}

function withoutSqlComments(text: string): string {
  let rest = text
  for (;;) {
    const close = rest.startsWith('--') ? '\n' : rest.startsWith('/*') ? '*/' : undefined
    if (!close) return rest
    const end = rest.indexOf(close)
    if (end < 0) return ''
    rest = rest.slice(end + close.length).replace(/^[\s;]+/, '')
  }
}
