// What a file is, by its first bytes, in the browser: so that a workbook or a saved login page is named before anything
// is sent. The server looks again, and more closely (lib/csv/recognise-file.ts); here only what people really pick.

export type NotCsvFound = 'zip' | 'workbook' | 'pdf' | 'html' | 'gzip' | 'json' | 'xml' | 'binary' | 'empty'

const LOOKED_AT_CHARACTERS = 4096

const signatures: readonly (readonly [string, NotCsvFound])[] = [
  ['%PDF-', 'pdf'],
  ['\x1f\x8b', 'gzip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'workbook'],
  ['\x89PNG', 'binary'],
  ['\xff\xd8\xff', 'binary'],
  ['GIF8', 'binary'],
  ['7z\xbc\xaf', 'binary'],
  ['Rar!', 'binary'],
]

/** What the bytes are if they are not text; undefined: they may be CSV. */
export function recogniseBytes(bytes: Uint8Array): NotCsvFound | undefined {
  if (bytes.length === 0) return 'empty'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT_CHARACTERS))
  const known = signatures.find(([signature]) => head.startsWith(signature))
  if (known) return known[1]
  if (!head.startsWith('PK\x03\x04')) return undefined
  return /\[Content_Types\]\.xml|xl\/|opendocument\.spreadsheet/.test(head) ? 'workbook' : 'zip'
}

/** What the text is if it is not rows; undefined: it may be CSV. */
export function recogniseText(text: string): NotCsvFound | undefined {
  const head = text
    .slice(0, LOOKED_AT_CHARACTERS)
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (head === '') return 'empty'
  if (/^<(!doctype html|html|head|body|script|meta|table)[\s>]/i.test(head)) return 'html'
  if (/^<\?xml|^<!DOCTYPE|^<[A-Za-z][\w.:-]*(\s[^<>]*)?>\s*</.test(head)) return 'xml'
  if (/^(\{\s*"|\[\s*[[{"])/.test(head)) return 'json'
  const controls = head.match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0
  return controls > 8 && controls > head.length * 0.05 ? 'binary' : undefined
}
